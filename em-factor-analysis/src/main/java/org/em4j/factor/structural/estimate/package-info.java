/**
 * Estimation of structural equation models: factors, regressions among them, restrictions on both, in one group of rows
 * or several. Start with {@link org.em4j.factor.structural.estimate.StructuralEstimator}, which refuses models that are
 * not identified, and call what it finds by {@link org.em4j.factor.structural.estimate.StructuralFit}.
 *
 * <p>API.
 *
 * <pre>{@code
 * SyntaxModel syntax = new SyntaxModel(
 *         ModelSyntax.of("visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6"), Convention.USUAL);
 * Rows tests = Table.read(Path.of("data/holzinger_swineford.csv"), syntax.columns()).rows();
 * StructuralFit found = new StructuralEstimator(new StructuralModel(syntax.specification(false, false)))
 *         .fit(Sample.of(tests));
 * System.out.println(StructuralSolution.of(found, List.of(), Inference.Method.EXPECTED).estimates());
 * }</pre>
 */
@NullMarked
package org.em4j.factor.structural.estimate;

import org.jspecify.annotations.NullMarked;
