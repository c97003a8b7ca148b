/**
 * What decides which component an observation is from, before its density is looked at. Start with {@link
 * org.em4j.core.mixture.gate.Gate}: {@link org.em4j.core.mixture.gate.Proportions} are weights that are the same for all, {@link
 * org.em4j.core.mixture.gate.KnownLabels} hold some observations to their component, {@link
 * org.em4j.core.mixture.gate.NoiseShare} sets some aside as noise of a fixed {@link org.em4j.core.mixture.gate.Density}, and
 * with {@link org.em4j.core.mixture.gate.MultinomialLogit} weights depend on covariates. {@link
 * org.em4j.core.mixture.GatedMixture} puts a gate before components; {@link org.em4j.core.mixture.gate.Simplex} is what
 * probabilities of several outcomes need.
 *
 * <p>API. A mixture of experts, two lines of which the first covariate chooses one:
 *
 * <pre>{@code
 * var gate = new MultinomialLogit<double[]>(2, 2, row -> new double[] {1, row[0]});
 * var experts = new GatedMixture<>(gate, new LinearRegression(1));
 * Rows rows = Rows.of(new double[][] {{0, 0.1}, {1, 1.2}, {2, 1.9}, {3, 2.8}, {6, 4.1}, {7, 3.2}, {8, 1.8}, {9, 1.1}});
 * var start = new GatedParameters<>(gate.equal(), List.of(
 *         FullNormal.of(new double[] {2, 2}, new double[][] {{2, 1}, {1, 2}}),
 *         FullNormal.of(new double[] {7, 2}, new double[][] {{2, -1}, {-1, 2}})));
 * var fit = new Em().fit(experts, rows, start);
 * double[] odds = gate.logWeights(fit.theta().gate()).apply(new double[] {5, 0});
 * }</pre>
 */
@NullMarked
package org.em4j.core.mixture.gate;

import org.jspecify.annotations.NullMarked;
