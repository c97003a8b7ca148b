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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipException;
import org.em4j.core.data.InvalidDataException;
import org.em4j.io.TextChunks.Chunk;

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
        if (!asked.array().isEmpty()) {
            throw Npy.noArchive(file);
        }
        long bytes = MOST_BYTES_OF_A_CHARACTER * Math.max(0, input.size());
        try {
            TextChunks pieces = new TextChunks(input.bytes(), format);
            Chunk first = pieces.next(Spare.NONE.bytes())
                    .orElseThrow(() ->
                            new InvalidDataException(file + " is empty; it needs a line of column names, then rows"));
            Layout layout = Layout.of(first, format);
            if (!first.whole()) {
                throw layout.lineFault(first, 1);
            }
            Header header = layout.header(first);
            CellRoles all = CellRoles.of(header, asked, format);
            ParsedChunk part = ParsedChunk.of(first, all, 1, Spare.NONE.values());
            CellRoles cells = kept(all, part);
            ParsedChunk kept =
                    cells.stride() == all.stride() ? part : ParsedChunk.of(first, cells, 1, Spare.NONE.values());
            long expected = expected(kept, first);
            bytes = Double.BYTES * expected * cells.stride();
            TableAssembler parts = new TableAssembler(layout, header, cells, expected);
            read(new Begun(first, CompletableFuture.completedFuture(kept)), pieces, parts, cells);
            return parts.table();
        } catch (OutOfMemoryError e) {
            throw new Table.MemoryError(bytes, e);
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
    private static void read(Begun first, TextChunks pieces, TableAssembler parts, CellRoles cells) throws IOException {
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
