package org.em4j.io.large;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.RowProfile;

/**
 * The beginning of a packed file, as docs/packed.md has it.
 *
 * @param names of the d columns
 * @param weights name of the column that the weights come from; empty for none
 * @param missing whether values may be missing
 * @param profile what the rows have shown
 */
record PackedHeader(List<String> names, String weights, Missing missing, RowProfile profile) {
    /** Begins as no text does, and is changed by what changes ends of lines. */
    private static final byte[] MAGIC = {(byte) 0x89, 'E', 'M', '4', 'J', '\r', '\n', 0x1a};

    private static final int VERSION = 1;
    private static final int PAGE = 1 << 12;
    private static final int BEGINNING = 16; // magic, version, size
    private static final int LONGEST = 1 << 28;
    private static final int GAPS = 1;

    /** Bytes of a block beside its rows: whether it is complete and even, and the checksum. */
    static final int TRAILER = 8;

    /** Names that another program may read. */
    private static byte[] text(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    int columns() {
        return names.size();
    }

    Blocking blocking() {
        return Blocking.ofRows(columns());
    }

    /** Whether blocks have room for weights: of a column, or zero for rows of which nothing is observed. */
    boolean hasWeights() {
        return !weights.isEmpty() || missing == Missing.LATENT;
    }

    /** Bytes of the header: whole pages, known before any row is. */
    int bytes() {
        int used = BEGINNING + 4 * 4 + 5 * 8 + columns() * 2 * 8 + 4 + text(weights).length + 4;
        for (String name : names) {
            used += 4 + text(name).length;
        }
        return (used + PAGE - 1) / PAGE * PAGE;
    }

    /**
     * Bytes of a block of so many rows.
     *
     * @throws ArithmeticException if a buffer does not hold as many
     */
    int bytes(int rows) {
        return Math.addExact(Math.multiplyExact(rows, (columns() + (hasWeights() ? 1 : 0)) * Double.BYTES), TRAILER);
    }

    /** Where the last block ends. */
    long end() {
        long full = profile.rows() / blocking().block();
        int rest = (int) (profile.rows() % blocking().block());
        return bytes() + full * bytes(blocking().block()) + (rest == 0 ? 0 : bytes(rest));
    }

    ByteBuffer encode() {
        ByteBuffer out = ByteBuffer.allocate(bytes()).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putInt(VERSION).putInt(bytes());
        out.putInt(columns()).putInt(blocking().tile()).putInt(blocking().block());
        out.putInt(missing == Missing.LATENT ? GAPS : 0);
        out.putLong(profile.rows()).putLong(profile.informative()).putLong(profile.blank());
        out.putLong(profile.gaps()).putDouble(profile.weight());
        for (int j = 0; j < columns(); j++) {
            out.putDouble(profile.least(j));
        }
        for (int j = 0; j < columns(); j++) {
            out.putDouble(profile.most(j));
        }
        put(out, weights);
        names.forEach(name -> put(out, name));
        int end = out.capacity() - 4;
        CRC32C check = new CRC32C();
        check.update(out.array(), 0, end);
        return out.putInt(end, (int) check.getValue()).position(0).limit(out.capacity());
    }

    private static void put(ByteBuffer out, String name) {
        byte[] text = text(name);
        out.putInt(text.length).put(text);
    }

    private static String text(ByteBuffer in) {
        byte[] text = new byte[in.getInt()];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Whether a file begins as packed files do. */
    static boolean begins(FileChannel channel) throws IOException {
        return Arrays.equals(read(channel, MAGIC.length).array(), MAGIC);
    }

    /**
     * Reads the header of a file, and whether the whole of it is there.
     *
     * @throws InvalidDataException if it is no packed file, or one of another version, or damaged
     */
    static PackedHeader read(Path file, FileChannel channel) throws IOException {
        if (!begins(channel)) {
            throw new InvalidDataException(file + " is no packed file; make one with em pack");
        }
        ByteBuffer beginning = read(channel, BEGINNING);
        int version = beginning.remaining() < BEGINNING ? 0 : beginning.getInt(MAGIC.length);
        int bytes = version == 0 ? 0 : beginning.getInt(MAGIC.length + 4);
        if (version != 0 && version != VERSION) {
            throw new InvalidDataException(file + " is of version " + Integer.toUnsignedString(version)
                    + " of packed files, and version " + VERSION + " is read; pack the table again");
        }
        if (bytes < PAGE || bytes > LONGEST || bytes > channel.size()) {
            throw damaged(file, "ends too early, or its header is damaged");
        }
        ByteBuffer header = read(channel, bytes);
        CRC32C check = new CRC32C();
        check.update(header.duplicate().position(0).limit(bytes - 4));
        if ((int) check.getValue() != header.getInt(bytes - 4)) {
            throw damaged(file, "has a damaged header: its checksum fails");
        }
        PackedHeader read;
        try {
            read = decode(file, header.position(BEGINNING));
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw damaged(file, "has a header that says what cannot be");
        }
        long size = read.end();
        if (channel.size() != size) {
            throw damaged(file, "has " + channel.size() + " bytes where its header announces " + size);
        }
        return read;
    }

    static InvalidDataException damaged(Path file, String how) {
        return new InvalidDataException(file + " " + how + "; copy it again, or pack the table again");
    }

    private static PackedHeader decode(Path file, ByteBuffer in) {
        int d = in.getInt();
        if (d < 1) {
            throw damaged(file, "has a header that says what cannot be");
        }
        Blocking blocking = Blocking.ofRows(d);
        int tile = in.getInt();
        int block = in.getInt();
        if (tile != blocking.tile() || block != blocking.block()) {
            throw new InvalidDataException(file + " is packed for another version, in blocks of " + block
                    + " rows where " + blocking.block() + " are read; pack the table again");
        }
        Missing missing = (in.getInt() & GAPS) == 0 ? Missing.REFUSED : Missing.LATENT;
        long[] counts = {in.getLong(), in.getLong(), in.getLong(), in.getLong()};
        double weight = in.getDouble();
        double[][] ranges = new double[2][d];
        for (double[] ends : ranges) {
            Arrays.setAll(ends, j -> in.getDouble());
        }
        String weights = text(in);
        List<String> names = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            names.add(text(in));
        }
        return new PackedHeader(List.copyOf(names), weights, missing, RowProfile.of(ranges, counts, weight));
    }

    private static ByteBuffer read(FileChannel channel, int size) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate((int) Math.min(size, channel.size())).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // until it is full
        }
        return bytes.flip();
    }
}
