package org.em4j.validation.law;

/** A law that does not hold: which, on what, and by how much. */
public final class LawViolation extends AssertionError {
    private static final long serialVersionUID = 1;

    LawViolation(Law law, ModelCase<?, ?, ?, ?> example, String what) {
        super(law.statement() + " -- broken by " + example + ": " + what);
    }

    /** Refuses two figures that differ by more than a bound. */
    static void unlessEqual(
            Law law, ModelCase<?, ?, ?, ?> example, String what, double left, double right, double bound) {
        if (!(Math.abs(left - right) <= bound) && left != right) {
            throw new LawViolation(
                    law,
                    example,
                    "%s: %s against %s, off by %.3g where rounding explains at most %.3g"
                            .formatted(what, left, right, Math.abs(left - right), bound));
        }
    }
}
