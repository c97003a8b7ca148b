package org.em4j.core.distribution;

import org.em4j.core.model.Statistics;

/**
 * What maximizes a Gaussian's expected log-likelihood: weight, mean and scatter of rows. Scatters are held as the
 * {@link CovarianceStorage} of the model asks: whole, or by their diagonal.
 *
 * @param <S> itself
 */
public sealed interface GaussianStatistics<S extends GaussianStatistics<S>> extends Statistics<S>
        permits Moments, DiagonalMoments {
    /** {@code Σ w}. */
    double weight();

    /** What a scatter is divided by to make a covariance: the weight, and what degrees of freedom a prior adds to it. */
    double covarianceDivisor();

    /** The weighted mean {@code (d)}. */
    double[] mean();

    /** {@code Σ w (x - mean)(x - mean)ᵀ}, in the storage of the model. */
    double[] scatter();

    /** {@code Σ w (x_j - o_j)²} of column j, about the origin o of the statistics. */
    double square(int j);

    /** Statistics whose mean is a point {@code (d)} and whose scatter is about it: what is fitted where the mean is known. */
    S aboutKnownMean(double[] point);
}
