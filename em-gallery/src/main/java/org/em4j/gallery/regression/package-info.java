/**
 * Regressions, one short file each, to use and to copy from; a mixture of them is a mixture of regressions, with a {@link
 * org.em4j.core.mixture.gate.MultinomialLogit} one of experts. {@code docs/gallery.md} lists all models of the gallery.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows rows = Rows.of(new double[][] {{1, 2.1}, {2, 3.9}, {3, 6.2}}); // a covariate, then the response
 * FullNormal start = FullNormal.of(new double[] {2, 4}, new double[][] {{1, 0}, {0, 1}});
 * System.out.println(new Em().fit(new LinearRegression(1), rows, start).theta());
 * }</pre>
 */
@NullMarked
package org.em4j.gallery.regression;

import org.jspecify.annotations.NullMarked;
