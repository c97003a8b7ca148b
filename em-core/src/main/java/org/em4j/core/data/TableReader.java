package org.em4j.core.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The one pass that makes a {@link Table} of a file.
 *
 * <p>Whether a column holds numbers is known only once one has been seen, or the column was asked for: until then a
 * cell that is none is kept in mind, and refused as soon as the column turns out to be numeric.
 */
final class TableReader {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "?", ".");
    private static final Set<String> INFINITE = Set.of("inf", "infinity");
    /** What stands for bytes that are not UTF-8. */
    private static final String REPLACEMENT = "\uFFFD";

    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private final Header header;
    private final Columns asked;
    private final boolean weighted;
    private final int[] cells; // places in a line, of the columns that are read; the weights' comes last
    private final boolean[] numeric;
    private final long[] faultRow; // 0: none
    private final String[] fault;
    private final int label; // its place in a line; -1: none
    private final List<String> labels = new ArrayList<>();
    private double[] values = new double[1024];
    private int size;
    private long row;

    private TableReader(Header header, Columns asked) {
        this.header = header;
        this.asked = asked;
        this.weighted = !asked.weights().isEmpty();
        int weight = weighted ? header.cell(asked.weights()) : -1;
        this.label = asked.labels().isEmpty() ? -1 : header.cell(asked.labels());
        int[] data = asked.data().isEmpty()
                ? IntStream.range(0, header.size())
                        .filter(j -> j != weight && j != label)
                        .toArray()
                : asked.data().stream().mapToInt(header::cell).toArray();
        if (Arrays.stream(data).anyMatch(j -> j == weight)) {
            throw new InvalidDataException(0, asked.weights(), "both data and weights; choose one");
        }
        if (label >= 0 && (label == weight || Arrays.stream(data).anyMatch(j -> j == label))) {
            throw new InvalidDataException(
                    0, asked.labels(), "both labels and " + (label == weight ? "weights" : "data") + "; choose one");
        }
        if (Arrays.stream(data).distinct().count() < data.length) {
            throw new InvalidDataException("a column is chosen twice, in " + String.join(", ", asked.data()));
        }
        this.cells = weighted
                ? IntStream.concat(Arrays.stream(data), IntStream.of(weight)).toArray()
                : data;
        this.numeric = new boolean[cells.length];
        Arrays.fill(numeric, asked.data().isEmpty() ? data.length : 0, cells.length, true);
        this.faultRow = new long[cells.length];
        this.fault = new String[cells.length];
    }

    static Table read(Path file, Columns asked) {
        if (Files.isDirectory(file)) {
            throw new InvalidDataException(file + " is a directory; name a file");
        }
        try (CsvReader<String[]> csv = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // refused here, with the row
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(true)
                .build(StringArrayHandler.of(), file)) {
            Iterator<String[]> lines = csv.iterator();
            if (!lines.hasNext()) {
                throw new InvalidDataException(file + " is empty; it needs a line of column names, then rows");
            }
            TableReader reader = new TableReader(Header.of(lines.next()), asked);
            lines.forEachRemaining(reader::add);
            return reader.table();
        } catch (NoSuchFileException e) {
            throw new InvalidDataException("there is no file " + file);
        } catch (AccessDeniedException e) {
            throw new InvalidDataException("there is no permission to read " + file);
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidDataException(file + " cannot be read: " + e.getMessage());
        } catch (CsvParseException e) {
            throw new InvalidDataException(file + " is not a comma-separated file: " + e.getMessage());
        }
    }

    private void add(String[] line) {
        if (line.length == 1 && line[0].isBlank() && header.size() > 1) {
            return; // a line of blanks
        }
        row++;
        if (line.length != header.size()) {
            String count = line.length == 1 ? "1 cell" : line.length + " cells";
            throw new InvalidDataException(
                    row, "", count + " under a header of " + header.size() + "; quote text that contains commas");
        }
        if (label >= 0) {
            String text = line[label].strip();
            if (text.contains(REPLACEMENT)) { // other letters would be the same
                throw new InvalidDataException(
                        row, header.name(label), '"' + text + "\" is not UTF-8; save the file as UTF-8");
            }
            labels.add(MISSING.contains(text.toLowerCase(Locale.ROOT)) ? "" : text);
        }
        reserve(cells.length);
        for (int c = 0; c < cells.length; c++) {
            String text = line[cells[c]].strip();
            double value = Decimal.parse(text);
            if (Double.isFinite(value)) {
                numeric[c] = true;
            } else if (faultRow[c] == 0 && !mayLack(c, text)) {
                faultRow[c] = row;
                fault[c] = text;
            }
            if (numeric[c] && faultRow[c] > 0) {
                throw refusal(faultRow[c], header.name(cells[c]), fault[c]);
            }
            values[size++] = value;
        }
    }

    /** Whether a cell may hold no number: weights may not. */
    private boolean mayLack(int c, String text) {
        boolean datum = !weighted || c < cells.length - 1;
        return datum && asked.missing() == Missing.LATENT && MISSING.contains(text.toLowerCase(Locale.ROOT));
    }

    private void reserve(int more) {
        if (size > MOST_VALUES - more) {
            throw new InvalidDataException(row, "", "more than 2^31 numbers do not fit; choose fewer columns or rows");
        }
        if (size + more > values.length) {
            long doubled = Math.max(2L * values.length, size + more);
            values = Arrays.copyOf(values, (int) Math.min(doubled, MOST_VALUES));
        }
    }

    private static InvalidDataException refusal(long row, String column, String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (MISSING.contains(word)) {
            return Rows.missing(row, column, text.isEmpty() ? "the cell is empty" : text);
        }
        boolean signed = word.startsWith("-") || word.startsWith("+");
        if (INFINITE.contains(signed ? word.substring(1) : word) || Double.isInfinite(Decimal.parse(text))) {
            return Rows.infinite(row, column, text);
        }
        String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return new InvalidDataException(
                row, column, '"' + shown + "\" is not a number; correct it, or leave the column out");
    }

    private Table table() {
        if (row == 0) {
            throw new InvalidDataException("there are no rows under the header");
        }
        int data = weighted ? cells.length - 1 : cells.length;
        int[] taken = IntStream.range(0, data).filter(c -> numeric[c]).toArray();
        if (taken.length == 0) {
            throw new InvalidDataException(
                    "no column holds numbers, which are written 1234.5, with commas between the columns");
        }
        List<String> names = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (int c = 0; c < data; c++) {
            (numeric[c] ? names : leftOut).add(header.name(cells[c]));
        }
        Rows rows = Rows.wrap(columns(taken), names, asked.missing());
        if (weighted) {
            rows = rows.weighted(columns(new int[] {data}), asked.weights(), names);
        }
        return new Table(names, rows, leftOut, labels);
    }

    /** The values of some of the columns, row-major. */
    private double[] columns(int[] taken) {
        if (taken.length == cells.length) {
            return Arrays.copyOf(values, size);
        }
        double[] kept = new double[size / cells.length * taken.length];
        for (int from = 0, o = 0; from < size; from += cells.length) {
            for (int c : taken) {
                kept[o++] = values[from + c];
            }
        }
        return kept;
    }

    /** The names of all columns of a file. */
    private record Header(List<String> names) {
        static Header of(String[] line) {
            List<String> names = Arrays.stream(line).map(String::strip).toList();
            if (names.stream().noneMatch(name -> Double.isNaN(Decimal.parse(name)))) {
                String start = String.join(", ", names.subList(0, Math.min(3, names.size())));
                throw new InvalidDataException(
                        "the first line holds numbers (" + start + "); put a line of column names above it");
            }
            Set<String> seen = new HashSet<>();
            for (int j = 0; j < names.size(); j++) {
                String name = names.get(j);
                if (name.isEmpty()) {
                    throw new InvalidDataException("column " + (j + 1) + " has no name in the header; give it one");
                }
                if (!seen.add(name)) {
                    throw new InvalidDataException(0, name, "in the header twice; give every column its own name");
                }
            }
            return new Header(names);
        }

        int size() {
            return names.size();
        }

        String name(int cell) {
            return names.get(cell);
        }

        int cell(String name) {
            int cell = names.indexOf(name);
            if (cell < 0) {
                throw new InvalidDataException(0, name, "not in the file; its columns are " + String.join(", ", names));
            }
            return cell;
        }
    }
}
