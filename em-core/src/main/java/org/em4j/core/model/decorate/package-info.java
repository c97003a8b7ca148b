/**
 * Models made of models: with a conjugate prior ({@link org.em4j.core.model.decorate.WithPrior}), or with some
 * parameters that stay as they are at the start ({@link org.em4j.core.model.decorate.Frozen}). A decorator of one's own
 * implements {@link org.em4j.core.model.decorate.Wrapper} and overrides what it changes; all the rest is the model's
 * within.
 *
 * <p>API.
 *
 * <pre>{@code
 * Sums tenCountsOfTwo = new Sums(3);
 * tenCountsOfTwo.add(10, 1, 2, 0); // the prior, as data that were never seen
 * Fit<Double> fit = new Em().fit(new WithPrior<>(new Poisson(), tenCountsOfTwo), Observations.of(List.of(4, 6)), 1.0);
 * System.out.println(fit.theta()); // (4 + 6 + 10 * 2) / 12
 * }</pre>
 */
@NullMarked
package org.em4j.core.model.decorate;

import org.jspecify.annotations.NullMarked;
