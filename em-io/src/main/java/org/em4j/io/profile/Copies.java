package org.em4j.io.profile;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Columns of numbers that are others in another unit, or from another origin: pairs on a line in all rows that hold both. Lines are
 * those of the first rows, and forsaken at the first later row that is off.
 */
final class Copies {
    /** Rows from which lines are drawn. */
    private static final int FIRST = 500;

    /** Beyond these columns nothing is compared: pairs would take longer than reading. */
    private static final int COLUMNS = 500;

    /** Fewer rows than this lie on a line by chance. */
    private static final int LEAST = 10;

    /** Lines that a column may be on. */
    private static final int EACH = 3;

    /** Against the larger of the terms: rounding, at a thousand times the last bit of a double and as many digits as files hold. */
    private static final double ROUNDING = 1e-12;

    /** The line on which the second column is over the first: {@code intercept + slope * first}. */
    record Line(int first, int second, double slope, double intercept) {
        boolean holds(double... row) {
            double expected = slope * row[first];
            double size = Math.max(Math.abs(row[second]), Math.max(Math.abs(expected), Math.abs(intercept)));
            double off = Math.abs(row[second] - expected - intercept);
            return !(off > ROUNDING * size); // a gap is on any line
        }

        /** What the second is, by the name of the first. */
        String words(String name) {
            return slope == 1 && intercept == 0
                    ? "the same as " + name + " wherever both are there"
                    : "a copy of " + name + " in other units: " + brief(slope) + " times it"
                            + (intercept == 0 ? "" : (intercept < 0 ? " - " : " + ") + brief(Math.abs(intercept)));
        }

        private static String brief(double x) {
            return String.format(Locale.ROOT, "%.6g", x)
                    .replaceFirst("(\\.\\d*?)0+(?=e|$)", "$1")
                    .replaceFirst("\\.(?=e|$)", "");
        }
    }

    private final int columns;
    private final List<double[]> first = new ArrayList<>();
    private List<Line> lines = new ArrayList<>();
    private boolean drawn;

    Copies(int columns) {
        this.columns = Math.min(columns, COLUMNS);
    }

    /** Adds a row. */
    void add(double... row) {
        if (drawn) {
            for (Iterator<Line> each = lines.iterator(); each.hasNext(); ) {
                if (!each.next().holds(row)) {
                    each.remove();
                }
            }
        } else if (first.add(row.clone()) && first.size() == FIRST) {
            draw();
        }
    }

    private void draw() {
        drawn = true;
        lines = new ArrayList<>();
        for (int j = 1; j < columns; j++) {
            int second = j;
            IntStream.range(0, j)
                    .mapToObj(i -> line(i, second))
                    .flatMap(Optional::stream)
                    .limit(EACH)
                    .forEach(lines::add);
        }
        first.clear();
    }

    /** The line through the two rows that lie furthest apart, if all others that hold both lie on it, too. */
    private Optional<Line> line(int i, int j) {
        double[] low = {};
        double[] high = {};
        int both = 0;
        for (double[] row : first) {
            if (Double.isFinite(row[i]) && Double.isFinite(row[j])) {
                both++;
                low = low.length == 0 || row[i] < low[i] ? row : low;
                high = high.length == 0 || row[i] > high[i] ? row : high;
            }
        }
        return both < LEAST
                ? Optional.empty()
                : through(low, high, i, j).filter(line -> first.stream().allMatch(line::holds));
    }

    private static Optional<Line> through(double[] low, double[] high, int i, int j) {
        double slope = (high[j] - low[j]) / (high[i] - low[i]);
        double intercept = low[j] - slope * low[i];
        boolean isRounding = Math.abs(intercept) <= ROUNDING * Math.max(Math.abs(low[j]), Math.abs(high[j]));
        return Double.isFinite(slope) && slope != 0
                ? Optional.of(new Line(i, j, slope, isRounding ? 0 : intercept))
                : Optional.empty();
    }

    /** The lines that all rows are on, of each second column the first. */
    List<Line> found() {
        if (!drawn) {
            draw();
        }
        return lines;
    }
}
