package org.em4j.io.npy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.em4j.core.data.InvalidDataException;

/**
 * What a {@code .npy} file of format version 1 to 3 says of the matrix in it, before its numbers: floats, integers or truth values.
 *
 * @param type as NumPy names it, such as {@code f8}
 * @param order of the bytes of a number
 * @param isByColumns whether the numbers of a column are neighbours, and not those of a row
 * @param rows n
 * @param columns d
 * @param bytes before the first number
 */
public record NpyHeader(String type, ByteOrder order, boolean isByColumns, long rows, long columns, long bytes) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([<>|=]?)(\\w+)['\"]");
    private static final Pattern ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE =
            Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(\\s*(\\d{1,18})L?\\s*,\\s*(\\d{1,18})L?\\s*,?\\s*\\)");
    private static final Map<String, ToDoubleFunction<ByteBuffer>> TYPES = Map.ofEntries(
            Map.entry("f8", ByteBuffer::getDouble),
            Map.entry("f4", ByteBuffer::getFloat),
            Map.entry("f2", b -> half(b.getShort())),
            Map.entry("i8", ByteBuffer::getLong),
            Map.entry("i4", ByteBuffer::getInt),
            Map.entry("i2", ByteBuffer::getShort),
            Map.entry("i1", ByteBuffer::get),
            Map.entry("u8", b -> unsigned(b.getLong())),
            Map.entry("u4", b -> Integer.toUnsignedLong(b.getInt())),
            Map.entry("u2", b -> Short.toUnsignedInt(b.getShort())),
            Map.entry("u1", b -> Byte.toUnsignedInt(b.get())),
            Map.entry("b1", b -> b.get() == 0 ? 0 : 1));

    /** Larger than headers of any matrix are. */
    private static final int LONGEST = 1 << 24;

    /**
     * Reads the beginning of a file, up to the first number.
     *
     * @param name of the file, for sentences
     * @throws InvalidDataException if it is no matrix of numbers, or an empty one
     * @throws EOFException if it ends before
     */
    public static NpyHeader read(String name, InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new InvalidDataException(name + " is not a .npy file; write one with numpy.save");
        }
        int version = in.readUnsignedByte();
        int minor = in.readUnsignedByte();
        if (version < 1 || version > 3 || minor != 0) {
            throw new InvalidDataException(name + " is of version " + version + "." + minor
                    + " of the .npy format; versions 1.0, 2.0 and 3.0 are read");
        }
        int size = version == 1
                ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                : Integer.reverseBytes(in.readInt());
        if (size < 0 || size > LONGEST) {
            throw new InvalidDataException(name + " has a header of " + Integer.toUnsignedLong(size)
                    + " bytes, which no matrix of numbers has; copy it again");
        }
        byte[] header = in.readNBytes(size);
        if (header.length < size) {
            throw new EOFException();
        }
        String text = new String(header, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return of(name, text, MAGIC.length + (version == 1 ? 4L : 6L) + size);
    }

    private static NpyHeader of(String name, String header, long bytes) {
        Matcher type = TYPE.matcher(header);
        Matcher fortran = ORDER.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!type.find() || !TYPES.containsKey(type.group(2)) || !fortran.find() || !shape.find()) {
            String shown = header.strip();
            throw new InvalidDataException(name + " holds " + shown.substring(0, Math.min(200, shown.length()))
                    + "; save a matrix of floats or integers, such as x.astype(float).reshape(len(x), -1)");
        }
        long n = Long.parseLong(shape.group(1));
        long d = Long.parseLong(shape.group(2));
        if (n == 0 || d == 0) {
            throw new InvalidDataException(name + " is a matrix of " + n + " x " + d + ": there are no observations");
        }
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(type.group(2), order, fortran.group(1).equals("True"), n, d, bytes);
    }

    /** Bytes of a number. */
    public int width() {
        return type.charAt(1) - '0';
    }

    /** Takes a number from a buffer, and moves it on. */
    public ToDoubleFunction<ByteBuffer> number() {
        return TYPES.get(type);
    }

    /** IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction. */
    private static double half(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        double size = exponent == 0x1f
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : exponent == 0 ? Math.scalb((double) fraction, -24) : Math.scalb(1024.0 + fraction, exponent - 25);
        return bits < 0 ? -size : size;
    }

    /** The nearest double: halving keeps what is shifted out, so that it is rounded once. */
    private static double unsigned(long bits) {
        return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
    }
}
