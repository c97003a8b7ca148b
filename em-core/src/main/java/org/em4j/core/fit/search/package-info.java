/**
 * One fit from many starts. {@link org.em4j.core.fit.search.Restarts} tries them, follows the most promising to the
 * end, and returns the {@link org.em4j.core.fit.search.Optima} that were found; an {@link
 * org.em4j.core.fit.search.Initializer} makes a start of random numbers. What is found is a function of the
 * execution's seed, on any number of threads.
 *
 * <p>API.
 *
 * <pre>{@code
 * Observations<Integer> counts = Observations.of(List.of(0, 1, 1, 2, 5, 6, 6, 8));
 * Mixture<Integer, Double, Observed, Sums> mixture = new Mixture<>(2, new Poisson());
 * Initializer<MixtureParameters<Double>> start =
 *         random -> new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(4 * random.nextDouble(), 8.0));
 * Optima<MixtureParameters<Double>> optima =
 *         new Restarts(10).search(start, new Em(), (em, theta) -> em.fit(mixture, counts, theta), new Execution());
 * System.out.println(optima.best().describe());
 * }</pre>
 */
@NullMarked
package org.em4j.core.fit.search;

import org.jspecify.annotations.NullMarked;
