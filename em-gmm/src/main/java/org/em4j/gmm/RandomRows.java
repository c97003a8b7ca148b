package org.em4j.gmm;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Initializer;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Moments;
import org.em4j.core.model.Statistics;

/**
 * Starts about rows drawn at random, different ones for different components, with equal weights and the covariance of all
 * rows: for where clusters mislead, and for many restarts.
 *
 * @param family what to start
 * @param k number of components
 * @param rows the data
 * @param moments of the data
 */
public record RandomRows<P extends Normal, S extends Statistics<S>>(
        CovarianceFamily<P, S> family, int k, Rows rows, Moments moments) implements Initializer<MixtureParameters<P>> {
    /**
     * Starts for k components on the rows; values that are missing are drawn, once, from one normal distribution.
     *
     * @throws InvalidDataException if there are fewer rows of positive weight than components
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    public static <P extends Normal, S extends Statistics<S>> RandomRows<P, S> of(
            CovarianceFamily<P, S> family, int k, Rows rows) {
        HardLabels.requireRows(k, rows);
        Rows filled = Filled.of(rows);
        Moments moments = Moments.of(filled);
        HardLabels.requireSpread(family, moments);
        return new RandomRows<>(family, k, filled, moments);
    }

    @Override
    public MixtureParameters<P> start(RandomGenerator random) {
        int[] some =
                IntStream.range(0, rows.size()).filter(i -> rows.weight(i) > 0).toArray();
        double[][] means = new double[k][];
        int left = some.length;
        for (int c = 0; c < k; c++) {
            do {
                int drawn = random.nextInt(left);
                means[c] = rows.get(some[drawn]);
                some[drawn] = some[--left];
            } while (left > k - 1 - c && isAmong(means, c));
        }
        return HardLabels.shared(family, moments, means);
    }

    /** Whether an earlier component has the same mean: the two would never part. */
    private static boolean isAmong(double[][] means, int c) {
        return Arrays.stream(means, 0, c).anyMatch(mean -> Arrays.equals(mean, means[c]));
    }
}
