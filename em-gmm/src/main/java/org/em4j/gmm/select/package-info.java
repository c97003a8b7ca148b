/**
 * Which family, and how many components. {@link org.em4j.gmm.select.MixtureSelection} fits families and sizes side by
 * side and compares them by BIC, ICL or AIC; {@link org.em4j.gmm.select.ComponentTests} tests K components against one
 * more by a bootstrap.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows iris = Table.read(Path.of("data/iris.csv")).rows();
 * MixtureSelection selection = MixtureSelection.select(
 *         new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 1),
 *         iris,
 *         List.of(1, 2),
 *         List.of(CovarianceFamily.FULL, CovarianceFamily.VEV),
 *         MixtureSelection.REACH,
 *         () -> {},
 *         new Execution(2, 1));
 * System.out.println(selection.least(MixtureSelection.Candidate::bic).orElseThrow().name());
 * }</pre>
 */
@NullMarked
package org.em4j.gmm.select;

import org.jspecify.annotations.NullMarked;
