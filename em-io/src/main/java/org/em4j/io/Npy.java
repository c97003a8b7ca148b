package org.em4j.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.io.npy.NpyHeader;
import org.em4j.io.rows.CellStream;
import org.em4j.io.rows.RowStream;

/**
 * NumPy's {@code .npy} files, format versions 1 to 3, and {@code .npz} archives of them: matrices of floats, integers
 * or truth values, in either byte order and either order of elements.
 *
 * <p>Plain Java, because nd4j's reader takes arrays in Fortran order (what pandas hands to NumPy) for C order and
 * stops the JVM at types it does not know (docs/adr/0004).
 */
final class Npy {
    private static final String SUFFIX = ".npy";

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
        return of(name, input, array, (stream, size) -> matrix(name, stream, size));
    }

    /** What becomes of a matrix, of which so many bytes are there, -1 if that is not known. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(InputStream stream, long size) throws IOException;
    }

    private static <T> T of(String name, TableInput input, String array, Reading<T> reading) throws IOException {
        if (input.kind() == TableInput.Kind.NPZ) {
            return ofArchive(name, input.bytes(), array, reading);
        }
        if (!array.isEmpty()) {
            throw noArchive(name);
        }
        return reading.of(input.bytes(), input.size());
    }

    /** Gives a target the rows of a matrix, one after another. */
    static void stream(String name, TableInput input, Columns asked, RowStream.Target target) throws IOException {
        of(name, input, asked.array(), (stream, size) -> {
            NpyHeader header = NpyHeader.read(name, stream);
            if (header.isByColumns()) {
                throw new InvalidDataException(name
                        + " holds one column after another, and is too large to be turned in memory; save"
                        + " numpy.ascontiguousarray(x)");
            }
            stream(header, stream, asked, target);
            return true;
        });
    }

    private static void stream(NpyHeader header, InputStream stream, Columns asked, RowStream.Target target)
            throws IOException {
        int d = Math.toIntExact(header.columns());
        List<String> all = Columns.numbered("x", d);
        List<String> names = names(asked, all);
        int[] places = names.stream().mapToInt(all::indexOf).toArray();
        int weight = weight(asked, all);
        RowStream.Sink sink = target.columns(names, List.of(), OptionalLong.of(header.rows()));
        ToDoubleFunction<ByteBuffer> number = header.number();
        byte[] bytes = new byte[Math.multiplyExact(d, header.width())];
        double[] whole = new double[d];
        double[] row = new double[places.length];
        for (long i = 0; i < header.rows(); i++) {
            if (stream.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                throw new EOFException();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
            Arrays.setAll(whole, j -> number.applyAsDouble(buffer));
            Arrays.setAll(row, j -> whole[places[j]]);
            sink.row(row, weight < 0 ? 1 : whole[weight]);
        }
    }

    /** The refusal of an array that is named where there is but one. */
    static InvalidDataException noArchive(String name) {
        return new InvalidDataException(
                name + " is no .npz archive, and has no arrays to choose from; leave Columns.array out");
    }

    /** A matrix of which {@code size} bytes are there, -1 if that is not known. */
    private static Matrix matrix(String name, InputStream stream, long size) throws IOException {
        return matrix(NpyHeader.read(name, stream), new DataInputStream(stream), size);
    }

    /** The array of a name; of no name, the only one. */
    private static <T> T ofArchive(String name, InputStream stream, String asked, Reading<T> reading)
            throws IOException {
        ZipInputStream zip = new ZipInputStream(stream);
        List<String> arrays = new ArrayList<>();
        Optional<T> found = Optional.empty();
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.getName().endsWith(SUFFIX)) {
                throw new InvalidDataException(name + " is a zip archive of other files than arrays (" + entry.getName()
                        + "); save a spreadsheet's sheet as CSV, or unpack it");
            }
            String array = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
            arrays.add(array);
            if (array.equals(asked) || (asked.isEmpty() && arrays.size() == 1)) {
                found = Optional.of(reading.of(zip, -1));
            }
        }
        if (arrays.isEmpty()) {
            throw new InvalidDataException(name + " holds no array; write one with numpy.savez");
        }
        if (found.isEmpty() || (asked.isEmpty() && arrays.size() > 1)) {
            throw new InvalidDataException(name
                    + (found.isEmpty() ? " holds no array " + asked + "; its arrays are " : " holds several arrays: ")
                    + String.join(", ", arrays) + "; choose one with Columns.array(" + arrays.get(0) + ")");
        }
        return found.get();
    }

    private static Matrix matrix(NpyHeader header, DataInputStream in, long size) throws IOException {
        long n = header.rows();
        long d = header.columns();
        if (d > MOST_VALUES / n) {
            throw new InvalidDataException(
                    n + " x " + d + " numbers do not fit in an array; save fewer rows or columns");
        }
        if (size >= 0 && size < n * d * header.width()) {
            throw new EOFException(); // before memory is asked for
        }
        try {
            double[] values = numbers(in, header, (int) (n * d), size >= 0);
            return new Matrix(header.isByColumns() ? transposed(values, (int) n, (int) d) : values, (int) n, (int) d);
        } catch (OutOfMemoryError e) {
            throw new Table.MemoryError(Double.BYTES * n * d, e);
        }
    }

    /** Reads numbers in the order of the file; memory is asked for as they come, unless they are known to be there. */
    private static double[] numbers(DataInputStream in, NpyHeader header, int count, boolean there) throws IOException {
        ToDoubleFunction<ByteBuffer> number = header.number();
        double[] values = new double[there ? count : Math.min(count, CHUNK)];
        byte[] chunk = new byte[header.width() * CHUNK];
        for (int done = 0; done < count; ) {
            int more = Math.min(CHUNK, count - done);
            in.readFully(chunk, 0, more * header.width());
            ByteBuffer buffer = ByteBuffer.wrap(chunk).order(header.order());
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

    /** A matrix as a table of columns x1, x2, ..., of which some are asked for. */
    static Table table(Matrix matrix, Columns asked) {
        List<String> all = Columns.numbered("x", matrix.d());
        List<String> columns = names(asked, all);
        double[] values = columns.equals(all)
                ? matrix.values()
                : taken(matrix, columns.stream().mapToInt(all::indexOf).toArray());
        Rows rows = Rows.wrap(values, matrix.n(), columns, asked.missing());
        int weight = weight(asked, all);
        if (weight >= 0) {
            rows = rows.weighted(taken(matrix, weight), asked.weights(), columns);
        }
        return new Table(columns, rows, List.of(), List.of(), List.of())
                .categorical(asked.categorical().among(columns, all));
    }

    /** Gives a target the rows of a matrix, unchecked. */
    static void cells(Matrix matrix, Columns asked, CellStream.Target target) {
        List<String> all = Columns.numbered("x", matrix.d());
        List<String> columns = names(asked, all);
        int[] places = columns.stream().mapToInt(all::indexOf).toArray();
        int weight = weight(asked, all);
        CellStream.Sink sink = target.columns(columns, List.of());
        double[] row = new double[places.length];
        for (int i = 0; i < matrix.n(); i++) {
            int at = i * matrix.d();
            Arrays.setAll(row, j -> matrix.values()[at + places[j]]);
            sink.row(row, CellStream.NO_TEXTS, weight < 0 ? 1 : matrix.values()[at + weight]);
        }
    }

    private static List<String> names(Columns asked, List<String> all) {
        if (!asked.labels().isEmpty()) {
            throw new InvalidDataException("labels are text, and a matrix of numbers has none; write the table as CSV");
        }
        return asked.among(all);
    }

    /** The place of the column of weights, -1 if there is none. */
    private static int weight(Columns asked, List<String> all) {
        int at = all.indexOf(asked.weights());
        if (at < 0 && !asked.weights().isEmpty()) {
            throw new InvalidDataException(0, asked.weights(), "not in the file; its columns are x1 to x" + all.size());
        }
        return at;
    }

    private static double[] taken(Matrix matrix, int... columns) {
        double[] values = new double[matrix.n() * columns.length];
        Arrays.setAll(values, o -> matrix.values()[o / columns.length * matrix.d() + columns[o % columns.length]]);
        return values;
    }
}
