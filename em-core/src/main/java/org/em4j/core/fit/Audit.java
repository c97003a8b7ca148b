package org.em4j.core.fit;

import java.util.Optional;

/**
 * What every iteration of every fit is held against. The checks are necessary conditions of a right E- and M-step, and
 * cost evaluations of the surrogate, no pass over the data.
 *
 * <p>With rounding unit u, condition number c, total weight w and the magnitude m of what is summed, a density sees a
 * factor of the matrix, whose condition is the root of c; the matrix itself is off by {@code u c}, which costs the
 * objective its square, because the M-step stands at a maximum; and statistics, which are matrices too, are off by
 * {@code u c} in the first order. {@code docs/audit.md} derives the two bounds.
 */
public final class Audit {
    private static final double U = Math.ulp(1.0) / 2;

    private Audit() {}

    /**
     * A check that failed.
     *
     * @param check what should hold, in words
     * @param iteration number of M-steps before it
     * @param left the side that should be equal, or larger
     * @param right the other side
     * @param bound the rounding error allowed
     */
    public record Violation(String check, int iteration, double left, double right, double bound) {
        /** One sentence: check, iteration, figures. */
        public String describe() {
            return "%s, at iteration %d: %s against %s, off by %.3g where rounding explains at most %.3g"
                    .formatted(check, iteration, left, right, Math.abs(left - right), bound);
        }
    }

    /** Bound of the rounding error in an objective: {@code 64 u (m + w) sqrt(c) + w (u c)²}. */
    public static double rounding(double conditionNumber, double magnitude, double weight) {
        double perturbation = U * conditionNumber;
        return 64 * U * (magnitude + weight) * Math.sqrt(conditionNumber) + weight * perturbation * perturbation;
    }

    /** Bound of the further error in what is worked out from statistics: {@code 64 u |Q| + 16 u c w}. */
    private static double statistics(Iterate<?> at, double expectedLogJoint) {
        return 64 * U * Math.abs(expectedLogJoint) + 16 * U * at.conditionNumber() * at.weight();
    }

    /** The log-likelihood by its two routes: {@code L(theta) = Q(theta; s) + H(q)}, given {@code Q(theta; s)}. */
    static Optional<Violation> twoRoutes(int iteration, Iterate<?> at, double q) {
        double bound = at.rounding() + statistics(at, q);
        return Math.abs(at.logLikelihood() - (q + at.entropy())) <= bound
                ? Optional.empty()
                : Optional.of(new Violation(
                        "the log-likelihood is the expected log joint density plus the posteriors' entropy"
                                + " (one of evidence, entropy, statistics, expectedLogJoint is wrong)",
                        iteration,
                        at.logLikelihood(),
                        q + at.entropy(),
                        bound));
    }

    /** The M-step is no worse than standing still, in {@code Q + logPrior} before and after it. */
    static Optional<Violation> surrogateRises(int iteration, Iterate<?> at, double before, double after) {
        double bound = at.rounding() + statistics(at, before);
        return after >= before - bound
                ? Optional.empty()
                : Optional.of(new Violation(
                        "the M-step does not lower the expected log joint density (maximize is wrong)",
                        iteration,
                        after,
                        before,
                        bound));
    }

    /** The objective never falls. */
    static Optional<Violation> objectiveRises(int iteration, Iterate<?> before, Iterate<?> after) {
        double bound = before.rounding() + after.rounding();
        return after.objective() >= before.objective() - bound
                ? Optional.empty()
                : Optional.of(new Violation(
                        "the objective never falls", iteration, after.objective(), before.objective(), bound));
    }
}
