/**
 * Where fits of factor models begin: principal axes of the correlations, with uniquenesses from each column's
 * regression on the others, and the likelihood with the loadings maximised out that Newton's method climbs.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 */
@NullMarked
package org.em4j.factor.start;

import org.jspecify.annotations.NullMarked;
