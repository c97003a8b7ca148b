package org.em4j.cli.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.io.Columns;

/** Probabilities of classes or states as CSV, after the one that each row is said to be of. */
final class Assignments {
    private Assignments() {}

    /** The most probable of each row, and all probabilities. */
    static String csv(String called, String prefix, List<double[]> probabilities) {
        return csv(
                called,
                prefix,
                probabilities.stream().mapToInt(Simplex::mostProbable).toArray(),
                probabilities);
    }

    /** One of each row, from 0, and all probabilities. */
    static String csv(String called, String prefix, int[] one, List<double[]> probabilities) {
        List<String> headings = new ArrayList<>(List.of(called));
        headings.addAll(Columns.numbered(prefix, probabilities.get(0).length));
        StringBuilder csv = new StringBuilder(String.join(",", headings)).append('\n');
        for (int i = 0; i < one.length; i++) {
            csv.append(one[i] + 1);
            Arrays.stream(probabilities.get(i)).forEach(p -> csv.append(',').append(p));
            csv.append('\n');
        }
        return csv.toString();
    }
}
