package org.em4j.io;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.em4j.io.rows.CellStream;

/**
 * What the cells of a line are: the columns of data that are read, in the order wanted, weights, a label, a row name.
 *
 * @param width cells of a line
 * @param column by cell, its column of data, the number of these for weights; -1 for none
 * @param columns number of columns of data
 * @param label place of the label, -1 for none
 * @param name place of the row name, -1 for none
 * @param kept by column of data, where its value goes in a row that is kept; -1 if it is looked at only
 * @param categorical by column of data, whether its cells are categories
 * @param asked what was asked for
 * @param format how numbers are written
 */
record CellRoles(
        int width,
        int[] column,
        int columns,
        int label,
        int name,
        int[] kept,
        boolean[] categorical,
        Columns asked,
        TextFormat format) {
    /** Of a header; all columns of data are kept. */
    static CellRoles of(Header header, Columns asked, TextFormat format) {
        int weight = asked.weights().isEmpty() ? -1 : header.cell(asked.weights());
        int label = asked.labels().isEmpty() ? -1 : header.cell(asked.labels());
        List<String> names = asked.among(header.columns());
        int[] data = names.stream().mapToInt(header::cell).toArray();
        int[] column = new int[header.size()];
        Arrays.fill(column, -1);
        for (int c = 0; c < data.length; c++) {
            header.requireReadable(data[c]);
            column[data[c]] = c;
        }
        if (weight >= 0) {
            column[weight] = data.length;
        }
        int[] kept = new int[data.length];
        Arrays.setAll(kept, c -> c);
        boolean[] categorical = new boolean[data.length];
        asked.categorical().among(names, header.columns()).forEach(name -> categorical[names.indexOf(name)] = true);
        return new CellRoles(
                header.size(), column, data.length, label, header.rowNames(), kept, categorical, asked, format);
    }

    /** A copy in which some columns of data are looked at only. */
    CellRoles keeping(boolean... those) {
        int[] places = new int[columns];
        int next = 0;
        for (int c = 0; c < columns; c++) {
            places[c] = those[c] ? next++ : -1;
        }
        return new CellRoles(width, column, columns, label, name, places, categorical, asked, format);
    }

    /** What gives a sink the lines of a text with all cells as they stand. */
    Lines lines(Header header, Layout layout, CellStream.Sink sink) {
        return new Lines(this, header, layout, sink);
    }

    /** Lines that are passed on as rows, with all cells of the data as they stand. */
    static final class Lines {
        private final CellRoles cells;
        private final Header header;
        private final Layout layout;
        private final CellStream.Sink sink;
        private final double[] values;
        private final String[] texts;
        private long lines;
        private long rows;

        private Lines(CellRoles cells, Header header, Layout layout, CellStream.Sink sink) {
            this.cells = cells;
            this.header = header;
            this.layout = layout;
            this.sink = sink;
            this.values = new double[cells.columns];
            this.texts = new String[cells.columns];
        }

        /** Adds a piece of the text, of which the first begins with the header. */
        void add(TextChunks.Chunk piece) {
            Optional<Boolean> all =
                    piece.whole() ? cells.format.read(piece.text(), Layout.texts(), this::all) : Optional.empty();
            if (all.isEmpty()) {
                throw layout.lineFault(piece, lines + 1);
            }
            lines += piece.lines();
        }

        void requireSome() {
            if (rows == 0) {
                throw TableAssembler.noRows();
            }
        }

        private boolean all(Iterator<String[]> records) {
            if (lines == 0) {
                records.next();
            }
            records.forEachRemaining(this::row);
            return true;
        }

        private void row(String[] line) {
            if (line.length == 1 && cells.width > 1 && line[0].isBlank()) {
                return;
            }
            if (line.length != cells.width) {
                throw layout.ragged(rows + 1, line.length, cells.width);
            }
            rows++;
            double weight = 1;
            for (int cell = 0; cell < line.length; cell++) {
                int c = cells.column[cell];
                if (c == cells.columns) {
                    weight = weight(line[cell].strip(), cell);
                } else if (c >= 0) {
                    read(line[cell].strip(), c);
                }
            }
            sink.row(values, texts, weight);
        }

        private void read(String text, int c) {
            values[c] = text.isEmpty() ? Double.NaN : number(text);
            boolean missing = Double.isNaN(values[c]) && ParsedChunk.isMissing(text);
            texts[c] = missing ? "" : cells.format.formulas().read(text);
        }

        private double number(String text) {
            double value = Decimal.parse(text, cells.format.decimal());
            if (Double.isNaN(value) && TableAssembler.isInfinite(text.toLowerCase(Locale.ROOT))) {
                return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            return value;
        }

        private double weight(String text, int cell) {
            double value = Decimal.parse(text, cells.format.decimal());
            if (!Double.isFinite(value)) {
                throw TableAssembler.refusal(rows, text, header.name(cell), cells.format.decimal());
            }
            return value;
        }
    }

    boolean isWeighted() {
        return !asked.weights().isEmpty();
    }

    /** Numbers in a row that is kept. */
    int stride() {
        return (int) Arrays.stream(kept).filter(place -> place >= 0).count();
    }

    /** By cell, the column of numbers, data or weights, that is kept of it, -1 for none. */
    int[] numbers() {
        return Arrays.stream(column)
                .map(c -> c == columns || (c >= 0 && kept[c] >= 0 && !categorical[c]) ? c : -1)
                .toArray();
    }

    /** The place in a line of a column. */
    int cell(int c) {
        int cell = 0;
        while (column[cell] != c) {
            cell++;
        }
        return cell;
    }
}
