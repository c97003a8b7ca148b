/**
 * Counts and answers, one short file each, to use and to copy from. A mixture of {@link org.em4j.gallery.discrete.Bernoullis},
 * or of a {@link org.em4j.core.product.Product} of {@link org.em4j.gallery.discrete.Categorical}s, is latent class analysis.
 * {@code docs/gallery.md} lists all models of the gallery.
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
package org.em4j.gallery.discrete;

import org.jspecify.annotations.NullMarked;
