package org.em4j.benchmark;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * What a pass costs as rows, columns and components grow: the time of some passes is fitted by a few costs, and that of others
 * predicted. Prints the tables of docs/scale.md.
 */
public final class ScaleModel {
    private static final int[][] FITTED = {
        {400_000, 2, 2},
        {400_000, 2, 12},
        {200_000, 8, 4},
        {100_000, 16, 16},
        {50_000, 32, 4},
        {20_000, 64, 8},
        {10_000, 128, 8},
        {5_000, 256, 4},
    };
    private static final int[][] PREDICTED = {
        {800_000, 2, 5}, {1_000_000, 10, 8}, {200_000, 16, 16}, {50_000, 64, 16}, {20_000, 128, 4}, {20_000, 256, 8},
    };
    private static final int PASSES = 9;

    private ScaleModel() {}

    /** Prints the tables. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        double[][] costs = new double[FITTED.length][];
        double[] ones = new double[FITTED.length];
        double[] measured = new double[FITTED.length];
        for (int i = 0; i < FITTED.length; i++) {
            measured[i] = seconds(FITTED[i]);
            double time = measured[i];
            costs[i] = Arrays.stream(costs(FITTED[i])).map(c -> c / time).toArray(); // relative errors count alike
            ones[i] = 1;
        }
        double[] each = new QRDecomposition(new Array2DRowRealMatrix(costs))
                .getSolver()
                .solve(new ArrayRealVector(ones))
                .toArray();
        out.printf(
                Locale.ROOT,
                "a value %.2f ns; a row and component %.1f ns, and of each column %.2f ns, of each pair of columns %.4f ns%n%n",
                1e9 * each[3],
                1e9 * each[0],
                1e9 * each[1],
                1e9 * each[2]);
        out.println("| n x d, K | | measured, ms | by the model, ms | off by |");
        out.println("|---|---|--:|--:|--:|");
        for (int i = 0; i < FITTED.length; i++) {
            print(out, FITTED[i], "fitted", measured[i], each);
        }
        for (int[] size : PREDICTED) {
            print(out, size, "predicted", seconds(size), each);
        }
    }

    private static void print(PrintStream out, int[] size, String how, double measured, double[] each) {
        double[] costs = costs(size);
        double model = IntStream.range(0, costs.length)
                .mapToDouble(i -> costs[i] * each[i])
                .sum();
        out.printf(
                Locale.ROOT,
                "| %,d x %d, %d | %s | %.1f | %.1f | %+.0f %% |%n",
                size[0],
                size[1],
                size[2],
                how,
                1e3 * measured,
                1e3 * model,
                100 * (model / measured - 1));
    }

    private static double[] costs(int[] size) {
        double each = (double) size[0] * size[2];
        return new double[] {each, each * size[1], each * size[1] * size[1], (double) size[0] * size[1]};
    }

    /** The median of some passes on two threads, after as many that are not measured. */
    private static double seconds(int[] size) {
        Observations<double[]> rows = rows(size[0], size[1], size[2]);
        MixtureParameters<FullNormal> theta = start(size[1], size[2]);
        return median(PASSES, () -> Expectation.of(CovarianceFamily.FULL.mixture(size[2], size[1]), theta, rows));
    }

    /** Rows about K points of a line, to be read by two threads. */
    static Observations<double[]> rows(int n, int d, int k) {
        RandomGenerator random = Randomness.of(d);
        double[] values = new double[n * d];
        Arrays.setAll(values, i -> i / d % k + random.nextGaussian());
        return Rows.wrap(values, d).on(new Execution(2, 1));
    }

    /** The mixture that these rows were drawn from. */
    static MixtureParameters<FullNormal> start(int d, int k) {
        double[] weights = new double[k];
        double[][] means = new double[k][d];
        double[][][] covariances = new double[k][d][d];
        Arrays.fill(weights, 1.0 / k);
        for (int c = 0; c < k; c++) {
            Arrays.fill(means[c], c);
            for (int j = 0; j < d; j++) {
                covariances[c][j][j] = 1;
            }
        }
        return CovarianceFamily.FULL.parameters(weights, means, covariances);
    }

    /** The median time of some runs in seconds, after as many that are not measured. */
    static double median(int runs, Runnable work) {
        double[] took = new double[2 * runs];
        for (int i = 0; i < took.length; i++) {
            long from = System.nanoTime();
            work.run();
            took[i] = (System.nanoTime() - from) / 1e9;
        }
        double[] warm = Arrays.copyOfRange(took, runs, took.length);
        Arrays.sort(warm);
        return warm[runs / 2];
    }
}
