package org.em4j.validation.reproduce.em3695.example;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.Sums;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Matrices;
import org.em4j.validation.reproduce.Normals;

/**
 * A Gaussian mixture at parameters that another library's means and covariances of some groups of rows give: nowhere
 * near a fixed point, so that old and new parameters differ.
 */
public record MixtureCase(
        String name, double[][] x, double[] weights, double[][] means, double[][][] covariances, Rows rows) {
    /** Iris in three groups that mix the species. */
    public static MixtureCase iris() {
        return of("iris, K = 3", DataSet.IRIS, 3, i -> (i + 20) / 50 % 3);
    }

    /** Old Faithful in two groups, of which one takes some of the other's rows. */
    public static MixtureCase faithful() {
        double[][] x = DataSet.FAITHFUL.rows().toArray();
        return of("faithful, K = 2", DataSet.FAITHFUL, 2, i -> x[i][0] > 2.8 && i % 5 > 0 ? 1 : 0);
    }

    public static List<MixtureCase> all() {
        return List.of(iris(), faithful());
    }

    private static MixtureCase of(String name, DataSet data, int k, IntUnaryOperator group) {
        Rows rows = data.rows();
        double[][] x = rows.toArray();
        double[] weights = new double[k];
        double[][] means = new double[k][];
        double[][][] covariances = new double[k][][];
        for (int c = 0; c < k; c++) {
            int component = c;
            double[][] members = IntStream.range(0, x.length)
                    .filter(i -> group.applyAsInt(i) == component)
                    .mapToObj(i -> x[i])
                    .toArray(double[][]::new);
            weights[c] = (double) members.length / x.length;
            means[c] = new double[x[0].length];
            for (double[] row : members) {
                for (int j = 0; j < row.length; j++) {
                    means[c][j] += row[j] / members.length;
                }
            }
            covariances[c] =
                    new Covariance(members, false).getCovarianceMatrix().getData();
        }
        return new MixtureCase(name, x, weights, means, covariances, rows);
    }

    /** The maximum-likelihood covariance of rows by another library. */
    public static double[][] covarianceOf(double[][] rows) {
        return new Covariance(rows, false).getCovarianceMatrix().getData();
    }

    public int size() {
        return weights.length;
    }

    public MixtureParameters<FullNormal> theta() {
        return CovarianceFamily.FULL.parameters(weights, means, covariances);
    }

    public Mixture<double[], FullNormal, MissingValuePosterior, Moments> model() {
        return CovarianceFamily.FULL.mixture(size(), x[0].length);
    }

    /** The product's responsibilities {@code (n x K)}, in tiles. */
    public double[][] responsibilities() {
        return new GaussianMixture<>(CovarianceFamily.FULL, theta()).responsibilities(rows);
    }

    /** The product's M-step. */
    public GaussianMixture<FullNormal, Moments> maximized() {
        MixtureParameters<FullNormal> theta = theta();
        MixtureStatistics<Sums, Moments> s =
                Expectation.of(model(), theta, rows).statistics();
        return new GaussianMixture<>(CovarianceFamily.FULL, model().maximize(s, theta));
    }

    /** Log joint densities {@code log p(x_i, z_i = k)} {@code (n x K)} of some rows by another library. */
    public double[][] logJoint(double[][] some) {
        double[][] joint = new double[some.length][size()];
        for (int k = 0; k < size(); k++) {
            ToDoubleFunction<double[]> density = Normals.logDensity(means[k], covariances[k]);
            for (int i = 0; i < some.length; i++) {
                joint[i][k] = Math.log(weights[k]) + density.applyAsDouble(some[i]);
            }
        }
        return joint;
    }

    public double[][] logJoint() {
        return logJoint(x);
    }

    /** {@code log Σ exp}. */
    public static double logSum(double[] logs) {
        double max = Arrays.stream(logs).max().orElseThrow();
        return max + Math.log(Arrays.stream(logs).map(v -> Math.exp(v - max)).sum());
    }

    /** Bayes' rule with another library's densities. */
    public static double[] bayes(double[] logJoint) {
        double evidence = logSum(logJoint);
        return Arrays.stream(logJoint).map(v -> Math.exp(v - evidence)).toArray();
    }

    /** The observed log-likelihood by another library's densities. */
    public double logLikelihood() {
        return Arrays.stream(logJoint()).mapToDouble(MixtureCase::logSum).sum();
    }

    /** A copy at other parameters. */
    public MixtureCase at(double[] otherWeights, double[][] otherMeans, double[][][] otherCovariances) {
        return new MixtureCase(name, x, otherWeights, otherMeans, otherCovariances, rows);
    }

    /** A copy with the first component's covariance for all. */
    public MixtureCase withFirstCovariance() {
        double[][][] same = new double[size()][][];
        Arrays.fill(same, covariances[0]);
        return at(weights, means, same);
    }

    /** A copy at a mixture's parameters. */
    public MixtureCase at(GaussianMixture<?, ?> mixture) {
        return at(mixture.weights(), mixture.means(), mixture.covariances());
    }

    /** All parameters in a line, to compare. */
    double[] flat() {
        double[] flat = weights.clone();
        flat = Matrices.concat(flat, Matrices.flat(means));
        for (double[][] c : covariances) {
            flat = Matrices.concat(flat, Matrices.flat(c));
        }
        return flat;
    }
}
