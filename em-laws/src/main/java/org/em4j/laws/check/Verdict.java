package org.em4j.laws.check;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.em4j.core.Randomness;

/**
 * What became of a law on generated cases, found without a test engine.
 *
 * @param law the law
 * @param compared cases on which it compared something
 * @param used the largest part of an error bound that any comparison used
 * @param counterexample the first case that broke it, if one did
 */
public record Verdict(Law law, int compared, double used, Optional<Counterexample> counterexample) {
    /** Checks a law on so many cases, a function of the seed; stops at the first that breaks it. */
    public static Verdict of(Law law, ModelCases cases, int tries, long seed) {
        RandomGenerator random = Randomness.of(seed);
        int compared = 0;
        double used = 0;
        for (int i = 0; i < tries; i++) {
            Size size = Size.random(random);
            ModelCase<?, ?, ?, ?> example = cases.of(size);
            try {
                Trial trial = Trial.of(law, example);
                compared += trial.compared() ? 1 : 0;
                used = Math.max(used, trial.used());
            } catch (LawViolation violation) {
                return new Verdict(
                        law, compared + 1, used, Optional.of(new Counterexample(law, cases, size, violation)));
            }
        }
        return new Verdict(law, compared, used, Optional.empty());
    }

    /** Whether it never compared anything: of these cases it says nothing, which holding must not be taken for. */
    public boolean isSilent() {
        return compared == 0;
    }

    /** Whether no case broke it. */
    public boolean holds() {
        return counterexample.isEmpty();
    }
}
