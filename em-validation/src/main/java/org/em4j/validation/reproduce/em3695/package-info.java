/**
 * The checks of the document's 39 equations and of its claims in words.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 */
@NullMarked
package org.em4j.validation.reproduce.em3695;

import org.jspecify.annotations.NullMarked;
