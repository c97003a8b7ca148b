/**
 * Densities of numbers, rows, angles and times, one short file each, to use and to copy from. {@code docs/gallery.md} lists all
 * models of the gallery.
 *
 * <p>API.
 *
 * <pre>{@code
 * Observations<Double> waits = Observations.of(List.of(0.3, 1.1, 0.7, 2.4));
 * System.out.println(new Em().fit(new GammaDensity(), waits, new GammaDensity.Theta(1, 1)).theta());
 * }</pre>
 */
@NullMarked
package org.em4j.gallery.continuous;

import org.jspecify.annotations.NullMarked;
