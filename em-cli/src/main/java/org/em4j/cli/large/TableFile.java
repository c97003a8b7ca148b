package org.em4j.cli.large;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.em4j.core.Execution;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.em4j.io.TextFormat;
import org.em4j.io.large.FileRows;
import org.em4j.io.large.QueryEngine;
import org.em4j.io.rows.CellStream;
import org.em4j.io.rows.RowStream;

/**
 * A table of any kind: text or NumPy's, packed, what {@link QueryEngine} reads, or its query.
 *
 * @param file name of a file, or a pattern of names
 * @param query in SQL, instead of it
 * @param asked of it
 * @param format of text
 * @param say where is said what becomes of it
 */
public record TableFile(Path file, Optional<String> query, Columns asked, TextFormat format, Consumer<String> say) {
    /** A file of less than such a part of memory is read without a look at what its numbers take: a number takes two bytes at least. */
    private static final int SMALL = 16;

    /** The table in memory. */
    public Table table() {
        if (!isPacked() && engine().isEmpty()) {
            return Table.read(file, asked, format);
        }
        Table numbers = isPacked()
                ? loaded(new Packing(packed(), List.of()))
                : Gathered.of(stream(), asked).orElseGet(() -> loaded(cached()));
        List<String> all = Stream.concat(numbers.columns().stream(), numbers.leftOut().stream())
                .toList();
        asked.categorical().among(numbers.leftOut(), all).stream().findFirst().ifPresent(name -> {
            throw new InvalidDataException(
                    0, name, "categories that are words are read from one file of text alone; save the table as CSV");
        });
        return numbers.categorical(asked.categorical().among(numbers.columns(), all));
    }

    /** The table in memory if that holds it, else in a file; of numbers alone. */
    public Data data() {
        if (isPacked()) {
            return data(new Packing(packed(), List.of()));
        }
        if (engine().isPresent()) {
            return Gathered.of(stream(), asked).map(Data::of).orElseGet(() -> data(cached()));
        }
        if (!isLarge()) {
            return Data.of(Table.read(file, asked, format));
        }
        boolean isWhole = asked.data().isEmpty()
                && asked.except().isEmpty()
                && asked.weights().isEmpty();
        if (isWhole && FileRows.isMatrix(file)) {
            FileRows rows = FileRows.npy(
                    file, asked.missing(), new Execution(Runtime.getRuntime().availableProcessors(), 1));
            return new Data(rows.names(), rows, List.of(), List.of());
        }
        return data(cached());
    }

    private Data data(Packing packing) {
        FileRows rows = packing.rows();
        return Gathered.holds(rows.bytes())
                ? Data.of(loaded(packing))
                : new Data(rows.names(), chosen(rows), packing.leftOut(), List.of());
    }

    private FileRows chosen(FileRows rows) {
        if (!asked.among(rows.names()).equals(rows.names())) {
            throw new InvalidDataException(
                    "its columns were chosen when it was packed, and memory does not hold them all;"
                            + " pack the table again, with the columns that you want");
        }
        return rows;
    }

    private Table loaded(Packing packing) {
        FileRows rows = packing.rows();
        Table all = new Table(rows.names(), rows.load(), packing.leftOut(), List.of(), List.of());
        List<String> names = asked.among(rows.names());
        return names.equals(rows.names()) ? all : all.only(names);
    }

    /** The rows, one after another. */
    public RowStream stream() {
        if (isPacked()) {
            return packed();
        }
        return engine().map(engine -> query.map(sql -> engine.query(sql, asked))
                        .orElseGet(() -> engine.files(file.toString(), asked, format)))
                .orElseGet(() -> Table.stream(file, asked, format));
    }

    /** The rows with all their cells, be they numbers or not, where the file is text; of other files their numbers. */
    public CellStream cells() {
        if (isPacked()) {
            return target -> chosen(packed(), target);
        }
        return engine().isPresent() ? CellStream.of(stream()) : Table.cells(file, asked, format);
    }

    /** Gives a target those columns of packed rows that are asked for. */
    private void chosen(FileRows rows, CellStream.Target target) {
        int[] places = asked.among(rows.names()).stream()
                .mapToInt(rows.names()::indexOf)
                .toArray();
        double[] some = new double[places.length];
        CellStream.of(rows).into((names, leftOut) -> {
            CellStream.Sink sink = target.columns(asked.among(names), leftOut);
            return (values, texts, weight) -> {
                Arrays.setAll(some, j -> values[places[j]]);
                sink.row(some, texts, weight);
            };
        });
    }

    private boolean isPacked() {
        return query.isEmpty() && FileRows.isPacked(file);
    }

    /** The rows of a packed file, which is what is asked for. */
    private FileRows packed() {
        FileRows rows = FileRows.packed(file);
        if (!asked.labels().isEmpty()) {
            throw new InvalidDataException(
                    0, asked.labels(), "a packed file holds no labels; fit the table of text that it was packed from");
        }
        if (!asked.weights().isEmpty() && !asked.weights().equals(rows.weightsName())) {
            throw new InvalidDataException(
                    0, asked.weights(), "not where its weights come from; pack the table again, with --weights");
        }
        long gaps = rows.profile().gaps();
        if (gaps > 0 && asked.missing() == Missing.REFUSED) {
            throw new InvalidDataException(
                    gaps + " values are missing in it; say Missing.LATENT to use what is observed");
        }
        return rows;
    }

    /** What reads the table, if that is not ours to read. */
    private Optional<QueryEngine> engine() {
        if (query.isEmpty() && !isPattern() && !isParquet()) {
            return Optional.empty();
        }
        return Optional.of(QueryEngine.installed()
                .orElseThrow(() -> new InvalidDataException((query.isPresent() ? "a query" : file)
                        + " is read by DuckDB, which is not here; put em-duckdb on" + " the class path")));
    }

    private boolean isPattern() {
        return file.toString().matches(".*[*?\\[].*") && !Files.exists(file);
    }

    private boolean isParquet() {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(5); // a fifth byte of text would be a name
            return head.length == 5
                    && head[4] < ' '
                    && new String(head, 0, 4, StandardCharsets.US_ASCII).equals("PAR1");
        } catch (IOException e) {
            return false; // who reads it says why
        }
    }

    private boolean isLarge() {
        boolean mayBe = asked.labels().isEmpty() && asked.lines() == Columns.Lines.WHOLE && Files.isRegularFile(file);
        try {
            return mayBe
                    && Files.size(file) > Runtime.getRuntime().maxMemory() / SMALL
                    && !Gathered.holds(Table.stream(file, asked, format)).orElse(false);
        } catch (IOException e) {
            return false; // who reads it says why
        }
    }

    private Packing cached() {
        PackCache cache = PackCache.ofUser();
        return query.isPresent() || isPattern()
                ? cache.once(stream(), asked, say)
                : cache.of(file, stream(), asked, format.toString(), say);
    }
}
