package org.em4j.core.fit;

import java.io.Serializable;
import java.util.Locale;
import org.em4j.core.model.Roundoff;

/**
 * What every iteration of every fit is held against. The checks are necessary conditions of a right E- and M-step, and
 * cost evaluations of the surrogate, no pass over the data.
 *
 * <p>How far rounding may take each figure, with rounding unit u, condition number c and other roundings f of the model's
 * {@link Roundoff}, total weight w, and the sum m of the magnitudes of what is added up:
 *
 * <ul>
 *   <li>a log density is worked out from a Cholesky factor, whose condition number is √c: {@code 64 u √c (m + w)};
 *   <li>large terms that cancel leave {@code u f (m + w)};
 *   <li>the parameters are rounded by {@code u c}; at a maximum that costs the objective the square: {@code 16 w (u c)²};
 *   <li>Q is worked out from statistics, which are rounded by {@code u c} as well, and not at their maximum:
 *       {@code 64 u |Q| + 16 u c (m + w)} more.
 * </ul>
 *
 * {@code docs/audit.md} derives the bounds. Where a log-likelihood is estimated, six standard errors of it are added to
 * what it is compared by; where it is a lower bound, the bound is what is held.
 */
public final class Audit {
    private static final double U = Math.ulp(1.0) / 2;

    /** In nats: what an M-step with an inner loop may leave, a hundredth of a standard error of the complete data. */
    static final double LEFT = 1e-4;

    private Audit() {}

    /** What a fit does when a check fails. */
    public enum Policy {
        /** The fit ends {@link Fit.AuditFailed} with the last good parameters. */
        STOP,
        /** The fit goes on; the trace keeps the warning. */
        WARN,
        /**
         * The fit takes the step back and tries again from the last good parameters, for M-steps that are random or
         * remember; a second failure in a row ends it {@link Fit.AuditFailed}.
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
    public record Check(String what, int iteration, double left, double right, double bound, double off)
            implements Serializable {
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
            return String.format(
                    Locale.ROOT,
                    "%s, at iteration %d: %s against %s, off by %.3g where rounding explains at most %.3g",
                    what,
                    iteration,
                    left,
                    right,
                    off,
                    bound);
        }
    }

    /** Bound of the rounding error in an objective: {@code u (m + w) (64 sqrt(c) + f) + 16 w (u c)²}. */
    public static double rounding(Roundoff roundoff, double magnitude, double weight) {
        double perturbation = U * roundoff.condition();
        return U * (magnitude + weight) * (64 * Math.sqrt(roundoff.condition()) + roundoff.ulps())
                + 16 * weight * perturbation * perturbation;
    }

    /** What a log prior adds, which is worked out from statistics as Q is: {@code 16 u c |log prior|}. */
    static double ofPrior(Roundoff roundoff, double logPrior) {
        return 16 * U * roundoff.condition() * Math.abs(logPrior);
    }

    /** How far rounding may take {@code Q(theta; s)}, q, as worked out from the statistics of an iterate. */
    static <P> double rounding(Iterate<P> at, P theta, double q) {
        return rounding(at, at.surrogate().roundoff(theta), q);
    }

    /**
     * How far rounding may take Q, worked out from the statistics of an iterate: {@code 64 u |Q| + 16 u c (m + w)} more
     * than it takes the log-likelihood.
     */
    private static double rounding(Iterate<?> at, Roundoff roundoff, double q) {
        return ofStatistics(roundoff, at.magnitude(), at.weight(), q);
    }

    /** How far rounding may take Q, q nats, that is worked out from statistics of such a magnitude and weight. */
    public static double ofStatistics(Roundoff roundoff, double magnitude, double weight, double q) {
        return rounding(roundoff, magnitude, weight)
                + 64 * U * Math.abs(q)
                + 16 * U * roundoff.condition() * (magnitude + weight);
    }

    /** The log-likelihood by its two routes: {@code L(theta) = Q(theta; s) + H(q)}, given {@code Q(theta; s)}. */
    static Check twoRoutes(int iteration, Iterate<?> at, double q) {
        double left = at.logLikelihood();
        double right = q + at.entropy();
        return new Check(
                "the log-likelihood is the expected log joint density plus the posteriors' entropy"
                        + " (one of evidence, entropy, statistics, expectedLogJoint is wrong; or roundoff, if the log"
                        + " density has large terms that cancel)",
                iteration,
                left,
                right,
                rounding(at, at.roundoff(), q) + at.exactness().bound(),
                Math.abs(left - right));
    }

    /** What the data were summed up to beforehand says of a point what the data say. */
    static Check sameFromData(int iteration, Iterate<?> at, Iterate<?> data) {
        double left = at.logLikelihood();
        double right = data.logLikelihood();
        return new Check(
                "the log-likelihood of the data's moments is that of the data (the moments are wrong)",
                iteration,
                left,
                right,
                rounding(at, at.roundoff(), left) + rounding(data, data.roundoff(), right),
                Math.abs(left - right));
    }

    /** The M-step is no worse than standing still, in {@code Q + logPrior} before and after it. */
    static <P> Check surrogateRises(int iteration, Iterate<P> at, double before, P next, double after) {
        return new Check(
                "the M-step does not lower the expected log joint density (maximize is wrong; or roundoff, if the log"
                        + " density has large terms that cancel, or theta lies in a family that rounding leads out of)",
                iteration,
                after,
                before,
                rounding(at, at.roundoff(), before) + rounding(at, next, after),
                before - after);
    }

    /** No point beside the M-step's answer is higher than it by more than rounding and so many nats. */
    static <P> Check answerIsHighest(
            int iteration, Iterate<P> at, double height, double nats, Neighbourhood.Higher<P> other) {
        return new Check(
                String.format(
                        Locale.ROOT,
                        "the M-step ends where the expected log joint density plus log prior is highest (maximize is wrong: along %s there are %.3g nats to gain)",
                        other.along(),
                        other.height() - height),
                iteration,
                height,
                other.height(),
                nats + rounding(at, other.theta(), other.height()),
                other.height() - height);
    }

    /** The objective never falls. */
    static Check objectiveRises(int iteration, Iterate<?> before, Iterate<?> after) {
        return new Check(
                "the objective never falls",
                iteration,
                after.objective(),
                before.objective(),
                before.rounding()
                        + after.rounding()
                        + before.exactness().bound()
                        + after.exactness().bound(),
                before.objective() - after.objective());
    }
}
