/**
 * The factor models themselves, each a {@link org.em4j.core.model.LatentModel} that {@link org.em4j.core.fit.Em} fits
 * and {@link org.em4j.core.mixture.Mixture} mixes: exploratory ({@link org.em4j.factor.model.FactorAnalysis}),
 * confirmatory ({@link org.em4j.factor.model.ConfirmatoryFactorAnalysis}), and {@link
 * org.em4j.factor.model.ProbabilisticPca}. They share the E-step of {@link org.em4j.factor.estep} and differ in their
 * M-steps; {@link org.em4j.factor.model.SharedFactors} ties those of a mixture.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows iris = Table.read(Path.of("data/iris.csv")).rows();
 * FactorAnalysis model = new FactorAnalysis(4, 1);
 * Fit<FactorParameters> fit = new Em().fit(model, iris, model.start(Moments.of(iris)));
 * }</pre>
 */
@NullMarked
package org.em4j.factor.model;

import org.jspecify.annotations.NullMarked;
