package org.em4j.core.block;

/** Some observations that are worked on together, in order. */
public interface Block<X> {
    /** Number of observations. */
    int size();

    /** Observation i, zero-based; the caller may keep it but not write to it. */
    X get(int i);

    /** Weight of observation i, non-negative; weight k counts as k copies. */
    double weight(int i);

    /** The weights of all observations, into the first places of {@code out}. */
    default void weights(double[] out) {
        for (int i = 0; i < size(); i++) {
            out[i] = weight(i);
        }
    }
}
