package org.em4j.laws.check;

import java.util.Optional;

/**
 * A case that breaks a law.
 *
 * @param size what the case is made of
 * @param violation the figures
 */
public record Counterexample(Law law, ModelCases cases, Size size, LawViolation violation) {
    private static final int SIMPLIFICATIONS = 100;

    /** The simplest case found from here that still breaks the law: smaller in each count, at no offset, of no weights. */
    public Counterexample simplest() {
        Counterexample at = this;
        for (int i = 0; i < SIMPLIFICATIONS; i++) {
            Optional<Counterexample> simpler =
                    at.size.simpler().stream().flatMap(s -> broken(s).stream()).findFirst();
            if (simpler.isEmpty()) {
                break;
            }
            at = simpler.get();
        }
        return at;
    }

    private Optional<Counterexample> broken(Size other) {
        try {
            Trial.of(law, cases.of(other));
            return Optional.empty();
        } catch (LawViolation found) {
            return Optional.of(new Counterexample(law, cases, other, found));
        }
    }
}
