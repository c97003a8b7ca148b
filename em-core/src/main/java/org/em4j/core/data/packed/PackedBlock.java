package org.em4j.core.data.packed;

import java.io.Serializable;
import java.nio.DoubleBuffer;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.em4j.core.block.Block;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.Tile;

/**
 * A block of rows as the kernels read them: tile after tile, each of them column by column without padding. Row i of column j of
 * a tile of m rows that begins at place p is at {@code p + j m + i}. It is what files hold and what is sent to machines.
 *
 * @param number of the block in the data, from 0
 * @param size number of rows
 * @param columns d
 * @param values {@code (size · d)}
 * @param weights {@code (size)}; empty where all are one
 * @param isComplete whether no value is missing
 */
public record PackedBlock(int number, int size, int columns, double[] values, double[] weights, boolean isComplete)
        implements Serializable {
    /** The tiles, one after another in one tile of rows as {@link Blocking#ofRows} has it. */
    public Iterable<Block<double[]>> tiles(Tile tile) {
        int most = Blocking.ofRows(columns).tile();
        DoubleBuffer packed = DoubleBuffer.wrap(values);
        DoubleBuffer heavy = DoubleBuffer.wrap(weights);
        return () -> {
            Iterator<Integer> starts =
                    IntStream.iterate(0, at -> at < size, at -> at + most).iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return starts.hasNext();
                }

                @Override
                public Block<double[]> next() {
                    int from = starts.next();
                    int rows = Math.min(most, size - from);
                    return tile.load(packed, from * columns, rows, isComplete).weigh(heavy, from);
                }
            };
        };
    }
}
