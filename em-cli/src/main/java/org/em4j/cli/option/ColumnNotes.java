package org.em4j.cli.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;
import org.em4j.io.Table;

/** What is odd about columns that nobody chose: such as are probably not meant to be fitted. */
final class ColumnNotes {
    /** Fewer distinct whole numbers than this, each of many rows, are perhaps names of groups. */
    private static final int GROUPS = 10;

    private static final int ROWS_EACH = 10;

    private ColumnNotes() {}

    /** A sentence on columns that do not vary, number the rows, or number groups; none where there is no such column. */
    static Optional<String> of(Table table) {
        List<String> notes = new ArrayList<>();
        List<String> odd = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (int j = 0; j < table.columns().size(); j++) {
            double[] observed = observed(table.rows(), j);
            String name = table.columns().get(j);
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
        if (2 * groups.size() < table.columns().size()) { // else they are answers on a scale
            groups.forEach(name -> notes.add(name + " has few whole values, as numbers of groups"));
            odd.addAll(groups);
        }
        return notes.isEmpty() || odd.size() == table.columns().size()
                ? Optional.empty()
                : Optional.of("fitted as the other columns: " + String.join("; ", notes) + "; leave out with --except "
                        + TableOptions.typed(odd));
    }

    private static double[] observed(Rows rows, int j) {
        return IntStream.range(0, rows.size())
                .mapToDouble(i -> rows.get(i, j))
                .filter(x -> !Double.isNaN(x))
                .toArray();
    }
}
