package org.em4j.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.io.category.Categories;
import org.em4j.io.number.FormattedNumber;

/**
 * What the pieces of a text hold, put together in order.
 *
 * <p>Whether a column holds numbers is known only once one has been seen, or the column was asked for: until then a cell that is
 * none is kept in mind, and refused as soon as the column turns out to be numeric. A column without a number is text, and left
 * out, if most of its cells that are there are; else they are numbers that are written in some other way, and refused.
 */
class TableAssembler {
    private static final Set<String> INFINITE = Set.of("inf", "infinity");
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    /** A fault of a column, by row of the table. */
    private record Place(long row, String text) {}

    private final Layout layout;
    private final Header header;
    private final CellRoles cells;
    private final int stride;
    private final boolean[] numeric;
    private final Place[] faults;
    private final Place[] written;
    private final long[] more; // of each column, how many more cells are text than numbers written in some other way
    private final Categories[] categories; // of each column of data
    private final List<String> labels = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final long expected;
    private double[] values = {};
    private double[] weights = {};
    private long rows;
    private long lines;

    /** Expects about so many rows. */
    TableAssembler(Layout layout, Header header, CellRoles cells, long expected) {
        this.layout = layout;
        this.header = header;
        this.cells = cells;
        this.stride = cells.stride();
        this.numeric = new boolean[cells.columns() + 1];
        this.faults = new Place[cells.columns() + 1];
        this.written = new Place[cells.columns() + 1];
        this.more = new long[cells.columns() + 1];
        this.categories = new Categories[cells.columns()];
        Arrays.setAll(categories, c -> new Categories());
        this.expected = expected * stride;
        Arrays.fill(numeric, cells.asked().data().isEmpty() ? cells.columns() : 0, numeric.length, true);
    }

    /**
     * Adds a part.
     *
     * @throws InvalidDataException if it cannot be used, with the place and what to do
     */
    void add(ParsedChunk part, TextChunks.Chunk piece) {
        if (!piece.whole()) { // no line ends in it: its cells are none
            throw layout.lineFault(piece, lines + 1);
        }
        for (int c = 0; c < numeric.length; c++) {
            numeric[c] |= part.numeric[c];
            faults[c] = first(faults[c], part.faults[c]);
            written[c] = first(written[c], part.written[c]);
            more[c] += part.texts[c] - part.writtens[c];
        }
        requireNumbers();
        if (part.ragged != null) {
            throw layout.ragged(rows + part.ragged.row(), part.ragged.cells(), cells.width());
        }
        if (part.quoted) {
            throw layout.lineFault(piece, lines + 1);
        }
        for (int c = 0; c < categories.length; c++) {
            if (cells.categorical()[c] && cells.kept()[c] >= 0) {
                renumber(part, c);
            }
        }
        append(part);
        rows += part.rows;
        lines += part.lines;
    }

    /** Numbers the categories of a column as those of the pieces before. */
    private void renumber(ParsedChunk part, int c) {
        String name = header.name(cells.cell(c));
        int[] numbers = part.categories[c].words().stream()
                .mapToInt(word -> categories[c].of(utf8(word, 0, name)))
                .toArray();
        if (categories[c].words().size() > Categories.MOST) {
            throw Categories.tooMany(name);
        }
        replace(part.values, part.rows, cells.kept()[c], numbers);
    }

    /** Replaces the numbers of a column; gaps stay. */
    private void replace(double[] values, long n, int place, int... numbers) {
        for (int i = 0, o = place; i < n; i++, o += stride) {
            if (!Double.isNaN(values[o])) {
                values[o] = numbers[(int) values[o]];
            }
        }
    }

    /** What was found before, else in the part that comes next. */
    private Place first(Place before, ParsedChunk.Fault next) {
        return before != null || next == null ? before : new Place(rows + next.row(), next.text());
    }

    /** Refuses the first cell that is no number in a column of numbers. */
    private void requireNumbers() {
        IntStream.range(0, numeric.length)
                .filter(c -> numeric[c] && faults[c] != null)
                .boxed()
                .min((a, b) -> Long.compare(faults[a].row(), faults[b].row()))
                .ifPresent(c -> {
                    throw refusal(faults[c], header.name(cells.cell(c)));
                });
    }

    /** Takes the rows of a part that was checked. */
    void append(ParsedChunk part) {
        long more = (long) part.rows * stride;
        long size = rows * stride;
        if (size + more > MOST_VALUES) {
            throw new InvalidDataException(rows, "", "more than 2^31 numbers do not fit; choose fewer columns or rows");
        }
        if (size + more > values.length) {
            long wanted = Math.max(size + more, size == 0 ? expected : values.length * 3L / 2);
            values = Arrays.copyOf(values, (int) Math.min(MOST_VALUES, wanted));
        }
        System.arraycopy(part.values, 0, values, (int) size, (int) more);
        if (cells.isWeighted()) {
            int before = (int) rows;
            if (before + part.rows > weights.length) {
                weights = Arrays.copyOf(weights, Math.max(before + part.rows, 2 * weights.length));
            }
            System.arraycopy(part.weights, 0, weights, before, part.rows);
        }
        for (String label : part.labels) {
            labels.add(label(label));
        }
        names.addAll(part.names);
    }

    private String label(String text) {
        utf8(text, labels.size() + 1L, header.name(cells.label()));
        return ParsedChunk.MISSING.contains(text.toLowerCase(Locale.ROOT)) ? "" : text;
    }

    private static String utf8(String text, long row, String column) {
        if (text.indexOf('\uFFFD') >= 0) { // other letters would be the same
            throw new InvalidDataException(
                    row, column, '"' + text + "\" is not UTF-8; save the file as UTF-8, or say its TextFormat.charset");
        }
        return text;
    }

    private InvalidDataException refusal(Place fault, String column) {
        return refusal(fault.row(), fault.text(), column, layout.format().decimal());
    }

    /** The refusal of a cell that is no number. */
    static InvalidDataException refusal(long row, String text, String column, char decimal) {
        String word = text.toLowerCase(Locale.ROOT);
        if (ParsedChunk.MISSING.contains(word)) {
            return InvalidDataException.missing(row, column, word.isEmpty() ? "the cell is empty" : text);
        }
        if (isInfinite(word) || Decimal.isNumber(word, decimal)) {
            return InvalidDataException.infinite(row, column, shown(text));
        }
        return new InvalidDataException(
                row,
                column,
                FormattedNumber.about(text)
                        .orElseGet(
                                () -> '"' + shown(text) + "\" is not a number; correct it, or leave the column out"));
    }

    /** Whether a word in small letters stands for something infinite. */
    static boolean isInfinite(String word) {
        boolean signed = word.startsWith("-") || word.startsWith("+");
        return INFINITE.contains(signed ? word.substring(1) : word);
    }

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    /** Names of the columns that are kept, or are not. */
    List<String> names(boolean kept) {
        return IntStream.range(0, cells.columns())
                .filter(c -> cells.kept()[c] >= 0 == kept)
                .mapToObj(c -> header.name(cells.cell(c)))
                .toList();
    }

    /** Refuses no rows, and columns that were kept from the beginning on and have turned out to hold no number. */
    void requireAll() {
        requireRows();
        for (int c = 0; c < cells.columns(); c++) {
            if (!numeric[c] && cells.kept()[c] >= 0) {
                throw new InvalidDataException(
                        0, text(c), "no cell of it holds a number; leave it out with Columns.except(" + text(c) + ")");
            }
        }
    }

    /** The refusal of a text without any number. */
    static InvalidDataException nothing(Layout layout) {
        return new InvalidDataException(layout.advice()
                .orElse("no column holds numbers, which are written 1234.5, with commas between the columns"));
    }

    private void requireRows() {
        if (rows == 0) {
            throw noRows();
        }
    }

    static InvalidDataException noRows() {
        return new InvalidDataException("there are no rows under the header");
    }

    /** All of them. */
    Table table() {
        requireRows();
        int[] taken =
                IntStream.range(0, cells.columns()).filter(c -> numeric[c]).toArray();
        List<String> leftOut = IntStream.range(0, cells.columns())
                .filter(c -> !numeric[c])
                .mapToObj(this::text)
                .toList();
        if (taken.length == 0) {
            throw nothing(layout);
        }
        List<String> columns =
                Arrays.stream(taken).mapToObj(c -> header.name(cells.cell(c))).toList();
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (int c : taken) {
            if (cells.categorical()[c]) {
                replace(values, rows, cells.kept()[c], categories[c].places());
                words.put(header.name(cells.cell(c)), categories[c].sorted());
            }
        }
        Rows all = Rows.wrap(columns(taken), (int) rows, columns, cells.asked().missing());
        if (cells.isWeighted()) {
            all = all.weighted(Arrays.copyOf(weights, (int) rows), cells.asked().weights(), columns);
        }
        return new Table(columns, all, leftOut, labels, names, words);
    }

    /** The name of a column of text; one of numbers that are written in some other way is not dropped without a word. */
    private String text(int c) {
        String name = header.name(cells.cell(c));
        if (written[c] != null && more[c] <= 0) {
            throw refusal(written[c], name);
        }
        return name;
    }

    /** The values of some of the columns, row-major; what follows them in the array is of no meaning. */
    private double[] columns(int... taken) {
        if (taken.length == stride) {
            return values;
        }
        int[] places = Arrays.stream(taken).map(c -> cells.kept()[c]).toArray();
        double[] kept = new double[(int) rows * taken.length];
        for (int i = 0, o = 0; i < rows; i++) {
            for (int place : places) {
                kept[o++] = values[i * stride + place];
            }
        }
        return kept;
    }
}
