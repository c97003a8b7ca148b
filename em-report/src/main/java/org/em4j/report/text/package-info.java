/**
 * What fits are in words and figures: a page of text for each kind of model, as the command line prints it. Start with {@link
 * org.em4j.report.text.MixtureText} or {@link org.em4j.report.text.FactorAnalysisText}; models themselves say no more than a line.
 *
 * <p>API.
 *
 * <pre>{@code
 * Table iris = Table.read(Path.of("data/iris.csv"));
 * var fitted = new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 3).fit(iris.rows());
 * System.out.println(MixtureText.page(fitted, Optional.empty(), iris.rows(), iris.columns()));
 * }</pre>
 */
@NullMarked
package org.em4j.report.text;

import org.jspecify.annotations.NullMarked;
