package org.em4j.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Initializer;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Moments;

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
    private static final int LLOYD_STEPS = 20;

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
        Moments moments = StartMoments.of(rows);
        family.component().start(moments);
        return new ClusteredStart(family, k, rows, moments);
    }

    private record Row(double[] x, double weight, double[] point) implements Clusterable {
        @Override
        public double[] getPoint() {
            return point;
        }
    }

    @Override
    public MixtureParameters<FactorParameters> start(RandomGenerator random) {
        List<CentroidCluster<Row>> clusters = new KMeansPlusPlusClusterer<Row>(
                        k,
                        LLOYD_STEPS,
                        new EuclideanDistance(),
                        new Well19937c(random.nextLong()),
                        KMeansPlusPlusClusterer.EmptyClusterStrategy.FARTHEST_POINT)
                .cluster(standardised());
        List<Moments> own = clusters.stream().map(this::moments).toList();
        double[] weights = new double[k];
        Arrays.setAll(weights, c -> own.get(c).weight() / moments.weight());
        FactorParameters within = within(own);
        List<FactorParameters> components = new ArrayList<>();
        for (Moments m : own) {
            components.add(family.parts().isEmpty() ? own(m, within) : within.at(m.mean()));
        }
        return new MixtureParameters<>(weights, components);
    }

    /** The rows of positive weight, and each as a point: its columns less their means, over their standard deviations. */
    private List<Row> standardised() {
        double[] mean = moments.mean();
        double[] sd = Correlations.of(moments).sd();
        List<Row> points = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.weight(i) > 0) {
                double[] x = rows.get(i);
                double[] point = new double[x.length];
                for (int j = 0; j < x.length; j++) {
                    x[j] = Double.isNaN(x[j]) ? mean[j] : x[j];
                    point[j] = (x[j] - mean[j]) / sd[j];
                }
                points.add(new Row(x, rows.weight(i), point));
            }
        }
        return points;
    }

    private Moments moments(CentroidCluster<Row> cluster) {
        Moments m = new Moments(moments.mean());
        cluster.getPoints().forEach(row -> m.add(row.x(), row.weight()));
        return m;
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
