/**
 * Gaussian mixtures. Start with {@link org.em4j.gmm.GaussianMixtureEstimator}: of a {@link
 * org.em4j.gmm.covariance.CovarianceFamily}, which says what the covariances have in common, it fits so many components to {@link
 * org.em4j.core.data.Rows}, from many starts that compete; with a prior, noise, known labels or frozen parts if wanted. What
 * it returns has standard errors and criteria; its {@link org.em4j.gmm.GaussianMixture} predicts, scores, samples,
 * imputes, and conditions.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows iris = Table.read(Path.of("data/iris.csv")).rows();
 * var fitted = new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 2).fit(iris);
 * GaussianMixture<FullNormal, Moments> mixture = fitted.parameters();
 * int[] components = mixture.predict(iris);
 * double[] logDensities = mixture.score(iris);
 * StandardErrors errors = fitted.standardErrors();
 * }</pre>
 */
@NullMarked
package org.em4j.gmm;

import org.jspecify.annotations.NullMarked;
