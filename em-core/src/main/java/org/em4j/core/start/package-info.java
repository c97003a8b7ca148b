/**
 * What starting values are found by, whatever the model: k-means clusters, and rows drawn at random. The starts of
 * Gaussian mixtures and of mixtures of factor analysers are made of them.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 */
@NullMarked
package org.em4j.core.start;

import org.jspecify.annotations.NullMarked;
