/**
 * Pictures drawn as SVG, readable on light and on dark ground and by those who do not see all colours.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 */
@NullMarked
package org.em4j.report.svg;

import org.jspecify.annotations.NullMarked;
