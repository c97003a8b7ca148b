package org.em4j.gmm.start;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.search.Initializer;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.start.Draw;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * Starts about rows drawn at random, different ones for different components, with equal weights and the covariance of all
 * rows: for where clusters mislead, and for many restarts.
 */
public final class RandomRows<P extends MultivariateNormal, S extends GaussianStatistics<S>>
        implements Initializer<MixtureParameters<P>> {
    private final CovarianceFamily<P, S> family;
    private final int k;
    private final GaussianImputation filled;

    private RandomRows(CovarianceFamily<P, S> family, int k, GaussianImputation filled) {
        this.family = family;
        this.k = k;
        this.filled = filled;
    }

    /**
     * Starts for k components on the rows; values that are missing are drawn from one normal distribution.
     *
     * @throws InvalidDataException if there are fewer rows of positive weight than components
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    public static <P extends MultivariateNormal, S extends GaussianStatistics<S>> RandomRows<P, S> of(
            CovarianceFamily<P, S> family, int k, Rows rows) {
        return new RandomRows<>(family, k, HardAssignmentStart.requireStart(family, k, rows));
    }

    @Override
    public MixtureParameters<P> start(RandomGenerator random) {
        return HardAssignmentStart.shared(family, filled.moments(), drawn(k, filled.drawn(random), random));
    }

    /** Rows {@code (k x d)}, each by its weight; no two are equal, for they would never part, while there are others. */
    public static double[][] drawn(int k, Rows rows, RandomGenerator random) {
        double[][] drawn = new double[k][];
        double[] left = new double[rows.size()];
        for (int c = 0; c < k; c++) {
            if (Arrays.stream(left).allMatch(w -> w == 0)) {
                Arrays.setAll(left, rows::weight);
            }
            double[] row = rows.get(Draw.byWeight(left, random));
            for (int i = 0; i < left.length; i++) {
                left[i] = left[i] > 0 && Arrays.equals(row, rows.get(i)) ? 0 : left[i];
            }
            drawn[c] = row;
        }
        return drawn;
    }
}
