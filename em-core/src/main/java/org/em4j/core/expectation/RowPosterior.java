package org.em4j.core.expectation;

import java.util.function.Function;
import org.em4j.core.data.Pattern;
import org.em4j.core.data.Rows;
import org.em4j.core.model.Posterior;

/** The posterior of a row that may have gaps: it says what is to be expected in them. */
public interface RowPosterior extends Posterior {
    /** What a column, zero-based, is expected to be where it is missing, given what is observed of the row. */
    double expected(int column);

    /**
     * The rows {@code (n x d)}, each missing value as it is expected to be given the others of its row:
     * {@code RowPosterior.complete(model.posterior(theta), rows)}.
     */
    static double[][] complete(Function<double[], ? extends RowPosterior> posterior, Rows rows) {
        double[][] filled = rows.toArray();
        for (double[] x : filled) {
            int[] missing = Pattern.of(x).missing();
            if (missing.length > 0) {
                RowPosterior row = posterior.apply(x);
                for (int j : missing) {
                    x[j] = row.expected(j);
                }
            }
        }
        return filled;
    }
}
