/**
 * One E-step over a whole data set: blocks come from {@link org.em4j.core.data}, the workers of {@link
 * org.em4j.core.estep} turn them into an {@link org.em4j.core.expectation.Expectation}, which holds the statistics that
 * the M-step of {@link org.em4j.core.fit} goes on from, with log-likelihood and entropy. {@link
 * org.em4j.core.expectation.LogEvidence} asks a model for the log density of each observation.
 *
 * <p>API.
 *
 * <pre>{@code
 * Observations<Integer> counts = Observations.of(List.of(0, 1, 5));
 * double[] logDensities = LogEvidence.of(new Poisson(), 2.0, counts);
 * Expectation<Sums> expectation = Expectation.of(new Poisson(), 2.0, counts);
 * System.out.println(expectation.logEvidence().value() - Arrays.stream(logDensities).sum()); // 0
 * }</pre>
 */
@NullMarked
package org.em4j.core.expectation;

import org.jspecify.annotations.NullMarked;
