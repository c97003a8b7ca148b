/**
 * The loop of EM. Start with {@link org.em4j.core.fit.Em}: a model, data and a start go in, and one of the typed
 * outcomes of {@link org.em4j.core.fit.Fit} comes out, with theta and a {@link org.em4j.core.fit.Trace} of every
 * iteration. An {@link org.em4j.core.fit.Iterate} is a point with its E-step done, a {@link
 * org.em4j.core.fit.Surrogate} what the M-step climbs from there, and {@link org.em4j.core.fit.Audit} holds each step
 * against what EM promises. Whatever replaces a pass of EM, such as an acceleration or EM on sufficient moments, is an
 * {@link org.em4j.core.fit.EmProblem}.
 *
 * <p>API.
 *
 * <pre>{@code
 * Em em = new Em().until(StoppingRule.distance(1e-6)).maxIterations(500).accelerate(new Squarem());
 * Fit<Double> fit = em.fit(new Poisson(), Observations.of(List.of(0, 3, 1, 4)), 1.0);
 * if (fit instanceof Fit.Converged<Double> converged) {
 *     System.out.println("the rate is " + converged.theta());
 * } else {
 *     System.out.println(fit.describe()); // what is wrong, and what to do
 * }
 * }</pre>
 */
@NullMarked
package org.em4j.core.fit;

import org.jspecify.annotations.NullMarked;
