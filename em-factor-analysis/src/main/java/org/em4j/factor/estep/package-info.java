/**
 * The parameters of a linear factor model {@code x = mean + loadings z + noise} ({@link
 * org.em4j.factor.estep.FactorParameters}), the posterior of its factors, and the E-step over tiles of rows, with or
 * without gaps: q x q matrices alone. {@link org.em4j.factor.estep.Heywood} says what is done about uniquenesses that
 * fall to zero.
 *
 * <p>{@code FactorParameters} and {@code Heywood} are API; the rest is internal, and free to change in any release.
 */
@NullMarked
package org.em4j.factor.estep;

import org.jspecify.annotations.NullMarked;
