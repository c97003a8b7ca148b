package org.em4j.cli.task;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;
import org.em4j.gmm.GaussianMixture;

/**
 * Rows that lie further out than one in {@value #ONE_IN} of their component would.
 *
 * @param rows zero-based
 * @param of how many
 */
record Outliers(int[] rows, int of) {
    private static final int ONE_IN = 1000;
    private static final int LISTED = 10;

    static Outliers of(GaussianMixture<?, ?> mixture, Rows rows) {
        double[] tails = mixture.tails(rows);
        int[] far = IntStream.range(0, tails.length)
                .filter(i -> tails[i] < 1.0 / ONE_IN)
                .toArray();
        return new Outliers(far, tails.length - rows.blank());
    }

    /** A line for a summary, if there are any. */
    String describe() {
        if (rows.length == 0) {
            return "";
        }
        String listed =
                IntStream.of(rows).limit(LISTED).mapToObj(i -> "" + (i + 1)).collect(Collectors.joining(", "));
        return "further out than 1 in " + ONE_IN + " of their component: " + rows.length + " of " + of + " rows, "
                + listed + (rows.length > LISTED ? ", ..." : "") + "\n";
    }
}
