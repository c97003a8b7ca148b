package org.em4j.cli.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;

/** What is odd about columns that nobody chose: such as are probably not meant to be fitted. */
final class ColumnNotes {
    /** Fewer distinct whole numbers than this, each of many rows, are perhaps names of groups. */
    private static final int GROUPS = 10;

    private static final int ROWS_EACH = 10;

    private ColumnNotes() {}

    /** A sentence on columns that do not vary, number the rows, or number groups; none where there is no such column. */
    static Optional<String> of(List<String> columns, Rows rows) {
        List<String> notes = new ArrayList<>();
        List<String> odd = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (int j = 0; j < columns.size(); j++) {
            double[] observed = mayBeOdd(rows, j) ? observed(rows, j) : new double[0];
            String name = columns.get(j);
            if (observed.length > 1 && Arrays.stream(observed).allMatch(x -> x == observed[0])) {
                notes.add(name + " is the same in all rows");
                odd.add(name);
            } else if (observed.length > 2 && Arrays.stream(observed).allMatch(x -> x == Math.rint(x))) {
                double[] sorted = Arrays.stream(observed).sorted().toArray();
                long distinct = 1
                        + IntStream.range(1, sorted.length)
                                .filter(i -> sorted[i] != sorted[i - 1])
                                .count();
                if (distinct == sorted.length && sorted[sorted.length - 1] - sorted[0] == sorted.length - 1) {
                    notes.add(name + " numbers the rows");
                    odd.add(name);
                } else if (distinct < GROUPS && distinct * ROWS_EACH <= sorted.length) {
                    groups.add(name);
                }
            }
        }
        if (2 * groups.size() < columns.size()) { // else they are answers on a scale
            groups.forEach(name -> notes.add(name + " has few whole values, as numbers of groups"));
            odd.addAll(groups);
        }
        return notes.isEmpty() || odd.size() == columns.size()
                ? Optional.empty()
                : Optional.of("fitted as the other columns: " + String.join("; ", notes) + "; leave out with --except "
                        + TableOptions.typed(odd));
    }

    /** Whether all values that are observed are whole, or the same: of most columns a few rows say that they are not. */
    private static boolean mayBeOdd(Rows rows, int j) {
        double first = Double.NaN;
        boolean same = true;
        boolean whole = true;
        for (int i = 0; i < rows.size() && (same || whole); i++) {
            double x = rows.get(i, j);
            if (!Double.isNaN(x)) {
                first = Double.isNaN(first) ? x : first;
                same &= x == first;
                whole &= x == Math.rint(x);
            }
        }
        return same || whole;
    }

    private static double[] observed(Rows rows, int j) {
        double[] observed = new double[rows.size()];
        int count = 0;
        for (int i = 0; i < observed.length; i++) {
            if (!Double.isNaN(rows.get(i, j))) {
                observed[count++] = rows.get(i, j);
            }
        }
        return Arrays.copyOf(observed, count);
    }
}
