package org.em4j.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.clustering.GaussianMixture;
import org.apache.spark.mllib.clustering.GaussianMixtureModel;
import org.apache.spark.mllib.linalg.Matrices;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.stat.distribution.MultivariateGaussian;
import org.apache.spark.sql.SparkSession;
import org.em4j.core.data.Missing;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * Fits one mixture of full covariances from one start by Spark MLlib and by em4j, as many iterations each, on the same rows, cached
 * in the same session, which the properties {@code spark.*} choose. Run by {@code em-benchmarks/spark}.
 */
public final class BesideMllib {
    /** Nanoseconds of fits that are not measured. */
    private static final long WARM_UP = 20_000_000_000L;

    private final int d;
    private final int k;
    private final JavaRDD<double[]> rows;

    private BesideMllib(JavaSparkContext context, int n, int d, int k) {
        this.d = d;
        this.k = k;
        List<Integer> parts = List.of(0, 1, 2, 3);
        rows = context.parallelize(parts, parts.size())
                .flatMap(p -> IntStream.range((int) ((long) n * p / 4), (int) ((long) n * (p + 1) / 4))
                        .mapToObj(i -> row(i, d, k))
                        .iterator());
    }

    /** Row i is a function of i: of group i modulo K, about a point of a lattice that is bent a little. */
    private static double[] row(int i, int d, int k) {
        Random random = new Random(i * 7919L);
        double own = random.nextGaussian();
        int group = i % k;
        return IntStream.range(0, d)
                .mapToDouble(j -> 2.5 * (group >> j % 4 & 1) + 0.1 * group + 0.5 * own + random.nextGaussian())
                .toArray();
    }

    /** Takes the numbers of rows, columns, components and iterations. */
    public static void main(String[] arguments) throws IOException {
        int[] sizes = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
            new BesideMllib(context, sizes[0], sizes[1], sizes[2]).tell(sizes[3]);
        }
    }

    private void tell(int iterations) {
        System.out.println("| | seconds for 1 iteration | for " + iterations + " | an iteration | log-likelihood |");
        System.out.println("|---|---|---|---|---|");
        JavaRDD<Vector> vectors = rows.map(Vectors::dense).cache();
        vectors.count();
        try (SparkRows packed =
                SparkRows.of(rows, IntStream.range(0, d).mapToObj(j -> "x" + j).toList(), Missing.REFUSED)) {
            tell("em4j", packed, iterations, its -> em4j(packed, its));
            tell("MLlib", packed, iterations, its -> mllib(vectors, its));
        }
    }

    @FunctionalInterface
    private interface Fitting {
        MixtureParameters<FullNormal> of(int iterations);
    }

    private void tell(String name, SparkRows packed, int iterations, Fitting fitting) {
        for (long from = System.nanoTime(); System.nanoTime() - from < WARM_UP; ) {
            fitting.of(1);
        }
        double one = seconds(() -> fitting.of(1));
        long from = System.nanoTime();
        MixtureParameters<FullNormal> theta = fitting.of(iterations);
        double all = (System.nanoTime() - from) / 1e9;
        var trace = new Em()
                .maxIterations(0)
                .until(StoppingRule.never())
                .fit(CovarianceFamily.FULL.mixture(k, d), packed, theta)
                .trace();
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.3f | %.3f |",
                name,
                one,
                all,
                (all - one) / (iterations - 1),
                trace.last().logLikelihood()));
    }

    private static double seconds(Runnable work) {
        long from = System.nanoTime();
        work.run();
        return (System.nanoTime() - from) / 1e9;
    }

    private double[][] startMeans() {
        return IntStream.range(0, k).mapToObj(i -> row(i, d, k)).toArray(double[][]::new);
    }

    private MixtureParameters<FullNormal> start() {
        double[][] identity = new double[d][d];
        IntStream.range(0, d).forEach(j -> identity[j][j] = 1);
        return CovarianceFamily.FULL.parameters(
                even(), startMeans(), Stream.generate(() -> identity).limit(k).toArray(double[][][]::new));
    }

    private double[] even() {
        double[] weights = new double[k];
        Arrays.fill(weights, 1.0 / k);
        return weights;
    }

    private MixtureParameters<FullNormal> em4j(SparkRows packed, int iterations) {
        return new Em()
                .maxIterations(iterations)
                .until(StoppingRule.never())
                .fit(CovarianceFamily.FULL.mixture(k, d), packed, start())
                .theta();
    }

    private MixtureParameters<FullNormal> mllib(JavaRDD<Vector> vectors, int iterations) {
        MultivariateGaussian[] components = Arrays.stream(startMeans())
                .map(mean -> new MultivariateGaussian(Vectors.dense(mean), Matrices.eye(d)))
                .toArray(MultivariateGaussian[]::new);
        GaussianMixtureModel model = new GaussianMixture()
                .setK(k)
                .setMaxIterations(iterations)
                .setConvergenceTol(0)
                .setInitialModel(new GaussianMixtureModel(even(), components))
                .run(vectors);
        double[][] means = Arrays.stream(model.gaussians())
                .map(component -> component.mu().toArray())
                .toArray(double[][]::new);
        double[][][] covariances = Arrays.stream(model.gaussians())
                .map(component -> IntStream.range(0, d)
                        .mapToObj(a -> IntStream.range(0, d)
                                .mapToDouble(b -> (component.sigma().apply(a, b)
                                                + component.sigma().apply(b, a))
                                        / 2)
                                .toArray())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
        return CovarianceFamily.FULL.parameters(model.weights(), means, covariances);
    }
}
