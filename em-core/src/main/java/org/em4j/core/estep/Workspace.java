package org.em4j.core.estep;

import org.em4j.core.block.Block;
import org.em4j.core.data.Tile;
import org.em4j.core.linalg.Kernels;

/** One thread's scratch and kernels. What must outlive a call belongs to the {@link EStepWorker}; what need not is shared here. */
public final class Workspace {
    private final int rows;
    private final long observations;
    private final double[][] shared = new double[4][0];
    private Tile copy;
    private int block;

    /** For tiles of at most {@code rows} observations. */
    public Workspace(int rows) {
        this(rows, rows);
    }

    /** For tiles of at most {@code rows} of so many observations. */
    public Workspace(int rows, long observations) {
        this.rows = rows;
        this.observations = observations;
    }

    /** What works best for so many flops an observation, in matrix products of this width: 1 where there is none. */
    public Kernels kernels(int width, double flops) {
        return Kernels.of(width, flops * observations);
    }

    /** Begins a block of the data, by its number from 0. */
    public void begin(int number) {
        block = number;
    }

    /** The number of the block that is worked on: a source of random numbers, {@code Randomness.of(seed, iteration, block())}. */
    public int block() {
        return block;
    }

    /** Most observations of a tile. */
    public int rows() {
        return rows;
    }

    /** Stride of buffers that hold one value a row, several times over; see {@link Tile#stride(int)}. */
    public int stride() {
        return Tile.stride(rows);
    }

    /**
     * Scratch that any later call with that slot may overwrite; contents are arbitrary.
     *
     * @param slot 0 for centred rows, as {@link #centred} has them; 1 to 3 for what a worker needs within one call
     */
    public double[] shared(int slot, int size) {
        if (shared[slot].length < size) {
            shared[slot] = new double[size];
        }
        return shared[slot];
    }

    /** The tile less a mean {@code (d)}, column by column, in slot 0. Made anew each time: cheaper than keeping K of them. */
    public double[] centred(Tile tile, double[] mean) {
        int d = tile.width();
        double[] z = shared(0, d * tile.stride());
        kernels(1, d).centre(tile.columns(), d, tile.stride(), tile.size(), mean, z);
        return z;
    }

    /** The tile in columns: itself where it already is, else a copy that lasts until the next call. */
    public Tile dense(Block<double[]> block) {
        if (block instanceof Tile tile && tile.stride() == stride()) {
            return tile;
        }
        int d = block.get(0).length;
        if (copy == null || copy.width() != d) {
            copy = new Tile(rows, d);
        }
        return copy.load(block);
    }
}
