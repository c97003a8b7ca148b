/**
 * EM whose parameters move before all data were seen: {@link org.em4j.core.fit.online.Stepwise}, which forgets, and {@link
 * org.em4j.core.fit.online.Incremental}, which remembers and is audited. Both lead a fit to where EM begins: {@link
 * org.em4j.core.fit.Em#online}. What comes as a stream is learned by a {@link org.em4j.core.fit.online.StepwiseLearner}.
 *
 * <p>API.
 *
 * <pre>{@code
 * Observations<Integer> counts = Observations.of(List.of(0, 3, 1, 4));
 * Fit<Double> fit = new Em().online(new Incremental(5, 1)).fit(new Poisson(), counts, 1.0);
 * System.out.println(fit.theta()); // 2.0
 * }</pre>
 */
@NullMarked
package org.em4j.core.fit.online;

import org.jspecify.annotations.NullMarked;
