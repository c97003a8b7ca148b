/**
 * Longer steps than EM's with the same fixed points, never below the last objective: give one to {@link
 * org.em4j.core.fit.Em#accelerate}. Each extrapolates in the coordinates of a model's chart, behind one common guard.
 *
 * <p>API.
 *
 * <pre>{@code
 * Mixture<Integer, Double, Observed, Sums> mixture = new Mixture<>(2, new Poisson());
 * MixtureParameters<Double> start = new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(1.0, 6.0));
 * Observations<Integer> counts = Observations.of(List.of(0, 1, 1, 2, 5, 6, 6, 8));
 * for (Accelerator accelerator : List.of(new Squarem(), new Anderson(), new QuasiNewton(), new Parabolic())) {
 *     System.out.println(new Em().accelerate(accelerator).fit(mixture, counts, start).trace().iterations());
 * }
 * }</pre>
 */
@NullMarked
package org.em4j.core.fit.accelerate;

import org.jspecify.annotations.NullMarked;
