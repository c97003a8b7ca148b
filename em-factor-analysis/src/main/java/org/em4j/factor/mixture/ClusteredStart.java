package org.em4j.factor.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.search.Initializer;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.start.KMeans;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.start.Correlations;
import org.em4j.factor.start.MeanImputedMoments;

/**
 * Starts for mixtures of factor models: k-means++ clusters (Arthur and Vassilvitskii 2007) of the standardised columns, and
 * for each a factor model of its rows. One too small for that, and all where something is shared, take loadings and noise
 * from the scatter within all clusters.
 *
 * @param family what to start
 * @param k number of components
 * @param rows the data; what is missing counts as its column's mean
 * @param moments of the data
 */
public record ClusteredStart(SharedFactors family, int k, Rows rows, Moments moments)
        implements Initializer<MixtureParameters<FactorParameters>> {
    /**
     * Starts for k components on the rows.
     *
     * @throws InvalidDataException if there are fewer rows of positive weight than components
     * @throws DegenerateException if a column does not vary
     */
    public static ClusteredStart of(SharedFactors family, int k, Rows rows) {
        long some =
                IntStream.range(0, rows.size()).filter(i -> rows.weight(i) > 0).count();
        if (some < k) {
            throw new InvalidDataException(
                    some + " rows of positive weight for " + k + " components; use fewer components");
        }
        Moments moments = MeanImputedMoments.of(rows);
        family.component().start(moments);
        return new ClusteredStart(family, k, rows, moments);
    }

    @Override
    public MixtureParameters<FactorParameters> start(RandomGenerator random) {
        List<Moments> own = clusters(random);
        double[] weights = own.stream().mapToDouble(Moments::weight).toArray();
        double total = Arrays.stream(weights).sum();
        Arrays.setAll(weights, c -> weights[c] / total);
        FactorParameters within = within(own);
        List<FactorParameters> components = new ArrayList<>();
        for (Moments m : own) {
            components.add(family.parts().isEmpty() ? own(m, within) : within.at(m.mean()));
        }
        return new MixtureParameters<>(weights, components);
    }

    /** Moments of each cluster, its gaps filled with the columns' means; of all rows for one that is empty. */
    private List<Moments> clusters(RandomGenerator random) {
        double[] mean = moments.mean();
        double[][] x = rows.toArray();
        double[] weights = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] row = x[i];
            Arrays.setAll(row, j -> Double.isNaN(row[j]) ? mean[j] : row[j]);
            weights[i] = rows.weight(i);
        }
        int[] labels = new KMeans(standardised(x), weights).labels(k, random);
        List<Moments> clusters = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            Moments cluster = new Moments(mean);
            for (int i = 0; i < x.length; i++) {
                if (labels[i] == c) {
                    cluster.add(x[i], weights[i]);
                }
            }
            clusters.add(cluster.weight() > 0 ? cluster : moments);
        }
        return clusters;
    }

    /** Columns less their means, over their standard deviations. Digits that a change of units could change are left out. */
    private double[][] standardised(double[][] x) {
        double[] mean = moments.mean();
        double[] sd = Correlations.of(moments).sd();
        double[][] points = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            double[] row = x[i].clone();
            Arrays.setAll(row, j -> (float) ((row[j] - mean[j]) / sd[j]));
            points[i] = row;
        }
        return points;
    }

    /** A factor model of the scatter within clusters; of all scatter where there is none within. */
    private FactorParameters within(List<Moments> own) {
        Moments pooled = new Moments(new double[rows.columns()]);
        for (Moments m : own) {
            pooled.addScaled(1, Moments.of(m.weight(), new double[rows.columns()], square(m.covariance())));
        }
        try {
            return family.component().start(pooled);
        } catch (DegenerateException e) {
            return family.component().start(moments);
        }
    }

    private FactorParameters own(Moments m, FactorParameters within) {
        try {
            return family.component().start(m);
        } catch (DegenerateException e) {
            return within.at(m.mean());
        }
    }

    private static double[][] square(double[] flat) {
        int d = (int) Math.sqrt(flat.length);
        double[][] c = new double[d][];
        Arrays.setAll(c, i -> Arrays.copyOfRange(flat, i * d, (i + 1) * d));
        return c;
    }
}
