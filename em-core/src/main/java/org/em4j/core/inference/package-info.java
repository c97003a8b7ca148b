/**
 * How sure a fit is. {@link org.em4j.core.inference.Fitted} is a model as it was fitted, with its data and its
 * parameters; it gives standard errors by the information, the sandwich, the profile likelihood or a bootstrap, for
 * named {@link org.em4j.core.inference.Quantities} of theta. Models need a chart for it. Criteria and likelihood-ratio
 * tests between fits are here, too.
 *
 * <p>API.
 *
 * <pre>{@code
 * Observations<Integer> counts = Observations.of(List.of(0, 1, 1, 2, 5, 6));
 * double rate = new Em().fit(new Poisson(), counts, 1.0).theta();
 * Quantities<Double> quantities = new Quantities<>(List.of("rate"), theta -> new double[] {theta});
 * StandardErrors errors = new Fitted<>(new Poisson(), counts, rate, quantities).information();
 * System.out.println(errors.estimates().get(0).standardError()); // sqrt(2.5 / 6)
 * }</pre>
 */
@NullMarked
package org.em4j.core.inference;

import org.jspecify.annotations.NullMarked;
