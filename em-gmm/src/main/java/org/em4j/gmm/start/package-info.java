/**
 * Where fits of Gaussian mixtures begin: at k-means++ clusters, at hierarchical clusters, at rows drawn at random, or
 * at rows whose component is known. Each is an {@link org.em4j.core.fit.search.Initializer} or makes {@link
 * org.em4j.core.mixture.MixtureParameters} of a hard clustering by one M-step.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows iris = Table.read(Path.of("data/iris.csv")).rows();
 * MixtureParameters<FullNormal> start = RandomStarts.kMeans(CovarianceFamily.FULL, 3, iris).start(Randomness.of(1));
 * Fit<MixtureParameters<FullNormal>> fit = new Em().fit(CovarianceFamily.FULL.mixture(3, 4), iris, start);
 * }</pre>
 */
@NullMarked
package org.em4j.gmm.start;

import org.jspecify.annotations.NullMarked;
