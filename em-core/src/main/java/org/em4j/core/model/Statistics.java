package org.em4j.core.model;

import java.io.Serializable;

/**
 * Expected sufficient statistics, a vector space: blocks of data merge by {@code addScaled(1, s)}, online EM forgets by
 * {@code addScaled(-g, s)}. {@link Sums} is one for a few numbers, {@link org.em4j.core.distribution.Moments Moments} for rows; a record of several adds each
 * to its like. Mutable, and used by one thread at a time.
 */
public interface Statistics<S extends Statistics<S>> extends Serializable {
    /**
     * {@code this += scale · other}; {@code other} stays as it is. Statistics that are taken about an origin bring the
     * other's to their own first, exactly.
     *
     * @return this
     */
    S addScaled(double scale, S other);
}
