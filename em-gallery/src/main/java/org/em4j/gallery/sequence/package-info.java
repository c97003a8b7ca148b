/**
 * Models whose observation is a whole sequence: {@link org.em4j.gallery.sequence.HiddenMarkov} models over any emissions, a {@link
 * org.em4j.gallery.sequence.StateSpace}, and its simplest case, a {@link org.em4j.gallery.sequence.LocalLevel}. {@code
 * docs/gallery.md} lists all models of the gallery.
 *
 * <p>API.
 *
 * <pre>{@code
 * var chain = new HiddenMarkov<>(new Mixture<>(2, new Poisson()));
 * var start = new HiddenMarkov.Theta<>(
 *         new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(1.0, 6.0)), new double[][] {{0.8, 0.2}, {0.2, 0.8}});
 * var sequences = Observations.of(List.of(List.of(0, 1, 1, 7, 5), List.of(6, 8, 0, 2)));
 * System.out.println(new Em().fit(chain, sequences, start).theta().states().components());
 * }</pre>
 */
@NullMarked
package org.em4j.gallery.sequence;

import org.jspecify.annotations.NullMarked;
