/**
 * The laws as properties of jqwik, which those who use this package bring. Extend {@link org.em4j.laws.jqwik.EmLaws} in
 * the test sources of a model: its {@link org.em4j.laws.check.ModelCases} are all there is to write.
 *
 * <p>API.
 *
 * <pre>{@code
 * class CountLaws extends EmLaws {
 *     @Override
 *     public ModelCase<?, ?, ?, ?> of(Size size) {
 *         RandomGenerator random = size.random();
 *         return new ModelCase<>(
 *                 "mixture of " + size.k() + " Poissons",
 *                 new Mixture<>(size.k(), new Poisson()),
 *                 size.counts(5, random),
 *                 size.weights(random),
 *                 size.mixture(random, () -> 0.5 + 5 * random.nextDouble()));
 *     }
 * }
 * }</pre>
 */
@NullMarked
package org.em4j.laws.jqwik;

import org.jspecify.annotations.NullMarked;
