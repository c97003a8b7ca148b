package org.em4j.gmm.start;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Labelled;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.search.Initializer;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * Starts from the rows whose component is known; components that no label names start from k-means++ clusters of the
 * others.
 *
 * @param labels {@code (n)}, zero-based, -1 where it is not known
 */
public record LabelledStart<P extends MultivariateNormal, S extends GaussianStatistics<S>>(
        CovarianceFamily<P, S> family, int k, Rows rows, int[] labels) implements Initializer<MixtureParameters<P>> {
    /** Checks that there are components enough. */
    public LabelledStart {
        int named = named(labels);
        if (named > k) {
            throw new InvalidDataException(named + " labels for " + k + " components; use more components");
        }
    }

    private static int named(int[] labels) {
        return Arrays.stream(labels).max().orElse(Labelled.UNKNOWN) + 1;
    }

    @Override
    public MixtureParameters<P> start(RandomGenerator random) {
        int named = named(labels);
        int[] all = labels.clone();
        Rows filled = GaussianImputation.of(rows).drawn(random);
        if (named < k) {
            int[] others = IntStream.range(0, all.length)
                    .filter(i -> all[i] == Labelled.UNKNOWN && rows.weight(i) > 0)
                    .toArray();
            if (others.length == 0) {
                throw new InvalidDataException(
                        "all rows are labelled, and none is left for more components; use " + named);
            }
            HardAssignmentStart.requireRows(k - named, rows.only(others));
            int[] clusters = RobustScaler.of(filled.only(others)).clusters().labels(k - named, random);
            for (int i = 0; i < others.length; i++) {
                all[others[i]] = named + clusters[i];
            }
        }
        return HardAssignmentStart.startOrShared(family, k, filled, all);
    }
}
