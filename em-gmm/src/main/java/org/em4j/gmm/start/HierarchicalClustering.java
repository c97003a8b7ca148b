package org.em4j.gmm.start;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.Moments;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.linalg.Spectrum;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.start.Draw;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * Rows joined two clusters at a time, by a likelihood with a covariance for each cluster (Banfield and Raftery 1993; Fraley
 * 1998): one tree holds a start for every number of components, and no chance enters. It is mclust's default: columns are
 * standardised, and each principal component is divided by the root of its standard deviation.
 *
 * <p>Equal rows are one row of their weights from the first: so a weight of k is k copies. Of more rows than {@value #SAMPLE}, so
 * many are drawn and joined, and the rest is for EM. Missing values are drawn.
 */
public final class HierarchicalClustering {
    private static final int SAMPLE = 2_000;

    /** Of wide rows fewer: so many numbers, but no fewer rows than {@value #LEAST}. */
    private static final int NUMBERS = 10_000;

    private static final int LEAST = 200;

    private final Rows rows;
    private final Moments moments;
    private final int[] different; // of each row: which of those that differ
    private final int[][] joins; // cluster joined, into; in order

    private HierarchicalClustering(Rows rows, int[] different, Moments moments, int[][] joins) {
        this.rows = rows;
        this.different = different;
        this.moments = moments;
        this.joins = joins;
    }

    /** Joins rows; a sample of many. */
    public static HierarchicalClustering of(Rows rows, RandomGenerator random) {
        return joined(GaussianImputation.of(rows.informative()).drawn(random), random);
    }

    /** Joins rows without gaps, all of positive weight. */
    public static HierarchicalClustering joined(Rows rows, RandomGenerator random) {
        int most = Math.min(SAMPLE, Math.max(LEAST, NUMBERS / rows.columns()));
        Rows some = rows.only(Draw.some(rows.size(), most, random));
        int[] different = different(some);
        Rows each = each(some, different);
        Moments moments = Moments.of(some);
        return new HierarchicalClustering(
                some, different, moments, new AgglomerativeMerger(scaled(each, moments), each).joins());
    }

    /** The number of each row among those that differ, in the order of the first of each. */
    private static int[] different(Rows rows) {
        Map<List<Double>, Integer> numbers = new HashMap<>();
        int[] different = new int[rows.size()];
        Arrays.setAll(different, i -> {
            List<Double> row =
                    Arrays.stream(rows.get(i)).map(x -> x + 0.0).boxed().toList(); // -0 is 0
            return numbers.computeIfAbsent(row, key -> numbers.size());
        });
        return different;
    }

    /** Rows that differ, with the weights of equal ones together. */
    private static Rows each(Rows rows, int[] different) {
        int n = Arrays.stream(different).max().orElseThrow() + 1;
        double[][] x = new double[n][];
        double[] weights = new double[n];
        for (int i = different.length - 1; i >= 0; i--) {
            x[different[i]] = rows.get(i);
            weights[different[i]] += rows.weight(i);
        }
        return Rows.of(x).weighted(weights);
    }

    /**
     * The start of a family's mixture that the k clusters give.
     *
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    public <P extends MultivariateNormal, S extends GaussianStatistics<S>> MixtureParameters<P> start(
            CovarianceFamily<P, S> family, int k) {
        HardAssignmentStart.requireSpread(family, moments);
        return HardAssignmentStart.startOrShared(family, k, rows, labels(k));
    }

    /** The clusters of the rows that were joined when k are left, numbered from 0 in the order of their first rows. */
    int[] labels(int k) {
        int n = joins.length + 1;
        int[] into = new int[n];
        Arrays.setAll(into, i -> i);
        for (int m = 0; m < n - k; m++) {
            into[joins[m][0]] = joins[m][1];
        }
        int[] labels = new int[n];
        int next = 0;
        for (int i = 0; i < n; i++) { // clusters join those of rows before them
            labels[i] = into[i] == i ? next++ : labels[into[i]];
        }
        return Arrays.stream(different).map(i -> labels[i]).toArray();
    }

    private static double[][] scaled(Rows rows, Moments moments) {
        int d = rows.columns();
        double[] mean = moments.mean();
        double[] covariance = moments.covariance();
        double[] sd = new double[d];
        Arrays.setAll(sd, j -> covariance[j * (d + 1)] > 0 ? Math.sqrt(covariance[j * (d + 1)]) : 1);
        double[][] correlations = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                correlations[i][j] = covariance[i * d + j] / (sd[i] * sd[j]);
            }
        }
        Spectrum axes = Spectrum.of(new Array2DRowRealMatrix(correlations));
        double[] variances = axes.values();
        double[][] points = new double[rows.size()][d];
        for (int i = 0; i < points.length; i++) {
            for (int c = 0; c < d && variances[c] > 1e-12 * variances[0]; c++) {
                for (int j = 0; j < d; j++) {
                    points[i][c] +=
                            (rows.get(i, j) - mean[j]) / sd[j] * axes.axes().getEntry(j, c);
                }
                points[i][c] /= Math.pow(rows.size() * variances[c], 0.25);
            }
        }
        return points;
    }
}
