/**
 * Laws of the sufficient statistics: they are a vector space, weights are counts, the order of the data is nothing, and
 * the M-step knows nothing else of the data.
 *
 * <p>API.
 */
@NullMarked
package org.em4j.laws.statistics;

import org.jspecify.annotations.NullMarked;
