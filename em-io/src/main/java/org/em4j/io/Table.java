package org.em4j.io;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.io.category.Categories;
import org.em4j.io.rows.CellStream;
import org.em4j.io.rows.RowStream;

/**
 * Named columns of numbers from a file: of text, where a header names them and every later line is a row, or of NumPy.
 *
 * @param columns names of the columns of {@code rows}, in order
 * @param rows the numbers {@code (n x d)}, weighted if a column of weights was named
 * @param leftOut columns that were read past because none of their cells is a number
 * @param labels {@code (n)}, empty text where a row has none; no labels if no column of them was named
 * @param rowNames {@code (n)}, those of a first column without a name, as R and pandas write it; none if there is no such column
 * @param categories of each categorical column, the texts that its numbers 0, 1, ... stand for
 */
public record Table(
        List<String> columns,
        Rows rows,
        List<String> leftOut,
        List<String> labels,
        List<String> rowNames,
        Map<String, List<String>> categories) {
    /** A table of numbers alone. */
    public Table(List<String> columns, Rows rows, List<String> leftOut, List<String> labels, List<String> rowNames) {
        this(columns, rows, leftOut, labels, rowNames, Map.of());
    }

    /** Copies the lists. */
    public Table {
        if (columns.size() != rows.columns()) {
            throw new IllegalArgumentException(columns.size() + " names for " + rows.columns() + " columns");
        }
        columns = List.copyOf(columns);
        leftOut = List.copyOf(leftOut);
        labels = List.copyOf(labels);
        rowNames = List.copyOf(rowNames);
        categories = Map.copyOf(categories);
    }

    /**
     * Reads every column in which some cell is a number.
     *
     * @throws InvalidDataException if the file cannot be read or used, with the place and what to do
     */
    public static Table read(Path file) {
        return read(file, Columns.all());
    }

    /**
     * Reads the named columns, in the order named.
     *
     * @throws InvalidDataException if the file cannot be read or used, with the place and what to do
     */
    public static Table read(Path file, List<String> columns) {
        return read(file, Columns.of(columns));
    }

    /**
     * Reads what is asked for.
     *
     * @throws InvalidDataException if the file cannot be read or used, with the place and what to do
     */
    public static Table read(Path file, Columns columns) {
        return read(file, columns, TextFormat.CSV);
    }

    /**
     * Reads what is asked for of a file of any kind that is known by its first bytes: text, {@code .npy}, {@code .npz},
     * each compressed by gzip or not. {@code -} is standard input, which stays open.
     *
     * @throws InvalidDataException if the file cannot be read or used, with the place and what to do
     */
    public static Table read(Path file, Columns columns, TextFormat format) {
        return TableReader.read(file, columns, format);
    }

    /**
     * The rows of what {@link #read(Path, Columns, TextFormat)} reads, one after another, however many there are; without labels and row
     * names. A column that shows a text and no number at the beginning of the file is left out; an array of NumPy's has to lie row by row.
     */
    public static RowStream stream(Path file, Columns columns, TextFormat format) {
        return target -> TableReader.stream(file, columns, format, target);
    }

    /**
     * The rows of what {@link #read(Path, Columns, TextFormat)} reads with all cells as they stand, one after another: no column is left
     * out, and no cell of the data refused.
     */
    public static CellStream cells(Path file, Columns columns, TextFormat format) {
        return target -> TableReader.cells(file, columns, format, target);
    }

    /**
     * A copy with some of the columns; none for all.
     *
     * @throws InvalidDataException if one is not there
     */
    public Table only(List<String> some) {
        List<String> names = Columns.of(some).among(columns);
        int[] places = names.stream().mapToInt(columns::indexOf).toArray();
        Map<String, List<String>> theirs = new HashMap<>(categories);
        theirs.keySet().retainAll(names);
        return new Table(names, rows.only(places, names), List.of(), labels, rowNames, theirs);
    }

    /**
     * A copy in which some columns of numbers are categorical: their values, in order, become 0, 1, ...
     *
     * @throws InvalidDataException if one has more values than categories are counted
     */
    public Table categorical(List<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        double[][] numbered = rows.toArray();
        Map<String, List<String>> all = new HashMap<>(categories);
        for (String name : names) {
            int j = columns.indexOf(name);
            double[] values = Arrays.stream(numbered)
                    .mapToDouble(row -> row[j])
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .distinct()
                    .toArray();
            if (values.length > Categories.MOST) {
                throw Categories.tooMany(name);
            }
            for (double[] row : numbered) {
                row[j] = Double.isNaN(row[j]) ? row[j] : Arrays.binarySearch(values, row[j]);
            }
            all.put(name, Arrays.stream(values).mapToObj(Categories::plain).toList());
        }
        return with(numbered, all);
    }

    /**
     * A copy whose categories have the numbers that a model knows them by; columns that are not categorical in both stay as they are.
     *
     * @param known of each categorical column, its categories in order
     * @throws InvalidDataException if a row has another, with the place
     */
    public Table renumbered(Map<String, List<String>> known) {
        double[][] numbered = rows.toArray();
        Map<String, List<String>> all = new HashMap<>(categories);
        all.replaceAll((name, words) -> {
            List<String> wanted = known.getOrDefault(name, words);
            if (!wanted.equals(words)) {
                renumber(numbered, name, words, wanted);
            }
            return wanted;
        });
        return all.equals(categories) ? this : with(numbered, all);
    }

    private void renumber(double[][] numbered, String name, List<String> words, List<String> wanted) {
        int[] numbers = words.stream().mapToInt(wanted::indexOf).toArray();
        int j = columns.indexOf(name);
        for (int i = 0; i < numbered.length; i++) {
            if (!Double.isNaN(numbered[i][j])) {
                int word = (int) numbered[i][j];
                if (numbers[word] < 0) {
                    throw new InvalidDataException(
                            i + 1L,
                            name,
                            '"' + words.get(word) + "\" is none of its categories, which are "
                                    + String.join(", ", wanted));
                }
                numbered[i][j] = numbers[word];
            }
        }
    }

    /** A copy without the rows of weight 0 that hold values, and without the categories that these alone have. */
    public Table weighed() {
        return kept(i -> rows.weight(i) > 0 || Arrays.stream(rows.get(i)).allMatch(Double::isNaN));
    }

    /** A copy without the rows that lack one of these columns, and without the categories that these rows alone have. */
    public Table having(List<String> names) {
        int[] places = names.stream().mapToInt(columns::indexOf).toArray();
        return kept(i -> IntStream.of(places).noneMatch(j -> Double.isNaN(rows.get(i, j))));
    }

    /** Some of the rows; all, if there would be none. */
    private Table kept(IntPredicate which) {
        int[] kept = IntStream.range(0, rows.size()).filter(which).toArray();
        if (kept.length == rows.size() || kept.length == 0) {
            return this;
        }
        Table some =
                new Table(columns, rows.only(kept), leftOut, picked(labels, kept), picked(rowNames, kept), categories);
        Map<String, List<String>> used = new HashMap<>();
        categories.forEach((name, words) -> {
            int j = columns.indexOf(name);
            Set<Double> numbers = IntStream.range(0, kept.length)
                    .mapToObj(i -> some.rows.get(i, j))
                    .collect(Collectors.toSet());
            used.put(
                    name,
                    IntStream.range(0, words.size())
                            .filter(c -> numbers.contains((double) c))
                            .mapToObj(words::get)
                            .toList());
        });
        return some.renumbered(used);
    }

    private static List<String> picked(List<String> of, int... kept) {
        return of.isEmpty() ? of : IntStream.of(kept).mapToObj(of::get).toList();
    }

    private Table with(double[][] values, Map<String, List<String>> numbers) {
        Rows others = Rows.of(values, Missing.LATENT);
        double[] weights = rows.weights();
        boolean isWeighted = Arrays.stream(weights).anyMatch(w -> w != 1);
        return new Table(columns, isWeighted ? others.weighted(weights) : others, leftOut, labels, rowNames, numbers);
    }

    /**
     * Writes a header and rows {@code (n x d)}; numbers read back to the same bits. The writer stays open.
     *
     * @throws UncheckedIOException if the writer fails
     */
    public static void write(Writer out, List<String> columns, double[][] rows) {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        csv.writeRecord(columns);
        String[] cells = new String[columns.size()];
        for (double[] row : rows) {
            for (int j = 0; j < cells.length; j++) {
                cells[j] = Double.toString(row[j]);
            }
            csv.writeRecord(cells);
        }
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Memory was spent on a table whose size is known, or nearly so. */
    public static final class MemoryError extends OutOfMemoryError {
        private static final long serialVersionUID = 1;

        private final long bytes;

        /** Of numbers of so many bytes. */
        public MemoryError(long bytes, OutOfMemoryError cause) {
            super(cause.getMessage());
            initCause(cause);
            this.bytes = bytes;
        }

        /** What its numbers take. */
        public long bytes() {
            return bytes;
        }
    }
}
