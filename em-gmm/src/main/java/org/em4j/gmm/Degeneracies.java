package org.em4j.gmm;

import org.em4j.core.model.Degeneracy;

/** How Gaussian components collapse, in words. */
final class Degeneracies {
    private Degeneracies() {}

    /** A covariance that is singular in one column, which has the given variance of its own. */
    static Degeneracy singular(int column, double variance) {
        String cause = variance > 0
                ? "the covariance is singular: column " + (column + 1) + " is determined by the columns before it"
                : "the covariance is singular: column " + (column + 1) + " does not vary";
        return Degeneracy.of(
                        cause,
                        "use fewer components, a simpler covariance (tied, diag, spherical), or leave that column out")
                .column(column);
    }

    /** A component that no weight fell to. */
    static Degeneracy empty() {
        return Degeneracy.of("no row is left in it", "use fewer components");
    }
}
