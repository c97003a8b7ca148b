package org.em4j.gmm;

import org.em4j.core.data.RowObservations;
import org.em4j.core.data.Rows;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.start.RowSample;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.GaussianImputation;
import org.em4j.gmm.start.HardAssignmentStart;

/**
 * Rows that starts are judged by: all that say something, or of very many some, drawn at random.
 *
 * @param isPart whether others were left out
 */
record Subsample(Rows rows, boolean isPart) {
    /** How many rows are enough to tell starts apart. */
    static final int SIZE = 2_000;

    /** By how many times a sample grows in which a column does not vary. */
    private static final int MORE = 10;

    /** Columns may vary in a few rows only, which more are drawn for. */
    static Subsample of(RowObservations rows, long seed) {
        long all = rows.profile().informative();
        long size = SIZE;
        while (true) {
            Rows drawn = RowSample.of(rows, (int) Math.min(size, Integer.MAX_VALUE), seed);
            if (drawn.size() == all || hasSpread(drawn)) {
                return new Subsample(drawn, drawn.size() < all);
            }
            size *= MORE;
        }
    }

    private static boolean hasSpread(Rows sample) {
        try {
            HardAssignmentStart.requireSpread(
                    CovarianceFamily.FULL, GaussianImputation.of(sample).moments());
            return true;
        } catch (DegenerateException e) {
            return false;
        }
    }
}
