package org.em4j.core.model;

/**
 * How far rounding may take log densities at some parameters from what they should be. The audit allows a model so much
 * before it says that the model is wrong; {@code docs/audit.md} derives the bounds.
 *
 * <p>A model made of parts is rounded as the worst of them is: {@code part.roundoff(theta).and(other.roundoff(theta))}.
 *
 * @param condition condition number, free of units, of what a log density inverts: 1 if nothing
 * @param ulps by how many roundings a log density may be off besides, in nats or as a part of the log density, whichever is
 *     larger: 0 for a sum of a few terms of its own size
 */
public record Roundoff(double condition, double ulps) {
    /** Nothing is inverted, and nothing cancels: right for most models. */
    public static final Roundoff NONE = new Roundoff(1, 0);

    /** A term and what takes it off again are rounded twice each. */
    private static final double EACH = 4;

    /** Of a log density that inverts a matrix of this condition number, such as a normal distribution's. */
    public static Roundoff ofInverse(double condition) {
        return new Roundoff(condition, 0);
    }

    /**
     * Of a log density that is what is left of large terms when they cancel: those of a Poisson count near a rate of 10⁶ are
     * of the size of 10⁷ nats, and the log density is -8.
     *
     * @param nats the terms where the log density is highest; signs do not count
     */
    public static Roundoff ofTerms(double... nats) {
        double sum = 0;
        for (double term : nats) {
            sum += Math.abs(term);
        }
        return new Roundoff(1, EACH * sum);
    }

    /**
     * Of parameters that have to lie in a family, such as covariances that share a shape but are stored one by one, and as they
     * are stored lie beside it. Within the family the M-step's answer is a maximum; off the family the objective has a
     * slope, and changes in the first order.
     *
     * @param ulps by how many roundings, in all, they may lie beside it
     */
    public static Roundoff ofFamily(double ulps) {
        return new Roundoff(1, ulps);
    }

    /** Of what is made of both: the worse of them in each respect. */
    public Roundoff and(Roundoff other) {
        return new Roundoff(Math.max(condition, other.condition), Math.max(ulps, other.ulps));
    }

    /** Of the product of two densities: the roundings of both, at the worse condition number. */
    public Roundoff plus(Roundoff other) {
        return new Roundoff(Math.max(condition, other.condition), ulps + other.ulps);
    }
}
