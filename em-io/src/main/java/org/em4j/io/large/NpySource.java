package org.em4j.io.large;

import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.Tile;
import org.em4j.io.npy.NpyHeader;

/** A matrix of doubles in a {@code .npy} file, row after row, read where it lies. */
final class NpySource implements TileSource {
    private final NpyHeader header;
    private final FileBlocks blocks;
    private final boolean isComplete;

    private NpySource(NpyHeader header, FileBlocks blocks, boolean isComplete) {
        this.header = header;
        this.blocks = blocks;
        this.isComplete = isComplete;
    }

    /** Of a file as its header has it, in which any value may be missing. */
    NpySource(Path file, NpyHeader header) throws IOException {
        this(
                header,
                new FileBlocks(
                        file,
                        header.bytes(),
                        Math.multiplyExact(
                                Blocking.ofRows((int) header.columns()).block(), (int) header.columns() * Double.BYTES),
                        header.bytes() + header.rows() * header.columns() * Double.BYTES),
                false);
    }

    /** A copy of which is known whether any value is missing. */
    NpySource complete(boolean whether) {
        return new NpySource(header, blocks, whether);
    }

    @Override
    public long count() {
        return header.rows();
    }

    @Override
    public int columns() {
        return (int) header.columns();
    }

    @Override
    public TileWindow window() {
        return new BlockWindow();
    }

    /** The block that is worked on. */
    private final class BlockWindow implements TileWindow {
        private final Blocking blocking = blocking();
        private final double[] rows = new double[blocking.tile() * columns()];
        private final Tile tile = tile();
        private int block = -1;
        private DoubleBuffer values = DoubleBuffer.allocate(0);

        @Override
        public Tile move(long from, int size) {
            int number = (int) (from / blocking.block());
            if (number != block) {
                values = blocks.read(number).order(header.order()).asDoubleBuffer();
                block = number;
            }
            values.get((int) (from - blocking.first(block)) * columns(), rows, 0, size * columns());
            return tile.load(rows, 0, size, isComplete);
        }
    }
}
