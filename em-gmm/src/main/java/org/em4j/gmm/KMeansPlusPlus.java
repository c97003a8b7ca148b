package org.em4j.gmm;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
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
import org.em4j.core.model.Statistics;

/**
 * Starts from k-means++ clusterings (Arthur and Vassilvitskii 2007) of the columns in robust units: less their median,
 * over their interquartile range, and clipped at {@value #CLIP} of it, so that no far row gets a cluster to itself. A
 * cluster too small for a covariance of its own makes all components start from that of all rows.
 *
 * @param family what to start
 * @param k number of components
 * @param rows the data, without gaps
 */
public record KMeansPlusPlus<P extends Normal, S extends Statistics<S>>(CovarianceFamily<P, S> family, int k, Rows rows)
        implements Initializer<MixtureParameters<P>> {
    /** Clusters are sought among this many rows; more change the start little and cost much. */
    private static final int SAMPLE = 20_000;

    private static final int LLOYD_STEPS = 20;

    private static final double CLIP = 3;

    /**
     * Starts for k components on the rows; values that are missing are drawn, once, from one normal distribution.
     *
     * @throws InvalidDataException if there are fewer rows of positive weight than components
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    public static <P extends Normal, S extends Statistics<S>> KMeansPlusPlus<P, S> of(
            CovarianceFamily<P, S> family, int k, Rows rows) {
        return new KMeansPlusPlus<>(family, k, HardLabels.requireStart(family, k, rows));
    }

    @Override
    public MixtureParameters<P> start(RandomGenerator random) {
        return HardLabels.startOrShared(family, k, rows, labels(random));
    }

    /** The cluster of each row {@code (n)}. */
    int[] labels(RandomGenerator random) {
        double[][] points = RobustUnits.of(rows).points(CLIP);
        List<CentroidCluster<Row>> clusters = new KMeansPlusPlusClusterer<Row>(
                        k,
                        LLOYD_STEPS,
                        new EuclideanDistance(),
                        new Well19937c(random.nextLong()),
                        KMeansPlusPlusClusterer.EmptyClusterStrategy.FARTHEST_POINT)
                .cluster(sample(points, random));
        return nearest(clusters, points);
    }

    private record Row(double[] point) implements Clusterable {
        @Override
        public double[] getPoint() {
            return point;
        }
    }

    private List<Row> sample(double[][] points, RandomGenerator random) {
        List<Row> sample = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            boolean taken = points.length <= SAMPLE || random.nextDouble() * points.length < SAMPLE;
            if (taken && rows.weight(i) > 0) {
                sample.add(new Row(points[i]));
            }
        }
        return sample;
    }

    private static int[] nearest(List<CentroidCluster<Row>> clusters, double[][] points) {
        EuclideanDistance distance = new EuclideanDistance();
        int[] labels = new int[points.length];
        for (int i = 0; i < labels.length; i++) {
            double best = Double.POSITIVE_INFINITY;
            for (int c = 0; c < clusters.size(); c++) {
                double far =
                        distance.compute(points[i], clusters.get(c).getCenter().getPoint());
                if (far < best) {
                    best = far;
                    labels[i] = c;
                }
            }
        }
        return labels;
    }
}
