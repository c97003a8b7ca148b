package org.em4j.io.profile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.em4j.core.Randomness;

/**
 * Rows to draw pictures of: all of a small table, else a sample of them, each as probable as any other (Vitter's algorithm R). What is
 * drawn is a function of the table.
 */
public final class ShownRows {
    /** Fewer rows show little of a table. */
    private static final int LEAST = 200;

    private static final int MOST = 5_000;

    private static final int CELLS = 1_000_000;

    /**
     * A row.
     *
     * @param number its place among all rows, from 0
     * @param values {@code (d)}, NaN where a cell holds no number
     * @param missing which cells hold nothing
     */
    public record Row(long number, double[] values, BitSet missing, double weight) {}

    private final int most;
    private final List<Row> rows = new ArrayList<>();
    private final RandomGenerator random = Randomness.of(1);
    private long seen;

    ShownRows(int columns) {
        this.most = Math.max(LEAST, Math.min(MOST, CELLS / columns));
    }

    /** Adds a row. */
    void add(double[] values, BitSet missing, double weight) {
        long place = seen < most ? seen : random.nextLong(seen + 1);
        if (place < most) {
            Row row = new Row(seen, values.clone(), (BitSet) missing.clone(), weight);
            if (place == rows.size()) {
                rows.add(row);
            } else {
                rows.set((int) place, row);
            }
        }
        seen++;
    }

    /** How many rows the table has. */
    public long seen() {
        return seen;
    }

    /** The rows, in the order of the table. */
    public List<Row> rows() {
        return rows.stream().sorted(Comparator.comparingLong(Row::number)).toList();
    }
}
