package org.em4j.io.large;

import java.nio.DoubleBuffer;
import org.em4j.core.block.BlockSource;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.Tile;
import org.em4j.io.rows.RowStream;

/** Rows that can be loaded into tiles. */
interface TileSource extends BlockSource<double[]> {
    /** Number of columns, d. */
    int columns();

    /** A thread's own window, which is one tile. */
    interface TileWindow extends Window<double[]> {
        @Override
        Tile move(long from, int size);
    }

    @Override
    TileWindow window();

    @Override
    default Blocking blocking() {
        return Blocking.ofRows(columns());
    }

    /** A tile as large as any that is loaded. */
    default Tile tile() {
        return new Tile((int) Math.min(blocking().tile(), count()), columns());
    }

    /** Gives all rows to a sink, in order. */
    default void forEach(RowStream.Sink sink) {
        TileWindow window = window();
        Blocking blocking = blocking();
        int most = blocking.tile();
        double[] row = new double[columns()];
        for (int block = 0; block < blocking.blocks(count()); block++) {
            long first = blocking.first(block);
            long end = first + blocking.size(block, count());
            for (long from = first; from < end; from += most) {
                Tile tile = window.move(from, (int) Math.min(most, end - from));
                for (int i = 0; i < tile.size(); i++) {
                    for (int j = 0; j < row.length; j++) {
                        row[j] = tile.columns()[j * tile.stride() + i];
                    }
                    sink.row(row, tile.weight(i));
                }
            }
        }
    }

    /** A copy with weights, which belong to it from now on. */
    @Override
    default TileSource weighted(double[] weights) {
        return new Weighted(this, DoubleBuffer.wrap(weights));
    }

    /** Rows with weights in memory. */
    record Weighted(TileSource rows, DoubleBuffer weights) implements TileSource {
        @Override
        public long count() {
            return rows.count();
        }

        @Override
        public int columns() {
            return rows.columns();
        }

        @Override
        public TileWindow window() {
            TileWindow window = rows.window();
            return (from, size) -> window.move(from, size).weigh(weights, (int) from);
        }

        @Override
        public TileSource weighted(double[] others) {
            return rows.weighted(others);
        }
    }
}
