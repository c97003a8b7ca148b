package org.em4j.io.large;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.RowProfile;
import org.em4j.core.data.packed.BlockPacker;
import org.em4j.core.data.packed.PackedBlock;
import org.em4j.io.rows.RowStream;

/**
 * Writes a packed file from rows that come one by one. It is written beside its place, forced to disk, and put in place by {@link
 * #finish}: a disk that is full, a row that is refused, or a run that is killed, leaves what was there.
 */
public final class PackedWriter implements RowStream.Sink, Closeable {
    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final PackedHeader header; // of no rows
    private final BlockPacker packer;
    private final ByteBuffer block;
    private int blocks;
    private long rows;

    private PackedWriter(Path file, Path part, PackedHeader header) throws IOException {
        this.file = file;
        this.part = part;
        this.header = header;
        this.packer = new BlockPacker(header.names(), header.missing(), 0);
        this.block =
                ByteBuffer.allocate(header.bytes(header.blocking().block())).order(ByteOrder.LITTLE_ENDIAN);
        this.channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        part.toFile().deleteOnExit(); // a run that is cancelled does not wait for its close
        channel.position(header.bytes());
    }

    /**
     * Begins a file.
     *
     * @param names of the d columns
     * @param weights name of the column that weights come from; empty for none
     * @param missing whether values may be missing
     * @throws InvalidDataException if there are too many columns
     */
    public static PackedWriter create(Path file, List<String> names, String weights, Missing missing)
            throws IOException {
        Path part = file.toAbsolutePath().resolveSibling(".em-" + UUID.randomUUID() + ".part");
        PackedHeader header = new PackedHeader(List.copyOf(names), weights, missing, new RowProfile(names.size()));
        try {
            return new PackedWriter(file, part, header);
        } catch (ArithmeticException e) {
            throw new InvalidDataException(names.size() + " columns are too many for a block of a file; choose fewer");
        }
    }

    /**
     * Adds a row, of weight one where weights come from no column.
     *
     * @throws InvalidDataException as rows in memory do, with the row and the column
     * @throws UncheckedIOException if a full block cannot be written
     */
    @Override
    public void row(double[] values, double weight) {
        if (header.weights().isEmpty() && weight != 1) {
            throw new IllegalArgumentException("weight " + weight + ", and weights come from no column");
        }
        try {
            packer.add(values, weight);
        } catch (InvalidDataException e) {
            throw e.column().isEmpty() && !header.weights().isEmpty() ? ofWeight(e, weight) : e;
        }
        rows++;
        if (packer.isFull()) {
            try {
                write(packer.take());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private InvalidDataException ofWeight(InvalidDataException e, double weight) {
        return new InvalidDataException(
                e.row(), header.weights(), "weight " + weight + "; a weight is a finite number, zero or more");
    }

    /** Number of rows that were added. */
    public long rows() {
        return rows;
    }

    /** Bytes that were written. */
    public long bytes() {
        return header.bytes() + (long) blocks * block.capacity();
    }

    private void write(PackedBlock packed) throws IOException {
        block.clear();
        block.asDoubleBuffer().put(packed.values());
        block.position(packed.values().length * Double.BYTES);
        boolean isEven = packed.weights().length == 0;
        if (header.hasWeights()) {
            for (int i = 0; i < packed.size(); i++) {
                block.putDouble(isEven ? 1 : packed.weights()[i]);
            }
        }
        block.putInt((packed.isComplete() ? PackedSource.COMPLETE : 0) | (isEven ? PackedSource.EVEN : 0));
        int end = block.position();
        block.putInt(PackedSource.checksum(blocks, block.duplicate().position(0).limit(end)));
        writeAll(block.flip());
        blocks++;
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Puts the file in place.
     *
     * @throws InvalidDataException if there is no row, or a column cannot be squared, or weights sum to nothing
     */
    public void finish() throws IOException {
        if (rows == 0) {
            throw new InvalidDataException("there are no observations");
        }
        if (!packer.isEmpty()) {
            write(packer.take());
        }
        RowProfile profile = packer.profiles().total(blocks);
        profile.requireSquarable(header.names());
        if (!header.weights().isEmpty()) {
            RowProfile.requireTotal(profile.weight(), header.weights());
        }
        channel.position(0);
        writeAll(new PackedHeader(header.names(), header.weights(), header.missing(), profile).encode());
        channel.force(true);
        channel.close();
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
    }

    /** Makes the renaming outlast a power cut, where folders can be forced to disk. */
    private void forceFolder() {
        try (FileChannel folder = FileChannel.open(part.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            return; // Windows has no such thing, and the file itself is whole
        }
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}
