package org.em4j.core.fit.search;

import java.util.random.RandomGenerator;

/** A way to make starting values; the data are bound into it. */
@FunctionalInterface
public interface Initializer<P> {
    /** Starting values, a function of the random numbers alone. */
    P start(RandomGenerator random);
}
