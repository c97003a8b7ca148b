/**
 * The data and parameters that the document's equations are computed at, and what they look like.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 */
@NullMarked
package org.em4j.validation.reproduce.em3695.example;

import org.jspecify.annotations.NullMarked;
