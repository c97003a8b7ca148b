package org.em4j.core.data;

/** Observations that can be reached by position, and how they are best cut. */
interface Source<X> {
    int size();

    /** A copy with other weights. */
    Source<X> weighted(double[] weights);

    /** Most rows of a tile. */
    int tile();

    /** Rows of a block, a multiple of {@link #tile()}. It depends on the data alone, never on the threads. */
    int block();

    /** A thread's own moving window. */
    Window<X> window();

    /** A block that is moved along the data. */
    interface Window<X> {
        Block<X> move(int from, int size);
    }
}
