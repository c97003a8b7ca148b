package org.em4j.gmm;

import org.em4j.core.model.Degeneracy;

/** How Gaussian components collapse, in words. */
final class Degeneracies {
    /** Of a sum of squares: what rounding leaves of it when it is taken about another origin. */
    static final double NOISE = 64 * Math.ulp(1.0);

    private static final String CONSTANT = " does not vary";

    private Degeneracies() {}

    /** A covariance that is singular in one column, which has the given variance of its own. */
    static Degeneracy singular(int column, double variance, double conditionNumber) {
        String cause = variance > 0
                ? "the covariance is singular: column " + (column + 1) + " is determined by the columns before it"
                : "the covariance is singular: column " + (column + 1) + CONSTANT;
        return Degeneracy.of(cause, "use fewer components, or one covariance for all of them (tied)")
                .column(column)
                .conditionNumber(conditionNumber);
    }

    /** A covariance of all rows together that is singular: no number of components helps. */
    static Degeneracy everywhere(Degeneracy one) {
        boolean constant = one.cause().endsWith(CONSTANT);
        String simpler = constant ? "spherical covariances" : "a simpler covariance (diag, spherical)";
        return one.inAll("all components", "leave that column out, or use " + simpler);
    }

    /** Components that share a shape, of which one has too few dimensions for it: its volume falls to zero. */
    static Degeneracy vanishing() {
        return Degeneracy.of(
                "a component lies in a plane of the shape that all share, and its volume vanishes",
                "use fewer components, or one volume for all");
    }

    /** A component that no weight fell to. */
    static Degeneracy empty() {
        return Degeneracy.of("no row is left in it", "use fewer components");
    }
}
