/**
 * What the author of a model writes against, and nothing else. Start with {@link org.em4j.core.model.LatentModel}: a
 * posterior of what is latent, sufficient {@link org.em4j.core.model.Statistics} ({@link org.em4j.core.model.Sums} are
 * enough for most models), an M-step, and the expected log joint density that the M-step maximises. The other types are
 * what a model may offer besides: a {@link org.em4j.core.model.Chart} of unconstrained coordinates, a {@link
 * org.em4j.core.model.Sampler}, an {@link org.em4j.core.model.Imputer}, its {@link org.em4j.core.model.Edge edges} and
 * its {@link org.em4j.core.model.Roundoff}.
 *
 * <p>API.
 *
 * <pre>{@code
 * record Exponential() implements LatentModel<Double, Double, Observed, Sums> {
 *     public Function<Double, Observed> posterior(Double rate) {
 *         return x -> new Observed(Math.log(rate) - rate * x);
 *     }
 *
 *     public Sums zero(Double rate) {
 *         return new Sums(2);
 *     }
 *
 *     public void accumulate(Double x, Observed q, double weight, Sums into) {
 *         into.add(weight, 1, x);
 *     }
 *
 *     public Double maximize(Sums s, Double current) {
 *         return s.get(0) / s.get(1);
 *     }
 *
 *     public double expectedLogJoint(Double rate, Sums s) {
 *         return s.get(0) * Math.log(rate) - rate * s.get(1);
 *     }
 * }
 * }</pre>
 *
 * <pre>{@code
 * Fit<Double> fit = new Em().fit(new Exponential(), Observations.of(List.of(0.3, 1.2, 2.5)), 1.0);
 * System.out.println(fit.theta()); // 0.75
 * }</pre>
 */
@NullMarked
package org.em4j.core.model;

import org.jspecify.annotations.NullMarked;
