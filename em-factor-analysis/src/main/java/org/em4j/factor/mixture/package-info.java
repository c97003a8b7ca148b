/**
 * Mixtures of factor analysers and of probabilistic PCAs, whose components may share loadings, noise or both
 * (McNicholas and Murphy 2008). Start with {@link org.em4j.factor.mixture.FactorMixtureEstimator}; {@link
 * org.em4j.factor.mixture.ClusteredStart} makes its starts, {@link org.em4j.factor.mixture.FactorMixtureSearch} says
 * what the end of a fit is, and {@link org.em4j.factor.mixture.FactorMixture} is asked for scores, responsibilities and draws.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows iris = Table.read(Path.of("data/iris.csv")).rows();
 * FactorMixtureEstimate estimate =
 *         new FactorMixtureEstimator(2, 1).shared(Set.of(SharedFactors.Part.NOISE)).fit(iris);
 * System.out.println(estimate.fitted().fit().describe() + ", BIC " + estimate.fitted().criteria().bic());
 * int[] components = estimate.mixture().predict(iris);
 * }</pre>
 */
@NullMarked
package org.em4j.factor.mixture;

import org.jspecify.annotations.NullMarked;
