package org.em4j.core.fit;

/**
 * What every iteration of every fit is held against. The checks are necessary conditions of a right E- and M-step, and
 * cost evaluations of the surrogate, no pass over the data.
 *
 * <p>With rounding unit u, condition number c, total weight w and the magnitude m of what is summed, a density sees a
 * factor of the matrix, whose condition is the root of c; the matrix itself is off by {@code u c}, which costs the
 * objective its square, because the M-step stands at a maximum, unless rounding takes it out of the family that it is a
 * maximum in; and statistics, which are matrices too, are off by {@code u c} in the first order. {@code docs/audit.md}
 * derives the bounds.
 */
public final class Audit {
    private static final double U = Math.ulp(1.0) / 2;

    private Audit() {}

    /** What a fit does when a check fails. */
    public enum Policy {
        /** It ends {@link Fit.AuditFailed} with the last good parameters. */
        STOP,
        /** It goes on; the trace keeps the warning. */
        WARN,
        /**
         * It takes the step back and tries again from the last good parameters, for M-steps that are random or remember;
         * a second failure in a row ends it {@link Fit.AuditFailed}.
         */
        REVERT
    }

    /**
     * One comparison.
     *
     * @param what what should hold, in words
     * @param iteration number of M-steps before it
     * @param left the side that should be equal, or no less
     * @param right the other side
     * @param bound the rounding error allowed
     * @param off by how much it is off: more than zero only where it is not as it should be
     */
    public record Check(String what, int iteration, double left, double right, double bound, double off) {
        /** Whether rounding explains what it is off by. */
        public boolean holds() {
            return off < Double.POSITIVE_INFINITY && off <= bound; // rounding explains no infinity
        }

        /** The part of its bound that it uses, 0 to 1 where it holds. */
        public double used() {
            return off <= 0 ? 0 : Double.isInfinite(off) ? off : off / bound;
        }

        /** One sentence: check, iteration, figures. */
        public String describe() {
            return "%s, at iteration %d: %s against %s, off by %.3g where rounding explains at most %.3g"
                    .formatted(what, iteration, left, right, off, bound);
        }
    }

    /** Bound of the rounding error in an objective: {@code 64 u (m + w) sqrt(c) + 16 w (u c)²}. */
    public static double rounding(double conditionNumber, double magnitude, double weight) {
        double perturbation = U * conditionNumber;
        return 64 * U * (magnitude + weight) * Math.sqrt(conditionNumber) + 16 * weight * perturbation * perturbation;
    }

    /** Bound of what a maximum within a family loses when rounding takes it f units out of it: {@code u f (m + w)}. */
    public static double leaving(double confinement, double magnitude, double weight) {
        return U * confinement * (magnitude + weight);
    }

    /** Bound of the further error in what is worked out from statistics: {@code 64 u |Q| + 16 u c (m + w)}. */
    private static double statistics(Iterate<?> at, double conditionNumber, double expectedLogJoint) {
        return 64 * U * Math.abs(expectedLogJoint) + 16 * U * conditionNumber * (at.magnitude() + at.weight());
    }

    /** The log-likelihood by its two routes: {@code L(theta) = Q(theta; s) + H(q)}, given {@code Q(theta; s)}. */
    static Check twoRoutes(int iteration, Iterate<?> at, double q) {
        double left = at.logLikelihood();
        double right = q + at.entropy();
        return new Check(
                "the log-likelihood is the expected log joint density plus the posteriors' entropy"
                        + " (one of evidence, entropy, statistics, expectedLogJoint is wrong; or conditionNumber, if the"
                        + " log density has large terms that cancel)",
                iteration,
                left,
                right,
                rounding(at.conditionNumber(), at.magnitude(), at.weight()) + statistics(at, at.conditionNumber(), q),
                Math.abs(left - right));
    }

    /** The M-step is no worse than standing still, in {@code Q + logPrior} before and after it. */
    static <P> Check surrogateRises(int iteration, Iterate<P> at, double before, P next, double after) {
        return new Check(
                "the M-step does not lower the expected log joint density (maximize is wrong, or confinement, if"
                        + " it must lie in a family that rounding leads out of)",
                iteration,
                after,
                before,
                at.rounding()
                        + statistics(at, at.conditionNumber(), before)
                        + statistics(at, at.surrogate().conditionNumber(next), after)
                        + leaving(at.surrogate().confinement(next), at.magnitude(), at.weight()),
                before - after);
    }

    /** The objective never falls. */
    static Check objectiveRises(int iteration, Iterate<?> before, Iterate<?> after) {
        return new Check(
                "the objective never falls",
                iteration,
                after.objective(),
                before.objective(),
                before.rounding() + after.rounding(),
                before.objective() - after.objective());
    }
}
