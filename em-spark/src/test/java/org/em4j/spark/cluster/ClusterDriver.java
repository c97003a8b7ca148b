package org.em4j.spark.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.Blocking;
import org.em4j.core.block.Merge;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.spark.SparkRows;

/** Fits one mixture in memory and on a cluster, and prints a hash of the parameters of each: {@code memory 0a1b...}. */
public final class ClusterDriver {
    private static final int K = 4;
    private static final int D = 10;
    private static final int N = 5 * Blocking.ofRows(D).block() + 99;

    private ClusterDriver() {}

    /** Takes a folder, and how many executors to kill. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int kills = Integer.parseInt(arguments[1]);
        System.out.println("memory " + fitted(memory(), 4 + kills));
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
            for (int partitions : new int[] {2, 7, 64}) {
                try (SparkRows rows = SparkRows.of(rdd(context, partitions), names(), Missing.REFUSED)) {
                    System.out.println(partitions + " " + fitted(rows, 4 + kills));
                }
            }
            try (SparkRows rows = SparkRows.of(rdd(context, 7), names(), Missing.REFUSED)) {
                System.out.println("whole " + CheckpointedDriver.fitted(new Em(), rows));
                System.out.println("killed " + fitted(new Deadly(rows, folder, kills), 4 + kills));
            }
        }
        try (SparkSession session = SparkSession.builder()
                .config("spark.executor.extraJavaOptions", "-Dem4j.kernels=portable")
                .getOrCreate()) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
            try (SparkRows rows = SparkRows.of(rdd(context, 2), names(), Missing.REFUSED)) {
                System.out.println("portable " + rows);
            } catch (IllegalStateException e) {
                System.out.println("refused " + e.getMessage());
            }
        }
    }

    static List<String> names() {
        return IntStream.range(0, D).mapToObj(j -> "x" + j).toList();
    }

    /** Row i is a function of i. */
    private static double[] row(int i) {
        Random random = new Random(i);
        return random.doubles(D).map(x -> 3 * x + 2 * (i % K)).toArray();
    }

    private static Rows memory() {
        return Rows.of(IntStream.range(0, N).mapToObj(ClusterDriver::row).toArray(double[][]::new));
    }

    static JavaRDD<double[]> rdd(JavaSparkContext context, int partitions) {
        List<Integer> numbers = IntStream.range(0, partitions).boxed().toList();
        return context.parallelize(numbers, partitions)
                .flatMap(
                        p -> IntStream.range((int) ((long) N * p / partitions), (int) ((long) N * (p + 1) / partitions))
                                .mapToObj(ClusterDriver::row)
                                .iterator());
    }

    private static String fitted(Observations<double[]> rows, int iterations) {
        return hash(fit(new Em().maxIterations(iterations).until(StoppingRule.never()), rows)
                .theta());
    }

    static Fit<MixtureParameters<FullNormal>> fit(Em em, Observations<double[]> rows) {
        return em.fit(CovarianceFamily.FULL.mixture(K, D), rows, start());
    }

    /** Of all bits of the parameters. */
    static String hash(MixtureParameters<FullNormal> theta) {
        List<Double> numbers = new ArrayList<>();
        Arrays.stream(theta.weights()).forEach(numbers::add);
        for (FullNormal component : theta.components()) {
            Arrays.stream(component.mean()).forEach(numbers::add);
            Arrays.stream(component.covariance())
                    .flatMapToDouble(Arrays::stream)
                    .forEach(numbers::add);
        }
        return HexFormat.of()
                .toHexDigits(numbers.stream()
                        .mapToLong(Double::doubleToLongBits)
                        .reduce(1, (hash, bits) -> (hash ^ bits) * 0x9E3779B97F4A7C15L));
    }

    private static MixtureParameters<FullNormal> start() {
        double[] weights = new double[K];
        Arrays.fill(weights, 1.0 / K);
        double[][] means = new double[K][D];
        double[][][] covariances = new double[K][D][D];
        for (int k = 0; k < K; k++) {
            Arrays.fill(means[k], 2 * k + 1.0);
            for (int j = 0; j < D; j++) {
                covariances[k][j][j] = 1;
            }
        }
        return CovarianceFamily.FULL.parameters(weights, means, covariances);
    }

    /** Rows in whose folds executors kill themselves: one in each of some passes, in its first block, once. */
    private record Deadly(SparkRows rows, Path folder, int kills) implements Observations<double[]> {
        @Override
        public <A> A fold(BlockMap<double[], A> map, Merge<A> merge) {
            String marks = folder.toString();
            int times = kills;
            BlockMap<double[], A> deadly = tile -> {
                BlockMap.Worker<double[], A> worker = map.open(tile);
                return (block, tiles) -> {
                    A result = worker.apply(block, tiles);
                    if (block == 3) {
                        killed(Path.of(marks), times);
                    }
                    return result;
                };
            };
            return rows.fold(deadly, merge);
        }

        /** Kills this JVM, as often as there are marks to leave, and not in two attempts in a row. */
        private static void killed(Path marks, int times) {
            try {
                for (int i = 0; i < 2 * times; i++) {
                    Path mark = marks.resolve("kill" + i);
                    if (!Files.exists(mark)) {
                        Files.createFile(mark);
                        if (i % 2 == 0) {
                            long pid = ProcessHandle.current().pid();
                            new ProcessBuilder("kill", "-9", Long.toString(pid))
                                    .start()
                                    .waitFor();
                        }
                        return;
                    }
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public long count() {
            return rows.count();
        }

        @Override
        public Observations<double[]> weighted(double[] weights) {
            return rows.weighted(weights);
        }
    }
}
