/**
 * Gaussian mixtures. Start with {@link org.em4j.gmm.GaussianMixture}: its static {@code fit} is the short way. Rows
 * come from {@link org.em4j.core.data.Rows}; a {@link org.em4j.gmm.covariance.CovarianceFamily} says what the
 * covariances have in common; a {@link org.em4j.gmm.GaussianMixtureEstimator} adds what is known before (prior, labels,
 * frozen parts, noise); a {@link org.em4j.gmm.MixtureSearch} lets many starts compete. The fitted mixture predicts,
 * scores, samples, imputes, and conditions.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows iris = Table.read(Path.of("data/iris.csv")).rows();
 * Optima<GaussianMixture<FullNormal, Moments>> optima = new MixtureSearch(new GaussianMixtureEstimator(iris))
 *         .run(new Em(), CovarianceFamily.FULL, 2);
 * GaussianMixture<FullNormal, Moments> mixture = optima.best().theta();
 * int[] components = mixture.predict(iris);
 * double[] logDensities = mixture.score(iris);
 * }</pre>
 */
@NullMarked
package org.em4j.gmm;

import org.jspecify.annotations.NullMarked;
