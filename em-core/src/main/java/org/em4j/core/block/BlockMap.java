package org.em4j.core.block;

import java.io.Serializable;

/** What is to be computed from each block of a data set, wherever the block lies. */
@FunctionalInterface
public interface BlockMap<X, A> extends Serializable {
    /** What one thread makes of blocks, one after another. */
    @FunctionalInterface
    interface Worker<X, A> {
        /**
         * The result of one block.
         *
         * @param block its number, from 0 in the data's order: what random numbers may depend on, as they may not on the thread
         * @param tiles in order; each is valid only until the next one is asked for
         */
        A apply(int block, Iterable<Block<X>> tiles);
    }

    /** Opens a thread-confined worker, for tiles of at most {@code rows} observations. */
    Worker<X, A> open(int rows);
}
