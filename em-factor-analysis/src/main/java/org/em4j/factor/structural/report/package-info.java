/**
 * A fitted structural model as an analyst reads it: {@link org.em4j.factor.structural.report.StructuralSolution} has
 * estimates with errors, raw and standardised, defined parameters, tests and indices of fit, and what setting an entry
 * free would gain. It is made of a {@link org.em4j.factor.structural.estimate.StructuralFit}.
 *
 * <p>API.
 *
 * <pre>{@code
 * SyntaxModel syntax = new SyntaxModel(ModelSyntax.of("visual =~ x1 + x2 + x3"), Convention.USUAL);
 * Sample tests = Sample.of(Table.read(Path.of("data/holzinger_swineford.csv"), syntax.columns()).rows());
 * StructuralFit fit =
 *         new StructuralEstimator(new StructuralModel(syntax.specification(false, false))).fit(tests);
 * StructuralSolution solution = StructuralSolution.of(fit, syntax.definitions(), Inference.usual(tests));
 * double loading = solution.estimates().get(1).value();
 * }</pre>
 */
@NullMarked
package org.em4j.factor.structural.report;

import org.jspecify.annotations.NullMarked;
