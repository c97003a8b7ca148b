/**
 * Latent models of one short file each, to use and to copy from: counts, yes-or-no answers, heavy tails, regressions,
 * sequences. All need {@link org.em4j.core.model} alone, are fitted by {@link org.em4j.core.fit.Em} and mixed by {@link
 * org.em4j.core.mixture.Mixture}; {@code docs/gallery.md} lists them.
 *
 * <p>API.
 *
 * <pre>{@code
 * Mixture<double[], double[], Observed, Sums> classes = new Mixture<>(2, new Bernoullis(3, 0)); // two latent classes
 * MixtureParameters<double[]> start = new MixtureParameters<>(
 *         new double[] {0.5, 0.5}, List.of(new double[] {0.2, 0.3, 0.4}, new double[] {0.8, 0.7, 0.6}));
 * Rows answers = Rows.of(new double[][] {{0, 0, 1}, {1, 1, 1}, {0, 0, 0}, {1, 1, 0}, {1, 0, 1}});
 * Fit<MixtureParameters<double[]>> fit = new Em().fit(classes, answers, start);
 * }</pre>
 */
@NullMarked
package org.em4j.gallery;

import org.jspecify.annotations.NullMarked;
