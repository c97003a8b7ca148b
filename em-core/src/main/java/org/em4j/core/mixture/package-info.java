/**
 * Mixtures of any latent model. Start with {@link org.em4j.core.mixture.Mixture}, itself a latent model, so that
 * mixtures nest; its parameters are weights and the components' own. Where weights depend on the observation it is a {@link
 * org.em4j.core.mixture.GatedMixture}, whose gates are in {@link org.em4j.core.mixture.gate}: {@link
 * org.em4j.core.mixture.PartlyLabelled} mixes where some components are known, {@link
 * org.em4j.core.mixture.Contaminated} adds noise of a fixed density. A {@link org.em4j.core.mixture.Tying} lets
 * components share parameters.
 *
 * <p>API.
 *
 * <pre>{@code
 * Mixture<Integer, Double, Observed, Sums> mixture = new Mixture<>(2, new Poisson());
 * MixtureParameters<Double> start = new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(1.0, 6.0));
 * Observations<Integer> counts = Observations.of(List.of(0, 1, 1, 2, 5, 6, 6, 8));
 * Fit<MixtureParameters<Double>> fit = new Em().fit(mixture, counts, start);
 * System.out.println(Arrays.toString(mixture.posterior(fit.theta()).apply(3).responsibilities()));
 * }</pre>
 */
@NullMarked
package org.em4j.core.mixture;

import org.jspecify.annotations.NullMarked;
