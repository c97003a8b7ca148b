package org.em4j.validation.reproduce.em3695;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.DiagonalNormal;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.HardAssignmentStart;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Matrices;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;
import org.em4j.validation.reproduce.Reproduction;
import org.em4j.validation.reproduce.em3695.example.Climb;
import org.em4j.validation.reproduce.em3695.example.MixtureCase;
import org.em4j.validation.reproduce.em3695.example.MixturePictures;

/** What a responsibility is, and what a weight is. */
final class MixtureClaims {
    private static final double[] VARIANCES = {1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001};

    private MixtureClaims() {}

    @Check("soft-vs-hard")
    static void softContainsHard(Evidence evidence) {
        double[][] x = DataSet.FAITHFUL.standardised();
        List<CentroidCluster<DoublePoint>> clusters = new KMeansPlusPlusClusterer<DoublePoint>(
                        2, -1, new EuclideanDistance(), new Well19937c(Reproduction.SEED))
                .cluster(Arrays.stream(x).map(DoublePoint::new).toList());
        double[][] centres =
                clusters.stream().map(c -> c.getCenter().getPoint()).toArray(double[][]::new);
        double[][] hard = hard(x, clusters.get(0));
        evidence.on("faithful, standardised, K = 2");
        double[] distances = new double[VARIANCES.length];
        List<Picture.Panel> panels = new ArrayList<>();
        for (int v = 0; v < VARIANCES.length; v++) {
            MixtureCase at = spheres(x, centres, VARIANCES[v]);
            double[][] r = responsibilities(at);
            distances[v] = meanDistance(r, hard);
            if (v % 2 == 0 && v <= 4) {
                panels.add(MixturePictures.frame(
                        "variance " + VARIANCES[v], Axis.linear("eruption"), Axis.linear(v == 0 ? "wait" : ""), at, r));
            }
        }
        long both = Arrays.stream(responsibilities(spheres(x, centres, 1)))
                .filter(r -> Math.min(r[0], r[1]) > 0.1)
                .count();
        evidence.figure("rows that belong to both by more than a tenth, at variance 1", Long.toString(both));
        evidence.holds("at variance 1 some rows belong to both", both > 0);
        evidence.holds(
                "the smaller the variance, the nearer to k-means",
                IntStream.range(1, distances.length).allMatch(v -> distances[v] <= distances[v - 1]));
        MixtureCase hardest = spheres(x, centres, 1e-6);
        evidence.within(
                "responsibilities at variance 1e-6 against k-means' assignment",
                largest(responsibilities(hardest), hard),
                0);
        evidence.within(
                "means of the M-step there against k-means' centres",
                largest(maximized(hardest).means(), centres),
                1e-13);
        softPictures(panels, distances).forEach(evidence::picture);
    }

    private static double[][] hard(double[][] x, CentroidCluster<DoublePoint> first) {
        return Arrays.stream(x)
                .map(row ->
                        first.getPoints().contains(new DoublePoint(row)) ? new double[] {1, 0} : new double[] {0, 1})
                .toArray(double[][]::new);
    }

    private static List<Picture> softPictures(List<Picture.Panel> panels, double[] distances) {
        return List.of(
                new Picture(
                        "soft-vs-hard",
                        "Old Faithful about k-means' two centres, with one spherical variance that shrinks. Colour is"
                                + " responsibility, from one component to the other; ellipses are two standard deviations.",
                        panels),
                new Picture(
                        "soft-to-hard",
                        "How far responsibilities are from k-means' assignment, a mean over the rows, as the variance shrinks.",
                        List.of(new Plot(
                                "",
                                Axis.logarithmic("variance of both spheres"),
                                Axis.linear("mean |r − hard|"),
                                List.of(new Series("", VARIANCES, distances, Mark.LINE, 0))))));
    }

    private static MixtureCase spheres(double[][] x, double[][] centres, double variance) {
        double[][] sphere = Matrices.diagonal(variance, variance);
        return new MixtureCase(
                "spheres", x, new double[] {0.5, 0.5}, centres, new double[][][] {sphere, sphere}, Rows.of(x));
    }

    private static MixtureParameters<DiagonalNormal> spherical(MixtureCase at) {
        return CovarianceFamily.SPHERICAL.parameters(at.weights(), at.means(), at.covariances());
    }

    private static double[][] responsibilities(MixtureCase at) {
        return new GaussianMixture<>(CovarianceFamily.SPHERICAL, spherical(at)).responsibilities(at.rows());
    }

    private static GaussianMixture<?, ?> maximized(MixtureCase at) {
        var model = CovarianceFamily.SPHERICAL.mixture(2, 2);
        var statistics = Expectation.of(model, spherical(at), at.rows()).statistics();
        return new GaussianMixture<>(CovarianceFamily.SPHERICAL, model.maximize(statistics, spherical(at)));
    }

    private static double meanDistance(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i][0] - b[i][0]) / a.length;
        }
        return sum;
    }

    private static double largest(double[][] a, double[][] b) {
        return Arrays.stream(Matrices.minus(Matrices.flat(a), Matrices.flat(b)))
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    @Check("weights-are-proportions")
    static void weightsAreProportions(Evidence evidence) {
        int[] labels = new int[6_000];
        Rows rows = ofThree(labels);
        int n = labels.length;
        double[] proportions = new double[3];
        for (int label : labels) {
            proportions[label] += 1.0 / n;
        }
        evidence.on("6,000 rows of three known components");
        MixtureParameters<FullNormal> atLabels = HardAssignmentStart.start(CovarianceFamily.FULL, 3, rows, labels);
        evidence.within(
                "weights under the labels as responsibilities against the proportions",
                largest(new double[][] {atLabels.weights()}, new double[][] {proportions}),
                1e-13);
        int[] blurred = labels.clone();
        for (int i = 0; i < n; i += 2) {
            blurred[i] = i / 2 % 3;
        }
        Climb<MixtureParameters<FullNormal>> climb = Climb.of(
                CovarianceFamily.FULL.mixture(3, 2),
                rows,
                HardAssignmentStart.start(CovarianceFamily.FULL, 3, rows, blurred),
                40);
        double[] fitted = climb.last().theta().weights();
        for (int k = 0; k < 3; k++) {
            double error = Math.sqrt(proportions[k] * (1 - proportions[k]) / n);
            evidence.standardErrors("weight " + (k + 1) + " of the fit", (fitted[k] - proportions[k]) / error);
            evidence.figure(
                    "component " + (k + 1),
                    String.format(Locale.ROOT, "weight %.4f, proportion %.4f", fitted[k], proportions[k]));
        }
        evidence.picture(weightsPicture(climb, proportions));
    }

    /** A row of one of three known components for each label, which is written. */
    private static Rows ofThree(int[] labels) {
        double[] shares = {0.5, 0.3, 0.2};
        RandomGenerator random = new Well19937c(Reproduction.SEED);
        MultivariateNormalDistribution[] components = {
            new MultivariateNormalDistribution(random, new double[] {0, 0}, new double[][] {{1, 0.5}, {0.5, 1}}),
            new MultivariateNormalDistribution(random, new double[] {3, 1}, new double[][] {{1, -0.3}, {-0.3, 0.6}}),
            new MultivariateNormalDistribution(random, new double[] {0, 4}, new double[][] {{2, 0}, {0, 0.5}})
        };
        double[][] x = new double[labels.length][];
        for (int i = 0; i < x.length; i++) {
            double u = random.nextDouble();
            labels[i] = u < shares[0] ? 0 : u < shares[0] + shares[1] ? 1 : 2;
            x[i] = components[labels[i]].sample();
        }
        return Rows.of(x);
    }

    private static Picture weightsPicture(Climb<MixtureParameters<FullNormal>> climb, double[] proportions) {
        List<Series> series = new ArrayList<>();
        double[] steps = climb.steps();
        for (int k = 0; k < proportions.length; k++) {
            int component = k;
            double[] weights = climb.iterates().stream()
                    .mapToDouble(at -> at.theta().weights()[component])
                    .toArray();
            double[] level = new double[steps.length];
            Arrays.fill(level, proportions[k]);
            series.add(new Series("weight " + (k + 1), steps, weights, Mark.LINE, k / 2.0));
            series.add(new Series("", steps, level, Mark.DASHES, k / 2.0));
        }
        return new Picture(
                "weights",
                "The three weights over the iterations, from a start with half of the labels wrong; dashed, the"
                        + " proportions of the labels that the rows were drawn with.",
                List.of(new Plot("", Axis.linear("iteration"), Axis.linear("weight"), series)));
    }
}
