package org.em4j.laws.check;

import java.util.Locale;
import java.util.function.Supplier;

/** One law on one case: what the law compares, and how near the comparisons came to their bounds. */
public final class Trial {
    /** Terms that cancel cost digits; mistakes are seldom this small, next to the bound or to the figures. */
    private static final double NEAR = 1e3;

    private static final double ALIKE = 1e-9;

    private static final String ORIGIN = "from the magnitudes summed, the condition and what cancels; docs/audit.md";

    private static final String CANCEL =
            "; a miss this near may be large terms of the log density that cancel, which roundoff should tell";

    private final Law law;
    private final ModelCase<?, ?, ?, ?> example;
    private boolean compared;
    private double used;

    private Trial(Law law, ModelCase<?, ?, ?, ?> example) {
        this.law = law;
        this.example = example;
    }

    /**
     * Checks a law on a case.
     *
     * @throws LawViolation if the law does not hold
     */
    public static Trial of(Law law, ModelCase<?, ?, ?, ?> example) {
        Trial trial = new Trial(law, example);
        if (law.appliesTo(example)) {
            try {
                if (example.exactness().compareTo(law.holdsOf()) <= 0) {
                    law.check(example, trial);
                }
            } catch (RuntimeException e) {
                LawViolation violation = trial.broken("an exception: " + e);
                violation.initCause(e);
                throw violation;
            }
        }
        return trial;
    }

    /** Whether the law had anything to say: it may step aside, where rounding decides what it would compare. */
    public boolean compared() {
        return compared;
    }

    /** The largest part of an error bound that a comparison used, 0 to 1. */
    public double used() {
        return used;
    }

    /** Something that no rounding excuses. */
    public void require(boolean holds, Supplier<String> otherwise) {
        compared = true;
        if (!holds) {
            throw broken(otherwise.get());
        }
    }

    /** Two figures that may differ by what rounding explains. */
    public void equal(String what, double left, double right, double bound) {
        compared = true;
        if (left == right) {
            return; // infinities too
        }
        requireNumbers(what, left, right);
        double off = Math.abs(left - right);
        if (!(off <= bound)) {
            throw broken(String.format(
                    Locale.ROOT,
                    "%s: %s against %s, off by %.3g where rounding explains at most %.3g (%s)%s",
                    what,
                    left,
                    right,
                    off,
                    bound,
                    ORIGIN,
                    off < Math.max(NEAR * bound, ALIKE * Math.abs(left)) ? CANCEL : ""));
        }
        used = Math.max(used, off / bound);
    }

    /** A figure that may lie below another by what rounding explains. */
    public void atLeast(String what, double value, double floor, double bound) {
        compared = true;
        requireNumbers(what, value, floor);
        if (!(value >= floor - bound)) {
            throw broken(String.format(
                    Locale.ROOT,
                    "%s: %s, which is below %s by %.3g where rounding explains at most %.3g (%s)",
                    what,
                    value,
                    floor,
                    floor - value,
                    bound,
                    ORIGIN));
        }
        used = Math.max(used, value < floor ? (floor - value) / bound : 0);
    }

    private void requireNumbers(String what, double left, double right) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            throw broken(String.format(
                    Locale.ROOT,
                    "%s: %s against %s, and NaN is no answer: a logarithm of something negative, perhaps, 0/0, or 0 times log(0)",
                    what,
                    left,
                    right));
        }
    }

    private LawViolation broken(String what) {
        return new LawViolation(law, example, what);
    }
}
