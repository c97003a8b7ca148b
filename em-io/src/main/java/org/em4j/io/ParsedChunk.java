package org.em4j.io;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.em4j.core.data.Missing;
import org.em4j.io.category.Categories;
import org.em4j.io.number.FormattedNumber;

/**
 * What one piece of a text holds: numbers, labels and row names of its rows, and of each column whether it has shown a number,
 * how many cells are none, and the first of them. Rows and lines are counted from the beginning of the piece.
 */
final class ParsedChunk extends AbstractBaseCsvCallbackHandler<Boolean> {
    static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "?", ".");
    private static final int LONGEST_MISSING = 4;
    private static final int LEAST = 1 << 12;

    /** A cell that is no number. */
    record Fault(int row, String text) {}

    /** A line of more or fewer cells than the header. */
    record Ragged(int row, int cells) {}

    private final CellRoles cells;
    private final int[] numbers; // by cell, the column of data or weights that is kept of it, -1 for none
    private final int stride;
    private int skipped; // lines at the beginning that are no rows
    private boolean blank; // so far, the line that is read
    private String labelRead = "";
    private String nameRead = "";
    private final Map<String, String> labelled = new HashMap<>();

    double[] values;
    double[] weights = {};
    final List<String> labels = new ArrayList<>();
    final List<String> names = new ArrayList<>();
    final Categories[] categories; // of each categorical column, numbered as they are met in this piece
    final boolean[] numeric; // of each column, whether it has shown a number, or a category where it has such
    final Fault[] faults;
    final Fault[] written; // of each column, the first that is a number with something about it
    final int[] writtens; // of each column, how many are
    final int[] texts; // of each column, how many are text
    Ragged ragged;
    int rows;
    long lines;
    boolean quoted; // a quote is open, or closes before its cell ends

    private ParsedChunk(CellRoles cells, int skipped, double[] values) {
        this.cells = cells;
        this.numbers = cells.numbers();
        this.skipped = skipped;
        this.stride = cells.stride();
        this.values = values;
        this.categories = new Categories[cells.columns()];
        Arrays.setAll(categories, c -> new Categories());
        this.numeric = new boolean[cells.columns() + 1];
        this.faults = new Fault[cells.columns() + 1];
        this.written = new Fault[cells.columns() + 1];
        this.writtens = new int[cells.columns() + 1];
        this.texts = new int[cells.columns() + 1];
    }

    /** Reads a piece, of which lines at the beginning are no rows, into an array that is free, or a longer one. */
    static ParsedChunk of(TextChunks.Chunk piece, CellRoles cells, int skipped, double[] free) {
        ParsedChunk part = new ParsedChunk(cells, skipped, free);
        if (piece.hasQuotes()) {
            part.lines = piece.lines();
            part.quoted =
                    cells.format().read(piece.text(), part, ParsedChunk::all).isEmpty();
        } else {
            new PlainLines(piece, cells.format(), part).read();
        }
        return part;
    }

    /** Reads lines for as long as it is of use; whether it was to the last. */
    private static boolean all(Iterator<Boolean> lines) {
        boolean more = true;
        while (more && lines.hasNext()) {
            more = lines.next();
        }
        return more;
    }

    @Override
    protected void handleBegin(long line) {
        blank = true;
        labelRead = "";
        nameRead = "";
        if ((rows + 1) * stride > values.length) {
            values = Arrays.copyOf(values, Math.max((rows + 1) * stride + LEAST, values.length * 2));
        }
    }

    @Override
    protected void handleField(int cell, char[] text, int offset, int length, boolean quotes) {
        if (skipped > 0 || cell >= cells.width()) {
            return;
        }
        int from = offset;
        int to = offset + length;
        while (from < to && isBlank(text[from])) {
            from++;
        }
        while (from < to && isBlank(text[to - 1])) {
            to--;
        }
        blank &= from == to;
        int column = cells.column()[cell];
        if (column >= 0 && column < cells.columns() && cells.categorical()[column]) {
            category(column, text, from, to);
        } else if (column >= 0) {
            number(column, text, from, to);
        } else if (cell == cells.label()) {
            labelRead = text(text, from, to);
        } else if (cell == cells.name()) {
            nameRead = text(text, from, to);
        }
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || Character.isWhitespace(c);
    }

    private String text(char[] text, int from, int to) {
        return cells.format().formulas().read(new String(text, from, to - from));
    }

    private void number(int column, char[] text, int from, int to) {
        char[] marked = cells.format().decimal() == '.' ? text : Decimal.marked(text, from, to);
        double value = marked == text ? Decimal.parse(text, from, to) : Decimal.parse(marked, 0, marked.length);
        if (Double.isFinite(value)) {
            numeric[column] = true;
        } else {
            fault(column, text, from, to);
        }
        keep(column, value);
    }

    private void category(int column, char[] text, int from, int to) {
        if (isMissing(text, from, to)) {
            fault(column, text, from, to);
            keep(column, Double.NaN);
        } else {
            numeric[column] = true;
            keep(column, categories[column].of(text(text, from, to)));
        }
    }

    /** The column whose number is kept of a cell as it is, be it data or weights; -1 if there is none. */
    int numbers(int cell) {
        return skipped == 0 && cell < numbers.length ? numbers[cell] : -1;
    }

    /** Takes a number. */
    void put(int column, double value) {
        blank = false;
        numeric[column] = true;
        keep(column, value);
    }

    private void keep(int column, double value) {
        if (column == cells.columns()) {
            if (rows == weights.length) {
                weights = Arrays.copyOf(weights, Math.max(1 << 10, 2 * rows));
            }
            weights[rows] = value;
        } else if (cells.kept()[column] >= 0) {
            values[rows * stride + cells.kept()[column]] = value;
        }
    }

    /** Counts a cell that is no number by its kind, and keeps the first ones in mind. */
    private void fault(int column, char[] text, int from, int to) {
        boolean almost = FormattedNumber.may(text, from, to)
                && FormattedNumber.about(new String(text, from, to - from)).isPresent();
        boolean lacking = !almost && isMissing(text, from, to);
        writtens[column] += almost ? 1 : 0;
        texts[column] += almost || lacking ? 0 : 1;
        boolean allowed = lacking && column < cells.columns() && cells.asked().missing() == Missing.LATENT;
        boolean first = faults[column] == null && !allowed; // weights may not lack
        if (first || (almost && written[column] == null)) {
            Fault fault = new Fault(rows + 1, new String(text, from, to - from));
            faults[column] = first ? fault : faults[column];
            written[column] = almost && written[column] == null ? fault : written[column];
        }
    }

    private static boolean isMissing(char[] text, int from, int to) {
        return to - from <= LONGEST_MISSING && isMissing(new String(text, from, to - from));
    }

    /** Whether a cell without blanks around it says that its value is missing. */
    static boolean isMissing(String text) {
        return text.length() <= LONGEST_MISSING && MISSING.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Ends a line; false where reading on is of no use. */
    @Override
    protected Boolean buildRecord() {
        return getRecordType() != RecordType.DATA || endLine(getFieldCount());
    }

    /** Ends a line of so many cells; false where reading on is of no use. */
    boolean endLine(int count) {
        if (skipped > 0) {
            skipped--;
            return true;
        }
        if (count == 1 && blank && cells.width() > 1) {
            Arrays.setAll(faults, c -> faults[c] == null || faults[c].row() <= rows ? faults[c] : null);
            return true; // a line of blanks
        }
        if (count < cells.width() && cells.asked().lines() == Columns.Lines.TRIANGULAR) {
            for (int cell = count; cell < cells.width(); cell++) {
                handleField(cell, new char[0], 0, 0, false);
            }
        } else if (count != cells.width()) {
            ragged = new Ragged(rows + 1, count);
            return false;
        }
        if (cells.label() >= 0) {
            labels.add(labelled.computeIfAbsent(labelRead, text -> text));
        }
        if (cells.name() >= 0) {
            names.add(nameRead);
        }
        rows++;
        return true;
    }
}
