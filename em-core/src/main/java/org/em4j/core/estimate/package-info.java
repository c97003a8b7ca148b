/**
 * From data to a fitted model. An {@link org.em4j.core.estimate.Estimator} has settings; its {@code fit} takes data and an
 * {@link org.em4j.core.Execution}, and returns a {@link org.em4j.core.estimate.Fitted}: model, parameters, how the fit
 * ended, and the data's fingerprint. Standard errors, scores and criteria come from that. {@link
 * org.em4j.core.estimate.ModelEstimator} fits any model; those of mixtures and factor analyses know better starts.
 *
 * <p>API. {@code EstimationProblem} is for authors of estimators.
 *
 * <pre>{@code
 * Observations<Integer> counts = Observations.of(List.of(0, 1, 1, 2, 5, 6));
 * var fitted = new ModelEstimator<>(new Poisson(), random -> 1.0)
 *         .fit(counts)
 *         .report(new Quantities<>(List.of("rate"), theta -> new double[] {theta}));
 * System.out.println(fitted.standardErrors().estimates().get(0).standardError()); // sqrt(2.5 / 6)
 * }</pre>
 */
@NullMarked
package org.em4j.core.estimate;

import org.jspecify.annotations.NullMarked;
