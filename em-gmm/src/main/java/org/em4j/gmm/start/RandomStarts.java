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

/** Starts that are drawn at random, on rows whose missing values are drawn from one normal distribution. */
public final class RandomStarts {
    /** Clusters are sought among this many rows; more change the start little and cost much. */
    private static final int SAMPLE = 20_000;

    private RandomStarts() {}

    /**
     * Starts from k-means++ clusterings (Arthur and Vassilvitskii 2007), whatever the columns' units. A cluster too small for a
     * covariance of its own makes all components start from that of all rows.
     *
     * @throws InvalidDataException if there are fewer rows of positive weight than components
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    public static <P extends MultivariateNormal, S extends GaussianStatistics<S>>
            Initializer<MixtureParameters<P>> kMeans(CovarianceFamily<P, S> family, int k, Rows rows) {
        GaussianImputation filled = HardAssignmentStart.requireStart(family, k, rows);
        return random -> {
            Rows all = filled.drawn(random);
            Rows some = all.only(Draw.some(all.size(), SAMPLE, random));
            return HardAssignmentStart.startOrShared(
                    family, k, some, RobustScaler.of(some).clusters().labels(k, random));
        };
    }

    /**
     * Starts about rows drawn at random, different ones for different components, with equal weights and the covariance of all
     * rows: for where clusters mislead, and for many restarts.
     *
     * @throws InvalidDataException if there are fewer rows of positive weight than components
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    public static <P extends MultivariateNormal, S extends GaussianStatistics<S>>
            Initializer<MixtureParameters<P>> aboutRows(CovarianceFamily<P, S> family, int k, Rows rows) {
        GaussianImputation filled = HardAssignmentStart.requireStart(family, k, rows);
        return random -> HardAssignmentStart.shared(family, filled.moments(), drawn(k, filled.drawn(random), random));
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
