package org.em4j.core.block;

/** Observations that can be reached by position: in memory, or in a file. Shared by threads, each of which opens a window. */
public interface BlockSource<X> {
    /** Number of observations. */
    long count();

    /** How they are cut. */
    Blocking blocking();

    /** A thread's own window. */
    Window<X> window();

    /** A copy with other weights, one for each observation. */
    BlockSource<X> weighted(double[] weights);

    /** A block that is moved along the observations. */
    @FunctionalInterface
    interface Window<X> {
        /**
         * The observations of a tile, valid until the window is moved on.
         *
         * @param from number of the first one, which begins a tile
         * @param size how many there are
         */
        Block<X> move(long from, int size);
    }
}
