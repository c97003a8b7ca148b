package org.em4j.validation.law;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.em4j.core.fit.Restarts;

/**
 * What became of a law on generated cases, found without a test engine.
 *
 * @param law the law
 * @param tries cases that it had something to say of
 * @param used the largest part of an error bound that any comparison used
 * @param counterexample the first case that broke it, if one did
 */
public record Verdict(Law law, int tries, double used, Optional<Counterexample> counterexample) {
    /** Checks a law on so many cases, a function of the seed; stops at the first that breaks it. */
    public static Verdict of(Law law, ModelCases cases, int tries, long seed) {
        RandomGenerator random = Restarts.random(seed);
        int said = 0;
        double used = 0;
        for (int i = 0; i < tries; i++) {
            Size size = Size.random(random);
            ModelCase<?, ?, ?, ?> example = cases.of(size);
            said += law.appliesTo(example) ? 1 : 0;
            try {
                used = Math.max(used, Trial.of(law, example));
            } catch (LawViolation violation) {
                return new Verdict(law, said, used, Optional.of(new Counterexample(law, cases, size, violation)));
            }
        }
        return new Verdict(law, said, used, Optional.empty());
    }

    /** Whether no case broke it. */
    public boolean holds() {
        return counterexample.isEmpty();
    }
}
