package org.em4j.core.data;

import org.em4j.core.block.BlockSource;
import org.em4j.core.block.Blocking;

/** Rows in memory, tile by tile. */
record RowSource(Rows rows) implements BlockSource<double[]> {
    @Override
    public long count() {
        return rows.size();
    }

    @Override
    public Blocking blocking() {
        return Blocking.ofRows(rows.columns());
    }

    @Override
    public BlockSource<double[]> weighted(double[] weights) {
        return new RowSource(rows.weighted(weights));
    }

    @Override
    public Window<double[]> window() {
        Tile tile = new Tile(Math.min(blocking().tile(), rows.size()), rows.columns());
        return (from, size) -> tile.load(rows, (int) from, size);
    }
}
