/**
 * What fits have come to so far, kept for a program that is run again after it was cut off: {@link
 * org.em4j.core.checkpoint.Checkpoint} is handed to {@link org.em4j.core.fit.Em#checkpoint} and holds finished fits, and those
 * under way. All that is computed is a function of data and settings, so that the same program, given what was kept, goes on to
 * the same bits. Where it is kept outside of the program is for others to say, such as a file of em-io.
 *
 * <p>API.
 *
 * <pre>{@code
 * Mixture<Integer, Double, Observed, Sums> mixture = new Mixture<>(2, new Poisson());
 * MixtureParameters<Double> start = new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(1.0, 6.0));
 * Observations<Integer> counts = Observations.of(List.of(0, 1, 1, 2, 5, 6, 6, 8));
 * Checkpoint checkpoint = new Checkpoint(Duration.ofSeconds(60), kept -> {});
 * new Em().checkpoint(checkpoint).fit(mixture, counts, start);
 *
 * Checkpoint again = new Checkpoint(Duration.ofSeconds(60), kept -> {}).with(checkpoint.kept());
 * System.out.println(new Em().checkpoint(again).fit(mixture, counts, start).theta()); // at once
 * }</pre>
 */
@NullMarked
package org.em4j.core.checkpoint;

import org.jspecify.annotations.NullMarked;
