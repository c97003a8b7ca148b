/**
 * The normal distributions, as parameters ({@link org.em4j.core.distribution.FullNormal}, {@link
 * org.em4j.core.distribution.DiagonalNormal}) and as models that can be fitted and mixed ({@link
 * org.em4j.core.distribution.Gaussian}, {@link org.em4j.core.distribution.DiagonalGaussian}), with their sufficient
 * statistics ({@link org.em4j.core.distribution.Moments}) and what is missing of a row given the rest ({@link
 * org.em4j.core.distribution.GaussianConditional}). The E-steps here read tiles and run on the kernels of {@link
 * org.em4j.core.linalg}.
 *
 * <p>API.
 *
 * <pre>{@code
 * Moments moments = Moments.of(Rows.of(new double[][] {{1, 2}, {3, 5}, {4, 4}}));
 * FullNormal normal = new Gaussian(2).maximize(moments, FullNormal.of(new double[2], new double[][] {{1, 0}, {0, 1}}));
 * System.out.println(Arrays.toString(normal.mean()) + " " + Arrays.deepToString(normal.covariance()));
 * }</pre>
 */
@NullMarked
package org.em4j.core.distribution;

import org.jspecify.annotations.NullMarked;
