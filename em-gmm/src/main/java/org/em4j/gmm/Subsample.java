package org.em4j.gmm;

import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.start.Draw;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.GaussianImputation;
import org.em4j.gmm.start.HardAssignmentStart;

/**
 * Rows that starts are judged by: all, or of very many some, drawn at random.
 *
 * @param isPart whether others were left out
 */
record Subsample(Rows rows, boolean isPart) {
    /** How many rows are enough to tell starts apart. */
    static final int SIZE = 2_000;

    static Subsample of(Rows rows, long seed) {
        Rows drawn = rows.only(Draw.some(rows.size(), SIZE, Randomness.of(seed)));
        boolean isPart = drawn.size() < rows.size() && hasSpread(drawn);
        return new Subsample(isPart ? drawn : rows, isPart);
    }

    /** Whether columns vary in a sample: some may do so in few rows only. */
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
