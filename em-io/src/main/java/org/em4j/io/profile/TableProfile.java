package org.em4j.io.profile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.RowProfile;
import org.em4j.io.profile.Note.Oddity;
import org.em4j.io.rows.CellStream;

/**
 * What a table looks like: its columns, and what is missing.
 *
 * @param columns in the order of the table
 * @param leftOut names of columns that whoever read the table read past, because they hold no numbers
 * @param weights name of the column of weights, empty for none
 * @param rows number of rows of positive weight, which are all that count
 * @param weightless number of rows of weight zero
 * @param weight of all rows: their number where they are not weighted
 * @param shown rows for pictures
 */
public record TableProfile(
        List<ColumnProfile> columns,
        List<String> leftOut,
        String weights,
        long rows,
        long weightless,
        double weight,
        MissingValues missing,
        ShownRows shown) {
    /** Copies the lists. */
    public TableProfile {
        columns = List.copyOf(columns);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Reads a table to its end, once.
     *
     * @param weights name of the column that the rows' weights come from, empty for none
     * @throws InvalidDataException if the table cannot be read, or a weight is none, with the place and what to do
     */
    public static TableProfile of(CellStream table, String weights) {
        List<Reading> readings = new ArrayList<>();
        table.into((names, leftOut) -> {
            readings.add(new Reading(names, leftOut, weights));
            return readings.get(0);
        });
        return readings.get(0).profile();
    }

    /** A table that is read. */
    private static final class Reading implements CellStream.Sink {
        /** Different values of one column, and of all, that are counted. */
        private static final int EACH = 10_000;

        private static final int ALL = 500_000;

        private static final int LEAST = 100;

        private final List<String> names;
        private final List<String> leftOut;
        private final String weights;
        private final ColumnCells[] columns;
        private final MissingCells missing;
        private final Copies copies;
        private final ShownRows shown;
        private final BitSet gaps = new BitSet();
        private long weightless;
        private double total;

        Reading(List<String> names, List<String> leftOut, String weights) {
            int d = names.size();
            int most = Math.max(LEAST, Math.min(EACH, ALL / Math.max(1, d)));
            this.names = List.copyOf(names);
            this.leftOut = List.copyOf(leftOut);
            this.weights = weights;
            this.columns =
                    names.stream().map(name -> new ColumnCells(name, most)).toArray(ColumnCells[]::new);
            this.missing = new MissingCells(d);
            this.copies = new Copies(d);
            this.shown = new ShownRows(Math.max(1, d));
        }

        @Override
        public void row(double[] values, String[] texts, double weight) {
            long row = shown.seen() + weightless + 1;
            InvalidDataException.requireWeight(weight, row, weights);
            if (weight == 0) {
                weightless++;
                return;
            }
            total += weight;
            gaps.clear();
            for (int j = 0; j < columns.length; j++) {
                if (!columns[j].add(values[j], texts.length == 0 ? "" : texts[j], weight, row)) {
                    gaps.set(j);
                }
            }
            missing.add(gaps, weight);
            copies.add(values);
            shown.add(values, gaps, weight);
        }

        TableProfile profile() {
            if (shown.seen() + weightless == 0) {
                throw new InvalidDataException("there are no rows");
            }
            RowProfile.requireTotal(total, weights);
            return new TableProfile(
                    noted(), leftOut, weights, shown.seen(), weightless, total, missing.missing(names), shown);
        }

        /** The columns, with notes on those that are others. */
        private List<ColumnProfile> noted() {
            List<ColumnProfile> all = new ArrayList<>();
            Map<Long, String> known = new HashMap<>();
            for (int j = 0; j < columns.length; j++) {
                ColumnProfile column = columns[j].profile();
                String same = columns[j].varies() ? known.putIfAbsent(columns[j].hash(), column.name()) : null;
                int at = j;
                all.add(
                        same != null
                                ? column.noted(new Note(Oddity.COPY, "the same as " + same))
                                : copies.found().stream()
                                        .filter(line -> line.second() == at && isCopy(line, all, column))
                                        .findFirst()
                                        .map(line -> column.noted(
                                                new Note(Oddity.LINEAR, line.words(names.get(line.first())))))
                                        .orElse(column));
            }
            return all;
        }

        /** Whether both columns of a line are numbers throughout, and vary. */
        private static boolean isCopy(Copies.Line line, List<ColumnProfile> before, ColumnProfile column) {
            ColumnProfile first = before.get(line.first());
            return first.kind().isNumeric()
                    && column.kind().isNumeric()
                    && !first.is(Oddity.CONSTANT)
                    && !column.is(Oddity.CONSTANT);
        }
    }
}
