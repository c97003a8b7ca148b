package org.em4j.core.data;

/** Dense rows, cut so that a tile of them, and what the kernels make of it, stays in the first two caches. */
record RowSource(Rows rows) implements InMemory.Source<double[]> {
    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public InMemory.Source<double[]> weighted(double[] weights) {
        return new RowSource(rows.weighted(weights));
    }

    @Override
    public int tile() {
        return Math.max(128, Math.min(512, 2048 / rows.columns()));
    }

    @Override
    public int block() {
        int target = Math.max(1024, Math.min(8192, (1 << 18) / rows.columns()));
        return target / tile() * tile();
    }

    @Override
    public InMemory.Source.Window<double[]> window() {
        Tile tile = new Tile(Math.min(tile(), size()), rows.columns());
        return (from, size) -> tile.load(rows, from, size);
    }
}
