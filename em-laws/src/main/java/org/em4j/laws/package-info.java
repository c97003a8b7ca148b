/**
 * The laws that every latent model keeps, whatever its data and parameters. {@link org.em4j.laws.Laws#all} lists them;
 * an author writes {@link org.em4j.laws.check.ModelCases} of the model, and runs them by jqwik ({@link
 * org.em4j.laws.jqwik.EmLaws}) or without a test engine ({@link org.em4j.laws.check.Verdict}). Take this module in test
 * scope; it needs em-core alone.
 *
 * <p>API.
 *
 * <pre>{@code
 * ModelCases cases = size -> {
 *     RandomGenerator random = size.random();
 *     return new ModelCase<>(
 *             "counts", new Poisson(), size.counts(5, random), size.weights(random), 1 + random.nextDouble());
 * };
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
