package org.em4j.gmm.start;

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
 * Starts from k-means++ clusterings (Arthur and Vassilvitskii 2007), whatever the columns' units. A cluster too small for a
 * covariance of its own makes all components start from that of all rows.
 */
public final class KMeansPlusPlus<P extends MultivariateNormal, S extends GaussianStatistics<S>>
        implements Initializer<MixtureParameters<P>> {
    /** Clusters are sought among this many rows; more change the start little and cost much. */
    private static final int SAMPLE = 20_000;

    private final CovarianceFamily<P, S> family;
    private final int k;
    private final GaussianImputation filled;

    private KMeansPlusPlus(CovarianceFamily<P, S> family, int k, GaussianImputation filled) {
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
    public static <P extends MultivariateNormal, S extends GaussianStatistics<S>> KMeansPlusPlus<P, S> of(
            CovarianceFamily<P, S> family, int k, Rows rows) {
        return new KMeansPlusPlus<>(family, k, HardAssignmentStart.requireStart(family, k, rows));
    }

    @Override
    public MixtureParameters<P> start(RandomGenerator random) {
        Rows rows = filled.drawn(random);
        Rows some = rows.only(Draw.some(rows.size(), SAMPLE, random));
        return HardAssignmentStart.startOrShared(
                family, k, some, RobustScaler.of(some).clusters().labels(k, random));
    }
}
