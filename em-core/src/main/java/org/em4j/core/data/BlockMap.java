package org.em4j.core.data;

import java.io.Serializable;
import java.util.function.Function;

/** What is to be computed from each block of a data set, wherever the block lies. */
@FunctionalInterface
public interface BlockMap<X, A> extends Serializable {
    /**
     * Opens a thread-confined worker. It is called with one block after another, each as its tiles in order; a tile
     * holds at most {@code rows} observations and is valid only until the next one is asked for.
     */
    Function<Iterable<Block<X>>, A> open(int rows);
}
