package org.em4j.cli.large;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.em4j.cli.terminal.OutputException;
import org.em4j.io.Columns;
import org.em4j.io.large.FileRows;
import org.em4j.io.large.PackedWriter;
import org.em4j.io.rows.RowStream;

/**
 * What was packed.
 *
 * @param rows where they lie now
 * @param leftOut names of columns that hold no numbers
 */
public record Packing(FileRows rows, List<String> leftOut) {
    /**
     * Packs rows into a file.
     *
     * @throws OutputException if it cannot be written; what was there is there still
     */
    public static Packing of(RowStream rows, Columns asked, Path file) {
        List<PackedWriter> begun = new ArrayList<>(); // when the columns are known
        List<String> without = new ArrayList<>();
        PackProgress progress = new PackProgress();
        try {
            rows.into((names, leftOut, expected) -> {
                without.addAll(leftOut);
                begun.add(writer(file, names, asked));
                return progress.over(begun.get(0), expected);
            });
            begun.get(0).finish();
        } catch (UncheckedIOException e) {
            throw failed(file, e.getCause());
        } catch (IOException e) {
            throw failed(file, e);
        } finally {
            progress.close();
            begun.forEach(writer -> close(writer, file));
        }
        return new Packing(FileRows.packed(file), without);
    }

    private static PackedWriter writer(Path file, List<String> names, Columns asked) {
        try {
            return PackedWriter.create(file, names, asked.weights(), asked.missing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(PackedWriter writer, Path file) {
        try {
            writer.close();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static RuntimeException failed(Path file, IOException e) {
        return e instanceof ClosedByInterruptException
                ? new CancellationException("interrupted")
                : OutputException.of(file, e);
    }

    /** A sentence on it. */
    public String describe(Path file) {
        return String.format(
                Locale.ROOT,
                "packed %d rows of %d columns, %.1f MB of numbers, into %s",
                rows.count(),
                rows.columns(),
                rows.bytes() / 1e6,
                file);
    }
}
