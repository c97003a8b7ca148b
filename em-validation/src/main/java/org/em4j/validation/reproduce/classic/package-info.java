/**
 * Classic papers and vignettes of other programs: their tables, computed, and the printed figures beside them.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 */
@NullMarked
package org.em4j.validation.reproduce.classic;

import org.jspecify.annotations.NullMarked;
