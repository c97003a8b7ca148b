package org.em4j.cli.large;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;

/**
 * What the weights of rows sum to, which BIC, tests and errors take for the number of rows.
 *
 * @param sum of the weights
 * @param rows of positive weight
 * @param counts whether each weight is a whole number
 */
public record WeightSum(double sum, int rows, boolean counts) {
    /** Sums of as many decimal fractions as rows differ from the number of rows by no more. */
    private static final double ROUNDING = 1e-6;

    public static WeightSum of(Rows rows) {
        double[] weights = IntStream.range(0, rows.size())
                .mapToDouble(rows::weight)
                .filter(w -> w > 0)
                .toArray();
        boolean counts = IntStream.range(0, weights.length).allMatch(i -> weights[i] == Math.rint(weights[i]));
        return new WeightSum(rows.totalWeight(), weights.length, counts);
    }

    /** A sentence where the sum is no number of rows: weights that are no counts, and do not sum to the rows either. */
    public Optional<String> warning() {
        boolean normalised = Math.abs(sum - rows) <= ROUNDING * rows;
        return counts || normalised
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the weights of %d rows sum to %.6g, and BIC, tests and errors take that for the number of rows; give counts,"
                                + " or weights that sum to %d",
                        rows,
                        sum,
                        rows));
    }
}
