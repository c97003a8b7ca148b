package org.em4j.core.model;

import org.em4j.core.data.Pattern;
import org.em4j.core.data.Rows;

/** The posterior of a row with gaps that says what is to be expected in them. */
public interface Completing extends Posterior {
    /** What column j, zero-based, is expected to be where it is missing. */
    double expected(int j);

    /**
     * The rows {@code (n x d)}, each missing value as it is expected to be given the others of its row.
     *
     * @param model whose posteriors of rows with gaps are of this kind
     */
    static <P> double[][] complete(LatentModel<double[], P, ?, ?> model, P theta, Rows rows) {
        var posterior = model.posterior(theta);
        double[][] filled = rows.toArray();
        for (double[] x : filled) {
            int[] missing = Pattern.of(x).missing();
            if (missing.length > 0) {
                Completing row = (Completing) posterior.apply(x);
                for (int j : missing) {
                    x[j] = row.expected(j);
                }
            }
        }
        return filled;
    }
}
