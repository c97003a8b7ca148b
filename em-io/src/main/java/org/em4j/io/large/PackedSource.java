package org.em4j.io.large;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.Tile;

/** The blocks of a packed file. The checksum of each is verified when it is first read. */
final class PackedSource implements TileSource {
    static final int COMPLETE = 1;
    static final int EVEN = 2;

    private final Path file;
    private final PackedHeader header;
    private final Blocking blocking;
    private final FileBlocks blocks;
    private final boolean[] verified; // of blocks; two threads that find the same one out write the same

    PackedSource(Path file, PackedHeader header) throws IOException {
        this.file = file;
        this.header = header;
        this.blocking = header.blocking();
        this.blocks = new FileBlocks(file, header.bytes(), header.bytes(blocking.block()), header.end());
        this.verified = new boolean[blocking.blocks(count())];
    }

    @Override
    public long count() {
        return header.profile().rows();
    }

    @Override
    public int columns() {
        return header.columns();
    }

    @Override
    public TileWindow window() {
        return new BlockWindow();
    }

    /** The block that is worked on. */
    private final class BlockWindow implements TileWindow {
        private final Tile tile = tile();
        private int block = -1;
        private int size;
        private int state;
        private DoubleBuffer values = DoubleBuffer.allocate(0);

        @Override
        public Tile move(long from, int rows) {
            int number = (int) (from / blocking.block());
            if (number != block) {
                open(number);
            }
            int at = (int) (from - blocking.first(block));
            tile.load(values, at * columns(), rows, (state & COMPLETE) != 0);
            return (state & EVEN) == 0 ? tile.weigh(values, size * columns() + at) : tile;
        }

        private void open(int number) {
            ByteBuffer bytes = verified(number, blocks.read(number)).order(ByteOrder.LITTLE_ENDIAN);
            block = number;
            size = blocking.size(number, count());
            state = bytes.getInt(bytes.limit() - PackedHeader.TRAILER);
            values = bytes.slice(0, bytes.limit() - PackedHeader.TRAILER)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asDoubleBuffer();
        }
    }

    private ByteBuffer verified(int block, ByteBuffer bytes) {
        int end = bytes.limit() - 4;
        if (!verified[block]
                && checksum(block, bytes.slice(0, end))
                        != bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(end)) {
            long first = blocking.first(block);
            throw PackedHeader.damaged(
                    file,
                    "is damaged in block " + block + ", rows " + (first + 1) + " to "
                            + (first + blocking.size(block, count())) + ": its checksum fails");
        }
        verified[block] = true;
        return bytes;
    }

    /** Of a block's bytes before it; a block in the place of another has the wrong one. */
    static int checksum(int block, ByteBuffer bytes) {
        CRC32C check = new CRC32C();
        check.update(ByteBuffer.allocate(4).putInt(block).flip());
        check.update(bytes);
        return (int) check.getValue();
    }
}
