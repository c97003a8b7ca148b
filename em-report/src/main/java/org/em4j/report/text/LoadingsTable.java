package org.em4j.report.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.TextTable;
import org.em4j.factor.report.FactorSolution;

/**
 * How loadings are set out to be read, as by {@code print(fa, sort =, cut =)} of R's psych.
 *
 * @param sorted whether columns stand by the factor that they load on most, the largest loading first; else as they came
 * @param cut loadings that are smaller, whatever their sign, are left blank; 0 for none
 */
public record LoadingsTable(boolean sorted, double cut) {
    /** All loadings, with the columns as they came. */
    public static final LoadingsTable WHOLE = new LoadingsTable(false, 0);

    /** Checks the cut. */
    public LoadingsTable {
        if (!(cut >= 0)) {
            throw new IllegalArgumentException("loadings are cut below a size of zero or more, not " + cut);
        }
    }

    /** Loadings, communality, uniqueness and, where there is one, sampling adequacy of each column. */
    TextTable of(FactorSolution solution, List<String> columns) {
        List<String> headings = new ArrayList<>(List.of("column"));
        IntStream.rangeClosed(1, solution.factors()).forEach(a -> headings.add("factor " + a));
        headings.addAll(List.of("communality", "uniqueness"));
        solution.adequacy().ifPresent(a -> headings.add("KMO"));
        TextTable table = new TextTable(headings);
        double[][] pattern = solution.pattern();
        double[] communalities = solution.communalities();
        double[] uniquenesses = solution.uniquenesses();
        order(pattern).forEach(j -> {
            List<String> line = new ArrayList<>(List.of(columns.get(j)));
            Arrays.stream(pattern[j]).forEach(l -> line.add(Math.abs(l) < cut ? "" : TextTable.number(l)));
            line.add(TextTable.number(communalities[j]));
            line.add(TextTable.number(uniquenesses[j]));
            solution.adequacy().ifPresent(a -> line.add(TextTable.number(a.columns()[j])));
            table.line(line);
        });
        return table;
    }

    /** The columns, zero-based, from above. */
    List<Integer> order(double[][] pattern) {
        Comparator<Integer> byFactor = Comparator.comparingInt(j -> most(pattern[j]));
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, pattern.length).boxed().toList());
        if (sorted) {
            order.sort(byFactor.thenComparingDouble(j -> -Math.abs(pattern[j][most(pattern[j])])));
        }
        return order;
    }

    private static int most(double[] row) {
        int most = 0;
        for (int a = 1; a < row.length; a++) {
            most = Math.abs(row[a]) > Math.abs(row[most]) ? a : most;
        }
        return most;
    }
}
