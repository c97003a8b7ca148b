/**
 * Mixtures of factor analysers and of probabilistic PCAs, whose components may share loadings, noise or both
 * (McNicholas and Murphy 2008). {@link org.em4j.factor.mixture.ClusteredStart} makes starts, {@link
 * org.em4j.factor.mixture.FactorMixtureSearch} says what the end of a fit is, and {@link
 * org.em4j.factor.mixture.FactorMixture} is asked for scores, responsibilities and draws.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows iris = Table.read(Path.of("data/iris.csv")).rows();
 * SharedFactors family = new SharedFactors(new FactorAnalysis(4, 1), Set.of(SharedFactors.Part.NOISE));
 * MixtureParameters<FactorParameters> start =
 *         new ClusteredStart(family, 2, iris, Moments.of(iris)).start(Randomness.of(1));
 * Fit<MixtureParameters<FactorParameters>> fit =
 *         new Em().maxIterations(20).fit(new FactorMixture(family, start).model(), iris, start);
 * int[] components = new FactorMixture(family, fit.theta()).predict(iris);
 * }</pre>
 */
@NullMarked
package org.em4j.factor.mixture;

import org.jspecify.annotations.NullMarked;
