package org.em4j.io.large;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.em4j.core.Execution;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.Merge;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.RowProfile;
import org.em4j.core.data.Rows;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.em4j.io.npy.NpyHeader;
import org.em4j.io.rows.RowStream;

/**
 * Rows in a file, which are read from it in every pass: what of it stays in memory is what the system caches. They come to the
 * same bits as {@link Rows} do. The file must not be written to meanwhile; where it is cut, a pass ends with a sentence.
 */
public final class FileRows implements RowObservations, RowStream {
    private final List<String> names;
    private final String weights;
    private final TileSource source;
    private final RowProfile profile;
    private final Observations<double[]> folded;

    private FileRows(List<String> names, String weights, TileSource source, RowProfile profile) {
        this.names = names;
        this.weights = weights;
        this.source = source;
        this.profile = profile;
        this.folded = Observations.of(source);
    }

    /** Whether a file is a packed one, by its first bytes. */
    public static boolean isPacked(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return PackedHeader.begins(channel);
        } catch (IOException e) {
            return false; // who reads it says why
        }
    }

    /**
     * The rows of a packed file.
     *
     * @throws InvalidDataException if it is none, or one of another version, or not whole; of a damaged block, when it is read
     */
    public static FileRows packed(Path file) {
        return opened(file, () -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                PackedHeader header = PackedHeader.read(file, channel);
                return new FileRows(header.names(), header.weights(), new PackedSource(file, header), header.profile());
            }
        });
    }

    /** Whether a file is a matrix that {@link #npy} reads where it lies: of doubles, row after row. */
    public static boolean isMatrix(Path file) {
        return Files.isRegularFile(file)
                && opened(file, () -> {
                    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                        in.mark(1);
                        return in.read() == 0x93 && isInPlace(header(file));
                    }
                });
    }

    private static boolean isInPlace(NpyHeader header) {
        return header.type().equals("f8") && !header.isByColumns();
    }

    private static NpyHeader header(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return NpyHeader.read(file.toString(), in);
        }
    }

    /**
     * The rows of a {@code .npy} file of doubles, row after row; its columns are x1, x2, ... They are looked at once, on the threads of an
     * execution.
     *
     * @throws InvalidDataException if it holds other numbers or their columns one after another, is cut short, or as {@link Rows#of} does
     */
    public static FileRows npy(Path file, Missing missing, Execution execution) {
        return opened(file, () -> {
            NpyHeader header = header(file);
            if (!isInPlace(header)) {
                throw new InvalidDataException(
                        file + " holds " + header.type() + (header.isByColumns() ? " by columns" : "")
                                + ", and doubles row by row are read where they lie; save numpy.ascontiguousarray(x, float), or pack it");
            }
            if (Files.size(file) < header.bytes() + header.rows() * header.columns() * Double.BYTES) {
                throw new EOFException();
            }
            List<String> names = Columns.numbered("x", (int) header.columns());
            NpySource source = new NpySource(file, header);
            RowProfile profile = Passes.profile(source, execution);
            Passes.requireFinite(source, profile, missing, names);
            profile.requireSquarable(names);
            FileRows rows = new FileRows(names, "", source.complete(profile.gaps() == 0), profile);
            return profile.blank() == 0 ? rows : rows.weighted(rows.weights());
        });
    }

    @FunctionalInterface
    private interface Opening<T> {
        T run() throws IOException;
    }

    private static <T> T opened(Path file, Opening<T> opening) {
        try {
            return opening.run();
        } catch (NoSuchFileException e) {
            throw new InvalidDataException("there is no file " + file);
        } catch (AccessDeniedException e) {
            throw new InvalidDataException("there is no permission to read " + file);
        } catch (EOFException e) {
            throw new InvalidDataException(file + " ends too early, or is damaged; copy it again");
        } catch (IOException e) {
            throw new InvalidDataException(file + " cannot be read: " + e.getMessage());
        } catch (ArithmeticException e) {
            throw new InvalidDataException(
                    file + " has too many columns, or blocks, to be read from a file; choose fewer");
        }
    }

    /** Names of the columns. */
    public List<String> names() {
        return names;
    }

    /** Name of the column that a packed file's weights come from; empty for none. */
    public String weightsName() {
        return weights;
    }

    @Override
    public void into(Target target) {
        source.forEach(target.columns(names, List.of(), OptionalLong.of(count())));
    }

    @Override
    public int columns() {
        return names.size();
    }

    @Override
    public long count() {
        return source.count();
    }

    @Override
    public RowProfile profile() {
        return profile;
    }

    @Override
    public <A> A fold(BlockMap<double[], A> map, Merge<A> merge) {
        return folded.fold(map, merge);
    }

    @Override
    public Observations<double[]> on(Execution execution) {
        return folded.on(execution);
    }

    /** A copy with weights {@code (n)}, which are kept in memory: as {@link Rows#weighted}. It takes a pass or two. */
    @Override
    public FileRows weighted(double[] others) {
        if (others.length != count()) {
            throw new InvalidDataException(others.length + " weights for " + count() + " rows");
        }
        for (int i = 0; i < others.length; i++) {
            InvalidDataException.requireWeight(others[i], i + 1L, "");
        }
        double[] own = others.clone();
        if (profile.blank() > 0) {
            double[] says = numbers(Passes.says());
            Arrays.setAll(own, i -> says[i] == 0 ? 0 : own[i]);
        }
        TileSource heavy = source.weighted(own);
        RowProfile weighed = Passes.profile(heavy, new Execution());
        RowProfile.requireTotal(weighed.weight(), "");
        weighed.requireSquarable(names);
        return new FileRows(names, weights, heavy, weighed);
    }

    @Override
    public String toString() {
        return profile.describe(!weights.isEmpty() || source instanceof TileSource.Weighted);
    }

    /** Bytes that the numbers take in memory. */
    public long bytes() {
        return count() * Double.BYTES * (columns() + (weights.isEmpty() ? 0L : 1L));
    }

    /**
     * All of them, brought into memory.
     *
     * @throws InvalidDataException if they are more than an array holds
     * @throws Table.MemoryError if memory does not hold them
     */
    public Rows load() {
        try {
            return loaded();
        } catch (OutOfMemoryError e) {
            throw new Table.MemoryError(bytes(), e);
        }
    }

    private Rows loaded() {
        long numbers = count() * columns();
        if (numbers > Integer.MAX_VALUE - 8) {
            throw new InvalidDataException("more than 2^31 numbers do not fit; choose fewer columns or rows");
        }
        double[] values = new double[(int) numbers];
        double[] loads = new double[weights.isEmpty() ? 0 : (int) count()];
        source.forEach(new Sink() {
            private int at;

            @Override
            public void row(double[] row, double weight) {
                System.arraycopy(row, 0, values, at * row.length, row.length);
                if (loads.length > 0) {
                    loads[at] = weight;
                }
                at++;
            }
        });
        Missing missing = profile.gaps() == 0 ? Missing.REFUSED : Missing.LATENT;
        Rows rows = Rows.wrap(values, (int) count(), names, missing);
        return loads.length == 0 ? rows : rows.weighted(loads, weights, names);
    }
}
