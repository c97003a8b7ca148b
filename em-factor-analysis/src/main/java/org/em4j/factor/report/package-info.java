/**
 * A fitted factor model as an analyst reads it: {@link org.em4j.factor.report.FactorModel} scores rows, reconstructs
 * and imputes them; {@link org.em4j.factor.report.FactorSolution} adds rotation, tests and fit statistics; {@link
 * org.em4j.factor.report.LinearScores} are factor scores by either of two methods. All is made of an estimate of {@link
 * org.em4j.factor.estimate}.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows iris = Table.read(Path.of("data/iris.csv")).rows();
 * FactorModel model = new FactorModel(new FactorAnalysisEstimator(1).fit(iris).theta());
 * double[][] scores = model.scores(iris);
 * double[][] reconstructed = model.reconstruct(iris);
 * }</pre>
 */
@NullMarked
package org.em4j.factor.report;

import org.jspecify.annotations.NullMarked;
