package org.em4j.factor.estep;

import java.util.List;

/**
 * A local maximum of the likelihood over all uniquenesses down to a bound, which may be zero: then it is a supremum, that no
 * proper parameters attain. On the scale of correlations.
 *
 * @param theta the parameters; uniquenesses that are zero stand at {@link #NEXT_TO_ZERO}
 * @param loss minus the log-likelihood and log prior at the maximum or supremum itself, in nats
 * @param edge zero-based columns whose uniquenesses are at their bound
 * @param flat zero-based columns whose uniquenesses can move together without changing the likelihood, most first
 * @param slope the steepest that is left along a free log uniqueness
 */
public record LocalMaximum(FactorParameters theta, double loss, List<Integer> edge, List<Integer> flat, double slope) {
    /** Where a uniqueness of zero stands, as a part of its column's variance, in parameters that need a density. */
    public static final double NEXT_TO_ZERO = 1e-8;

    /** A uniqueness that a climb may stop at on its way to zero. */
    private static final double NEAR = 1e-4;

    /** Whether it has only stopped short of an edge that another lies on: what is flat so near to zero is the way there. */
    public boolean isBeside(LocalMaximum other) {
        return !flat.isEmpty()
                && other.flat.isEmpty()
                && other.edge.containsAll(flat)
                && flat.stream().allMatch(j -> theta.uniqueness(j) < NEAR);
    }
}
