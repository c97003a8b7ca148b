package org.em4j.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;

/**
 * NumPy's {@code .npy} files, format versions 1 to 3, and {@code .npz} archives of them: matrices of floats, integers
 * or truth values, in either byte order and either order of elements.
 *
 * <p>Plain Java, because nd4j's reader takes arrays in Fortran order (what pandas hands to NumPy) for C order and
 * stops the JVM at types it does not know (docs/adr/0004).
 */
final class Npy {
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

    private static final String SUFFIX = ".npy";

    /** Larger than headers of any matrix are. */
    private static final int LONGEST_HEADER = 1 << 24;

    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private static final int CHUNK = 1 << 12;

    private Npy() {}

    /**
     * A matrix as it is read.
     *
     * @param values {@code (n x d)}, row-major
     */
    record Matrix(double[] values, int n, int d) {}

    /**
     * Reads a matrix {@code (n x d)}, compressed by gzip or not.
     *
     * @throws InvalidDataException if the file cannot be read, or is no matrix of numbers, or as {@link Rows#of} does
     */
    public static Rows read(Path file) {
        return TableReader.read(
                file,
                StandardCharsets.UTF_8,
                input ->
                        table(matrix(file.toString(), input, ""), Columns.all()).rows());
    }

    /** The matrix of an input; of an archive, the array of a name, empty for the only one. */
    static Matrix matrix(String name, TableInput input, String array) throws IOException {
        if (input.kind() == TableInput.Kind.NPZ) {
            return ofArchive(name, input.bytes(), array);
        }
        if (!array.isEmpty()) {
            throw noArchive(name);
        }
        return matrix(name, input.bytes(), input.size());
    }

    /** The refusal of an array that is named where there is but one. */
    static InvalidDataException noArchive(String name) {
        return new InvalidDataException(
                name + " is no .npz archive, and has no arrays to choose from; leave Columns.array out");
    }

    /** A matrix of which {@code size} bytes are there, -1 if that is not known. */
    private static Matrix matrix(String name, InputStream stream, long size) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new InvalidDataException(name + " is not a .npy file; write one with numpy.save");
        }
        return matrix(name, header(name, in), in, size);
    }

    /** The array of a name; of no name, the only one. */
    private static Matrix ofArchive(String name, InputStream stream, String asked) throws IOException {
        ZipInputStream zip = new ZipInputStream(stream);
        List<String> arrays = new ArrayList<>();
        Matrix found = null;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.getName().endsWith(SUFFIX)) {
                throw new InvalidDataException(name + " is a zip archive of other files than arrays (" + entry.getName()
                        + "); save a spreadsheet's sheet as CSV, or unpack it");
            }
            String array = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
            arrays.add(array);
            if (array.equals(asked) || (asked.isEmpty() && arrays.size() == 1)) {
                found = matrix(name, zip, -1);
            }
        }
        if (arrays.isEmpty()) {
            throw new InvalidDataException(name + " holds no array; write one with numpy.savez");
        }
        if (found == null || (asked.isEmpty() && arrays.size() > 1)) {
            throw new InvalidDataException(name
                    + (found == null ? " holds no array " + asked + "; its arrays are " : " holds several arrays: ")
                    + String.join(", ", arrays) + "; choose one with Columns.array(" + arrays.get(0) + ")");
        }
        return found;
    }

    private static String header(String name, DataInputStream in) throws IOException {
        int version = in.readUnsignedByte();
        int minor = in.readUnsignedByte();
        if (version < 1 || version > 3 || minor != 0) {
            throw new InvalidDataException(name + " is of version " + version + "." + minor
                    + " of the .npy format; versions 1.0, 2.0 and 3.0 are read");
        }
        int size = version == 1
                ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                : Integer.reverseBytes(in.readInt());
        if (size < 0 || size > LONGEST_HEADER) {
            throw new InvalidDataException(name + " has a header of " + Integer.toUnsignedLong(size)
                    + " bytes, which no matrix of numbers has; copy it again");
        }
        byte[] header = in.readNBytes(size);
        if (header.length < size) {
            throw new EOFException();
        }
        return new String(header, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private static Matrix matrix(String name, String header, DataInputStream in, long size) throws IOException {
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
        if (d > MOST_VALUES / n) {
            throw new InvalidDataException(
                    n + " x " + d + " numbers do not fit in an array; save fewer rows or columns");
        }
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if (size >= 0 && size < n * d * bytes(type.group(2))) {
            throw new EOFException(); // before memory is asked for
        }
        try {
            double[] values = numbers(in, type.group(2), order, (int) (n * d), size >= 0);
            return new Matrix(
                    fortran.group(1).equals("True") ? transposed(values, (int) n, (int) d) : values, (int) n, (int) d);
        } catch (OutOfMemoryError e) {
            throw new Table.MemoryError(Double.BYTES * n * d, e);
        }
    }

    private static int bytes(String type) {
        return type.charAt(1) - '0';
    }

    /** Reads numbers in the order of the file; memory is asked for as they come, unless they are known to be there. */
    private static double[] numbers(DataInputStream in, String type, ByteOrder order, int count, boolean there)
            throws IOException {
        ToDoubleFunction<ByteBuffer> number = TYPES.get(type);
        double[] values = new double[there ? count : Math.min(count, CHUNK)];
        byte[] chunk = new byte[bytes(type) * CHUNK];
        for (int done = 0; done < count; ) {
            int more = Math.min(CHUNK, count - done);
            in.readFully(chunk, 0, more * bytes(type));
            ByteBuffer buffer = ByteBuffer.wrap(chunk).order(order);
            if (done + more > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(count, Math.max(done + more, 2L * values.length)));
            }
            for (int end = done + more; done < end; done++) {
                values[done] = number.applyAsDouble(buffer);
            }
        }
        return values;
    }

    private static double[] transposed(double[] columns, int n, int d) {
        double[] rows = new double[columns.length];
        for (int j = 0; j < d; j++) {
            for (int i = 0; i < n; i++) {
                rows[i * d + j] = columns[j * n + i];
            }
        }
        return rows;
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

    /** A matrix as a table of columns x1, x2, ..., of which some are asked for. */
    static Table table(Matrix matrix, Columns asked) {
        List<String> all =
                IntStream.rangeClosed(1, matrix.d()).mapToObj(j -> "x" + j).toList();
        if (!asked.labels().isEmpty()) {
            throw new InvalidDataException("labels are text, and a matrix of numbers has none; write the table as CSV");
        }
        List<String> columns = asked.among(all);
        double[] values = columns.equals(all)
                ? matrix.values()
                : taken(matrix, columns.stream().mapToInt(all::indexOf).toArray());
        Rows rows = Rows.wrap(values, matrix.n(), columns, asked.missing());
        if (!asked.weights().isEmpty()) {
            int at = all.indexOf(asked.weights());
            if (at < 0) {
                throw new InvalidDataException(
                        0, asked.weights(), "not in the file; its columns are x1 to x" + matrix.d());
            }
            rows = rows.weighted(taken(matrix, at), asked.weights(), columns);
        }
        return new Table(columns, rows, List.of(), List.of(), List.of());
    }

    private static double[] taken(Matrix matrix, int... columns) {
        double[] values = new double[matrix.n() * columns.length];
        Arrays.setAll(values, o -> matrix.values()[o / columns.length * matrix.d() + columns[o % columns.length]]);
        return values;
    }
}
