package org.em4j.core.block;

import java.io.Serializable;

/**
 * How observations are cut: into blocks, which threads and machines take as a whole, and those into tiles, which stay in the
 * first caches. It depends on the data alone, never on who folds over them, because it decides the last bits of every sum.
 *
 * @param tile most observations of a tile
 * @param block observations of every block but the last, a multiple of those of a tile
 */
public record Blocking(int tile, int block) implements Serializable {
    /** Of observations that are objects of their own. */
    public static final Blocking OBJECTS = new Blocking(128, 1024);

    /** Checks that a block is made of whole tiles. */
    public Blocking {
        if (tile < 1 || block < tile || block % tile != 0) {
            throw new IllegalArgumentException("a block of " + block + " observations is not made of tiles of " + tile);
        }
    }

    /**
     * Of rows of so many numbers: a tile, and what the kernels make of it, stays in the first two caches, and a block is
     * long enough that to take it and to merge it cost nothing beside it.
     */
    public static Blocking ofRows(int columns) {
        int tile = Math.max(128, Math.min(512, 2048 / columns));
        int target = Math.max(1024, Math.min(8192, (1 << 18) / columns));
        return new Blocking(tile, target / tile * tile);
    }

    /**
     * Number of blocks of so many observations.
     *
     * @throws ArithmeticException from 2³¹ on
     */
    public int blocks(long observations) {
        return Math.toIntExact((observations + block - 1) / block);
    }

    /** The number of a block's first observation. */
    public long first(int number) {
        return (long) number * block;
    }

    /** Number of observations in a block of so many in all. */
    public int size(int number, long observations) {
        return (int) Math.min(block, observations - first(number));
    }
}
