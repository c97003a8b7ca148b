/**
 * How sure a fit is: standard errors by the information, the sandwich, the profile likelihood or a bootstrap, for named {@link
 * org.em4j.core.inference.Quantities} of theta. A {@link org.em4j.core.estimate.Fitted} asks for them; models need a
 * chart for it. Criteria and likelihood-ratio tests between fits are here, too.
 *
 * <p>API.
 *
 * <pre>{@code
 * Observations<Integer> counts = Observations.of(List.of(0, 1, 1, 2, 5, 6));
 * Quantities<Double> quantities = new Quantities<>(List.of("rate"), theta -> new double[] {theta});
 * StandardErrors errors = new ModelEstimator<>(new Poisson(), random -> 1.0)
 *         .fit(counts)
 *         .report(quantities)
 *         .bootstrap(new Bootstrap(200), new Em(), new Execution(2, 1));
 * System.out.println(errors.estimates().get(0).lower());
 * }</pre>
 */
@NullMarked
package org.em4j.core.inference;

import org.jspecify.annotations.NullMarked;
