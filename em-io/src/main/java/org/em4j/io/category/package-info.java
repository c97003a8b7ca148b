/**
 * Columns whose cells are categories, any text, instead of numbers.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 *
 * <pre>{@code
 * var answers = new org.em4j.io.category.Categories();
 * System.out.println(answers.of("yes") + ", " + answers.of("no") + ", " + answers.of("yes"));
 * }</pre>
 */
@NullMarked
package org.em4j.io.category;

import org.jspecify.annotations.NullMarked;
