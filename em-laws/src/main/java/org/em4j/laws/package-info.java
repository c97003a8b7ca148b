/**
 * The laws that every latent model keeps, whatever its data and parameters. {@link org.em4j.laws.Laws#all} lists them;
 * an author writes {@link org.em4j.laws.check.ModelCases} of the model, and runs them by jqwik ({@link
 * org.em4j.laws.jqwik.EmLaws}) or without a test engine ({@link org.em4j.laws.check.Verdict}). Take this module in test
 * scope; it needs em-core alone.
 *
 * <p>API.
 *
 * <pre>{@code
 * ModelCases cases = size -> new ModelCase<>(
 *         "counts",
 *         new Poisson(),
 *         size.random().ints(size.n(), 0, 9).boxed().toList(),
 *         size.random().doubles(size.n()).map(u -> u + 0.1).toArray(),
 *         1 + size.random().nextDouble());
 * for (Law law : Laws.all()) {
 *     Verdict verdict = Verdict.of(law, cases, 2, 1);
 *     if (!verdict.holds()) {
 *         throw new AssertionError(verdict);
 *     }
 * }
 * }</pre>
 */
@NullMarked
package org.em4j.laws;

import org.jspecify.annotations.NullMarked;
