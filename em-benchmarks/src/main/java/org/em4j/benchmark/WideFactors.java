package org.em4j.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.MomentMap;
import org.em4j.factor.start.PrincipalAxes;

/**
 * Twenty factors of 2,000 x 1,000 numbers, beside scikit-learn's randomized method in the same run, if python3 has it; and
 * a pass of EM on the moments of a thousand rows and of a million. Processor time of one thread each.
 * {@code em-benchmarks/run WideFactors}
 */
public final class WideFactors {
    private static final int REPEATS = 10;
    private static final int LONG = 2_900;

    private static final String PEER = """
            import numpy as np, sys, time
            from sklearn.decomposition import FactorAnalysis
            x = np.fromfile(sys.argv[1]).reshape(2000, 1000)
            for repeat in range(5):
                t = time.process_time()
                f = FactorAnalysis(20, svd_method='randomized', random_state=0).fit(x)
                print('scikit-learn, randomized  %4.0f ms  %.4f' % (1e3 * (time.process_time() - t), f.loglike_[-1]))
            """;

    private WideFactors() {}

    /** Prints the figures. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = System.out;
        double[][] x = sample(2_000, 1_000, 20);
        Rows rows = Rows.of(x);
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            long start = nanos();
            var fit = new FactorAnalysisEstimator(20).fit(rows).fit();
            out.printf(
                    "em4j  %4.0f ms  %.4f  (%d iterations)%n",
                    (nanos() - start) / 1e6,
                    fit.trace().last().logLikelihood(),
                    fit.trace().iterations());
        }
        emAlone(out, Moments.of(rows));
        peer(x);
        for (int n : new int[] {1_000, 1_000_000}) {
            Moments moments = Moments.of(Rows.of(sample(n, 20, 3)));
            out.printf("a pass on the moments of %,d rows  %.1f us%n", n, pass(moments) / 1e3);
        }
    }

    /** So many iterations without the steps that ECME makes longer. */
    private static void emAlone(PrintStream out, Moments moments) {
        long start = nanos();
        MomentMap map = new MomentMap(new FactorAnalysis(1_000, 20), moments);
        Em em = new Em().until(StoppingRule.never()).maxIterations(LONG);
        var fit = em.fit(map, PrincipalAxes.start(moments, 20));
        out.printf(
                "EM alone  %4.0f ms  %.4f  (%d iterations)%n",
                (nanos() - start) / 1e6,
                fit.trace().last().logLikelihood(),
                fit.trace().iterations());
    }

    private static long nanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double[][] sample(int n, int d, int q) {
        RandomGenerator random = Randomness.of(1);
        double[][] loadings = new double[d][];
        Arrays.setAll(loadings, j -> random.doubles(q, -1.7, 1.7).toArray());
        double[] noise = random.doubles(d, 0.7, 1.4).toArray();
        double[][] x = new double[n][d];
        for (double[] row : x) {
            double[] z = new double[q];
            Arrays.setAll(z, a -> random.nextGaussian());
            for (int j = 0; j < d; j++) {
                row[j] = 3 + noise[j] * random.nextGaussian();
                for (int a = 0; a < q; a++) {
                    row[j] += loadings[j][a] * z[a];
                }
            }
        }
        return x;
    }

    /** The least of many passes. */
    private static double pass(Moments moments) {
        MomentMap map = new MomentMap(new FactorAnalysis(20, 3), moments);
        FactorParameters theta = PrincipalAxes.start(moments, 3);
        double least = Double.POSITIVE_INFINITY;
        for (int batch = 0; batch < 50; batch++) {
            long start = nanos();
            for (int i = 0; i < 100; i++) {
                theta = map.apply(theta).surrogate().maximize();
            }
            least = Math.min(least, (nanos() - start) / 100.0);
        }
        return least;
    }

    private static void peer(double[][] x) throws IOException, InterruptedException {
        Path file = Files.createTempFile("wide", ".bin");
        ByteBuffer bytes = ByteBuffer.allocate(8 * x.length * x[0].length).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] row : x) {
            Arrays.stream(row).forEach(bytes::putDouble);
        }
        Files.write(file, bytes.array());
        ProcessBuilder python = new ProcessBuilder("python3", "-c", PEER, file.toString());
        python.environment().put("OPENBLAS_NUM_THREADS", "1");
        python.inheritIO().start().waitFor();
        Files.delete(file);
    }
}
