/**
 * What fits look like: mixtures, factor analyses and the choice of a size or a number of factors become {@link
 * org.em4j.validation.reproduce.Picture}s, which are data; {@link org.em4j.report.svg} draws them.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 */
@NullMarked
package org.em4j.report.figure;

import org.jspecify.annotations.NullMarked;
