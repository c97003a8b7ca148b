/**
 * Laws of whole fits: each ends in a typed outcome, and goes on from a checkpoint as if it had never stopped.
 *
 * <p>API.
 */
@NullMarked
package org.em4j.laws.fit;

import org.jspecify.annotations.NullMarked;
