package org.em4j.core.model;

import java.io.Serializable;
import java.util.random.RandomGenerator;

/** A fixed distribution of observations. */
public interface Density<X> extends Serializable {
    /** Log density of what is observed of x, in nats; minus infinity where there is none. */
    double log(X x);

    /** Whether an observation of which as much is known as of x may be of this density, wherever it lies. */
    default boolean admits(X x) {
        return true;
    }

    /** Draws one observation. */
    X draw(RandomGenerator random);
}
