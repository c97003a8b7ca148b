/**
 * How many factors: {@link org.em4j.factor.select.FactorSelection} puts estimates with 0, 1, 2 and more factors side by
 * side, to choose by BIC, by likelihood-ratio tests or by {@link org.em4j.factor.select.ParallelAnalysis}.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows iris = Table.read(Path.of("data/iris.csv")).rows();
 * FactorSelection selection = FactorSelection.select(
 *         new FactorAnalysisEstimator(1), 1, Moments.of(iris), FactorSolution.Input.DATA, new Execution());
 * System.out.println("BIC: " + selection.byBic() + ", parallel analysis: " + selection.byParallelAnalysis());
 * }</pre>
 */
@NullMarked
package org.em4j.factor.select;

import org.jspecify.annotations.NullMarked;
