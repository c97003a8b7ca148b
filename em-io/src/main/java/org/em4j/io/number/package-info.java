/**
 * Numbers as files write them. {@link org.em4j.io.number.Nearest} is the double nearest to digits that were read, {@link
 * org.em4j.io.number.FormattedNumber} knows what people and spreadsheets write about a number.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 *
 * <pre>{@code
 * double half = org.em4j.io.number.Nearest.of(5, -1);
 * System.out.println(half + ", " + org.em4j.io.number.FormattedNumber.about("50%").orElseThrow());
 * }</pre>
 */
@NullMarked
package org.em4j.io.number;

import org.jspecify.annotations.NullMarked;
