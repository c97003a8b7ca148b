package org.em4j.core.distribution;

import java.io.Serializable;

/** Parameters of one multivariate normal component, whatever the structure of its covariance. */
public sealed interface MultivariateNormal extends Serializable permits FullNormal, DiagonalNormal {
    /** A copy of the mean {@code (d)}. */
    double[] mean();

    /** A copy of the covariance {@code (d x d)}. */
    double[][] covariance();
}
