package org.em4j.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipException;
import org.em4j.core.Interruption;
import org.em4j.core.data.InvalidDataException;
import org.em4j.io.TextChunks.Chunk;
import org.em4j.io.rows.CellStream;
import org.em4j.io.rows.RowStream;

/**
 * Reads a table as a stream: pieces of whole lines are read on threads, and put together in order, so that the table and the
 * refusal are the same on any number of them.
 */
final class TableReader {
    /** A number takes a digit and a delimiter at least: eight bytes of two characters. */
    private static final long MOST_BYTES_OF_A_CHARACTER = 4;

    /** Rows of a text are not as long in one piece as in the other. */
    private static final double MORE = 1.02;

    private final TableInput input;
    private final Columns asked;
    private final TextFormat format;

    private TableReader(TableInput input, Columns asked, TextFormat format) {
        this.input = input;
        this.asked = asked;
        this.format = format;
    }

    static Table read(Path file, Columns asked, TextFormat format) {
        return read(
                file,
                format.charset(),
                input -> input.kind() == TableInput.Kind.TEXT
                        ? new TableReader(input.cells(format), asked, format).table(file.toString())
                        : Npy.table(Npy.matrix(file.toString(), input, asked.array()), asked));
    }

    /** Gives a target the rows of a file, one after another. */
    static void stream(Path file, Columns asked, TextFormat format, RowStream.Target target) {
        if (!asked.categorical().isNone()) {
            throw new InvalidDataException(
                    "all categories of a column are known when its last row is read; read the table into memory");
        }
        read(file, format.charset(), input -> {
            if (input.kind() == TableInput.Kind.TEXT) {
                new TableReader(input, asked, format).pieces(file.toString(), target);
            } else {
                Npy.stream(file.toString(), input, asked, target);
            }
            return true;
        });
    }

    /** Gives a target the rows of a file with all cells as they stand, one after another. */
    static void cells(Path file, Columns asked, TextFormat format, CellStream.Target target) {
        read(file, format.charset(), input -> {
            if (input.kind() == TableInput.Kind.TEXT) {
                new TableReader(input.cells(format), asked, format).texts(file.toString(), target);
            } else {
                Npy.cells(Npy.matrix(file.toString(), input, asked.array()), asked, target);
            }
            return true;
        });
    }

    /** What becomes of a file that is opened. */
    @FunctionalInterface
    interface Reading<T> {
        T of(TableInput input) throws IOException;
    }

    /** Opens a file and reads it; what fails in that is said. */
    static <T> T read(Path file, Charset charset, Reading<T> reading) {
        try (TableInput input = TableInput.open(file, charset)) {
            return reading.of(input);
        } catch (NoSuchFileException e) {
            throw new InvalidDataException("there is no file " + file);
        } catch (AccessDeniedException e) {
            throw new InvalidDataException("there is no permission to read " + file);
        } catch (EOFException | ZipException e) {
            throw new InvalidDataException(file + " ends too early, or is damaged; copy it again");
        } catch (IOException e) {
            throw new InvalidDataException(file + " cannot be read: " + e.getMessage());
        }
    }

    private Table table(String file) throws IOException {
        long bytes = MOST_BYTES_OF_A_CHARACTER * Math.max(0, input.size());
        try {
            Beginning beginning = beginning(file);
            CellRoles cells = beginning.cells();
            long expected = expected(beginning.part(), beginning.first());
            bytes = Double.BYTES * expected * cells.stride();
            TableAssembler parts = new TableAssembler(beginning.layout(), beginning.header(), cells, expected);
            read(beginning, parts);
            return parts.table();
        } catch (OutOfMemoryError e) {
            throw new Table.MemoryError(bytes, e);
        }
    }

    /** Gives a target the rows; columns are those that the first piece shows no text in, or a number. */
    private void pieces(String file, RowStream.Target target) throws IOException {
        Beginning beginning = beginning(file);
        CellRoles cells = beginning.cells();
        OptionalLong rows = input.size() < 0
                ? OptionalLong.empty()
                : OptionalLong.of(expected(beginning.part(), beginning.first()));
        if (cells.stride() == 0) {
            throw TableAssembler.nothing(beginning.layout());
        }
        TableAssembler parts = new RowParts(beginning.layout(), beginning.header(), cells, rows, target);
        read(beginning, parts);
        parts.requireAll();
    }

    /**
     * What the first piece says.
     *
     * @param cells what becomes of those of a line
     * @param part the rows in it
     */
    private record Beginning(
            TextChunks pieces, Chunk first, Layout layout, Header header, CellRoles cells, ParsedChunk part) {}

    private Beginning beginning(String file) throws IOException {
        Head head = head(file);
        Chunk first = head.first();
        CellRoles all = CellRoles.of(head.header(), asked, format);
        ParsedChunk part = ParsedChunk.of(first, all, 1, Spare.NONE.values());
        CellRoles cells = kept(all, part);
        ParsedChunk kept = cells.stride() == all.stride() ? part : ParsedChunk.of(first, cells, 1, Spare.NONE.values());
        return new Beginning(head.pieces(), first, head.layout(), head.header(), cells, kept);
    }

    /** The first piece, and what its first lines say. */
    private record Head(TextChunks pieces, Chunk first, Layout layout, Header header) {}

    private Head head(String file) throws IOException {
        if (!asked.array().isEmpty()) {
            throw Npy.noArchive(file);
        }
        TextChunks pieces = new TextChunks(input.bytes(), format);
        Chunk first = pieces.next(Spare.NONE.bytes())
                .orElseThrow(
                        () -> new InvalidDataException(file + " is empty; it needs a line of column names, then rows"));
        Layout layout = Layout.of(first, format);
        if (!first.whole()) {
            throw layout.lineFault(first, 1);
        }
        return new Head(pieces, first, layout, layout.header(first));
    }

    private void texts(String file, CellStream.Target target) throws IOException {
        Head head = head(file);
        CellRoles cells = CellRoles.of(head.header(), asked, format);
        List<String> names = asked.among(head.header().columns());
        CellRoles.Lines rows = cells.lines(head.header(), head.layout(), target.columns(names, List.of()));
        for (Optional<Chunk> piece = Optional.of(head.first());
                piece.isPresent();
                piece = head.pieces().next(piece.get().bytes())) {
            Interruption.check();
            rows.add(piece.get());
        }
        rows.requireSome();
    }

    /** Rows of a text that are passed on. */
    private static final class RowParts extends TableAssembler {
        private final CellRoles cells;
        private final double[] row;
        private final RowStream.Sink sink;

        RowParts(Layout layout, Header header, CellRoles cells, OptionalLong rows, RowStream.Target target) {
            super(layout, header, cells, 0);
            this.cells = cells;
            this.row = new double[cells.stride()];
            this.sink = target.columns(names(true), names(false), rows);
        }

        @Override
        void append(ParsedChunk part) {
            for (int i = 0; i < part.rows; i++) {
                System.arraycopy(part.values, i * row.length, row, 0, row.length);
                sink.row(row, cells.isWeighted() ? part.weights[i] : 1);
            }
        }
    }

    /** Without columns that have shown some text and no number, unless they were asked for: a number in them is refused. */
    private CellRoles kept(CellRoles all, ParsedChunk part) {
        boolean[] those = new boolean[all.columns()];
        for (int c = 0; c < those.length; c++) {
            those[c] = !asked.data().isEmpty() || part.faults[c] == null || part.numeric[c];
        }
        return all.keeping(those);
    }

    /** Rows that the whole has if they are as long as in the first piece, and a few more. */
    private long expected(ParsedChunk part, Chunk first) {
        double share = (double) Math.max(input.size(), first.length()) / first.length();
        return (long) Math.ceil(part.rows * (share <= 1 ? 1 : MORE * share));
    }

    /** Reads all pieces but the first, and adds them all: the first when others are under way. */
    private static void read(Beginning beginning, TableAssembler parts) throws IOException {
        TextChunks pieces = beginning.pieces();
        CellRoles cells = beginning.cells();
        Begun first = new Begun(beginning.first(), CompletableFuture.completedFuture(beginning.part()));
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Spare spare = Spare.NONE;
            Deque<Begun> begun = new ArrayDeque<>(List.of(first));
            while (!begun.isEmpty()) {
                Optional<Chunk> piece = pieces.next(spare.bytes());
                if (piece.isPresent()) {
                    begun.add(Begun.of(piece.get(), cells, pool, spare.values()));
                }
                spare = Spare.NONE;
                if (piece.isEmpty() || begun.size() > 2 * threads) {
                    Begun done = begun.remove();
                    ParsedChunk part = done.part();
                    parts.add(part, done.piece());
                    spare = new Spare(done.piece().bytes(), part.values);
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Arrays of a part that is added, free for another: new ones would have to be collected. */
    private record Spare(byte[] bytes, double[] values) {
        static final Spare NONE = new Spare(new byte[0], new double[0]);
    }

    private record Begun(Chunk piece, Future<ParsedChunk> future) {
        static Begun of(Chunk piece, CellRoles cells, ExecutorService pool, double[] free) {
            return new Begun(piece, pool.submit(() -> ParsedChunk.of(piece, cells, 0, free)));
        }

        ParsedChunk part() {
            try {
                return future.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) { // such as that memory is spent
                    throw error;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
    }
}
