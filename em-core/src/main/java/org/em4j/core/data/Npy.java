package org.em4j.core.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's {@code .npy} files, format versions 1 to 3: matrices of floats or integers, in either byte order and either
 * order of elements.
 *
 * <p>Plain Java, because nd4j's reader takes arrays in Fortran order (what pandas hands to NumPy) for C order and
 * stops the JVM at types it does not know (docs/adr/0004).
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile("'descr':\\s*'([<>|=]?)(\\w+)'.*"
            + "'fortran_order':\\s*(True|False).*'shape':\\s*\\(\\s*(\\d{1,18})\\s*,\\s*(\\d{1,18})\\s*,?\\s*\\)");
    private static final Map<String, ToDoubleFunction<ByteBuffer>> TYPES = Map.of(
            "f8", ByteBuffer::getDouble,
            "f4", ByteBuffer::getFloat,
            "i8", ByteBuffer::getLong,
            "i4", ByteBuffer::getInt,
            "i2", ByteBuffer::getShort,
            "i1", ByteBuffer::get,
            "u4", b -> Integer.toUnsignedLong(b.getInt()),
            "u2", b -> Short.toUnsignedInt(b.getShort()),
            "u1", b -> Byte.toUnsignedInt(b.get()));

    private Npy() {}

    /**
     * Reads a matrix {@code (n x d)}.
     *
     * @throws InvalidDataException if the file cannot be read, or is no matrix of numbers, or as {@link Rows#of} does
     */
    public static Rows read(Path file) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new InvalidDataException(file + " is not a .npy file; write one with numpy.save");
            }
            return rows(file, header(in), in);
        } catch (EOFException e) {
            throw new InvalidDataException(file + " ends too early; copy it again");
        } catch (NoSuchFileException e) {
            throw new InvalidDataException("there is no file " + file);
        } catch (IOException e) {
            throw new InvalidDataException(file + " cannot be read: " + e.getMessage());
        }
    }

    private static String header(DataInputStream in) throws IOException {
        int version = in.readUnsignedByte();
        in.readUnsignedByte(); // the minor version
        int size = version == 1 ? Short.toUnsignedInt(Short.reverseBytes(in.readShort())) : reversed(in.readInt());
        byte[] header = new byte[Math.min(size, 1 << 16)];
        in.readFully(header);
        return new String(header, StandardCharsets.UTF_8);
    }

    private static int reversed(int littleEndian) {
        return Math.max(0, Integer.reverseBytes(littleEndian));
    }

    private static Rows rows(Path file, String header, DataInputStream in) throws IOException {
        Matcher field = HEADER.matcher(header);
        if (!field.find() || !TYPES.containsKey(field.group(2))) {
            throw new InvalidDataException(file + " holds " + header.strip()
                    + "; save a matrix of floats or integers, such as x.astype(float).reshape(len(x), -1)");
        }
        long n = Long.parseLong(field.group(4));
        long d = Long.parseLong(field.group(5));
        if (n > 0 && d > Integer.MAX_VALUE / n) {
            throw new InvalidDataException(
                    n + " x " + d + " numbers do not fit in an array; save fewer rows or columns");
        }
        ByteOrder order = field.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if (Files.size(file) < n * d * bytes(field.group(2))) {
            throw new EOFException(); // before memory is asked for
        }
        double[] values = new double[(int) (n * d)];
        boolean fortran = field.group(3).equals("True");
        read(in, field.group(2), order, values, fortran ? (int) n : values.length, (int) d);
        return Rows.wrap(values, (int) d);
    }

    private static int bytes(String type) {
        return type.charAt(1) - '0';
    }

    /** Reads columns of {@code run} numbers each, which go {@code d} apart; one column of all is C order. */
    private static void read(DataInputStream in, String type, ByteOrder order, double[] values, int run, int d)
            throws IOException {
        ToDoubleFunction<ByteBuffer> number = TYPES.get(type);
        int bytes = bytes(type);
        byte[] chunk = new byte[bytes << 12];
        int step = run == values.length ? 1 : d;
        for (int done = 0; done < values.length; ) {
            int count = Math.min(1 << 12, values.length - done);
            in.readFully(chunk, 0, count * bytes);
            ByteBuffer buffer = ByteBuffer.wrap(chunk).order(order);
            for (int i = 0; i < count; i++, done++) {
                values[done / run + done % run * step] = number.applyAsDouble(buffer);
            }
        }
    }
}
