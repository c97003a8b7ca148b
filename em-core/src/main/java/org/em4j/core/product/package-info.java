/**
 * Models of observations that have parts. A {@link org.em4j.core.product.Product} is made of independent {@link
 * org.em4j.core.product.Part}s, each a latent model with the {@link org.em4j.core.product.Place} of what it is a model of;
 * each part may be missing. {@link org.em4j.core.product.Row} has the places in rows of numbers.
 *
 * <p>API.
 *
 * <pre>{@code
 * Row row = new Row(2); // a count, and a measurement
 * Product<double[]> product = new Product<>(List.of(
 *         new Part<>("calls", row.count(0), new Poisson()), new Part<>("height", row.part(1), new Gaussian(1))));
 * Mixture<double[], Product.Theta, Product.Latent, Product.Totals> classes = new Mixture<>(2, product);
 * }</pre>
 */
@NullMarked
package org.em4j.core.product;

import org.jspecify.annotations.NullMarked;
