package org.em4j.core.mixture.gate;

import java.io.Serializable;
import org.em4j.core.model.Sampler;

/** A fixed distribution of observations, which may be drawn from it. */
public interface Density<X> extends Sampler<X>, Serializable {
    /** Log density of what is observed of x, in nats; minus infinity where there is none. */
    double log(X x);

    /** Whether an observation of which as much is known as of x may be of this density, wherever it lies. */
    default boolean admits(X x) {
        return true;
    }
}
