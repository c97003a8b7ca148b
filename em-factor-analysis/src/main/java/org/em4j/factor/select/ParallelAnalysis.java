package org.em4j.factor.select;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.em4j.core.Execution;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Spectrum;
import org.em4j.factor.start.Correlations;

/**
 * Horn's parallel analysis (1965): eigenvalues of the correlation matrix beside those of as many rows of noise.
 *
 * @param eigenvalues of the data, in descending order {@code (d)}
 * @param means of those of noise {@code (d)}
 * @param quantiles that 95 % of those of noise stay below {@code (d)}
 */
public record ParallelAnalysis(double[] eigenvalues, double[] means, double[] quantiles) {
    /** Samples of noise, at least: the quantile of as many is that of all but for 3 % or so. */
    private static final int REPLICATES = 200;

    /** Operations that all samples of noise may take, {@code d³} each: about a second. */
    private static final double OPERATIONS = 2e8;

    private static final int MOST = 4_000;
    private static final double QUANTILE = 0.95;

    /** Of sample moments; the noise is a function of an execution's seed, and costs the same for any number of rows, fewer than columns too. */
    public static ParallelAnalysis run(Moments data, Execution execution) {
        return run(data, data.weight(), execution);
    }

    /** Of moments beside noise of another number of rows: where values are missing, of those that hold both of two columns. */
    public static ParallelAnalysis run(Moments data, double rows, Execution execution) {
        int d = data.columns();
        RandomGenerator random = execution.random();
        int replicates = (int) Math.max(REPLICATES, Math.min(MOST, OPERATIONS / Math.pow(d, 3)));
        double[][] noise = new double[d][replicates];
        for (int r = 0; r < replicates; r++) {
            double[] eigenvalues =
                    eigenvalues(correlations(scatter(d, (int) Math.max(2, Math.min(rows, 1e9)), random)));
            for (int j = 0; j < d; j++) {
                noise[j][r] = eigenvalues[j];
            }
        }
        double[] means = new double[d];
        double[] quantiles = new double[d];
        for (int j = 0; j < d; j++) {
            Arrays.sort(noise[j]);
            means[j] = Arrays.stream(noise[j]).average().orElseThrow();
            quantiles[j] = noise[j][(int) Math.ceil(QUANTILE * replicates) - 1];
        }
        return new ParallelAnalysis(eigenvalues(Correlations.of(data).matrix()), means, quantiles);
    }

    /** Number of leading eigenvalues that noise does not explain. */
    public int factors() {
        int factors = 0;
        while (factors < eigenvalues.length && eigenvalues[factors] > quantiles[factors]) {
            factors++;
        }
        return factors;
    }

    /** The scatter of n rows of white noise about their mean: {@code AAᵀ}, A lower triangular (Bartlett 1933). */
    private static double[][] scatter(int d, int n, RandomGenerator random) {
        int rank = Math.min(d, n - 1);
        double[][] a = new double[d][rank];
        for (int k = 0; k < rank; k++) {
            ContinuousDistribution.Sampler square =
                    ChiSquaredDistribution.of(n - 1.0 - k).createSampler(random::nextLong);
            a[k][k] = Math.sqrt(square.sample());
            for (int j = k + 1; j < d; j++) {
                a[j][k] = random.nextGaussian();
            }
        }
        Array2DRowRealMatrix factor = new Array2DRowRealMatrix(a, false);
        return factor.multiply(factor.transpose()).getData();
    }

    private static double[][] correlations(double[][] scatter) {
        int d = scatter.length;
        double[][] r = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                r[i][j] = scatter[i][j] / Math.sqrt(scatter[i][i] * scatter[j][j]);
            }
        }
        return r;
    }

    private static double[] eigenvalues(double[][] matrix) {
        return Spectrum.of(new Array2DRowRealMatrix(matrix, false)).values();
    }
}
