package org.em4j.validation.missing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;

/** Samples of a known mixture that lose values, and what fits to the rest make of its parameters. */
final class KnockOut {
    /** Why values are missing. */
    enum Mechanism {
        /** Each value of a coin's throw: completely at random. */
        MCAR,
        /** Columns 2 and 3 the more often, the larger column 1 of their row: at random, given what is observed. */
        MAR
    }

    private static final double MISSING = 0.3;

    static final MixtureParameters<FullNormal> TRUTH = new MixtureParameters<>(
            new double[] {0.6, 0.4},
            List.of(
                    FullNormal.of(
                            new double[] {0, 0, 0}, new double[][] {{1, 0.6, 0.3}, {0.6, 1, 0.2}, {0.3, 0.2, 0.5}}),
                    FullNormal.of(
                            new double[] {3, -1, 1}, new double[][] {{1, -0.4, 0}, {-0.4, 0.8, 0.3}, {0, 0.3, 1.2}})));

    private KnockOut() {}

    /**
     * How far estimates were off over many samples.
     *
     * @param standardErrors the mean error of that parameter whose mean error is largest in its own standard errors
     * @param size root of the mean square of all errors
     */
    record Errors(double standardErrors, double size) {}

    /** Fits to what is left of samples of n rows; {@code completeOnly} to the rows that lost nothing. */
    static Errors of(Mechanism mechanism, int n, int seeds, boolean completeOnly) {
        double[][] errors = IntStream.range(0, seeds)
                .parallel()
                .mapToObj(seed -> errors(mechanism, n, seed, completeOnly))
                .toArray(double[][]::new);
        int p = errors[0].length;
        double worst = 0;
        double squares = 0;
        for (int j = 0; j < p; j++) {
            int at = j;
            double mean =
                    Arrays.stream(errors).mapToDouble(e -> e[at]).average().orElseThrow();
            double square = Arrays.stream(errors)
                    .mapToDouble(e -> e[at] * e[at])
                    .average()
                    .orElseThrow();
            worst = Math.max(worst, Math.abs(mean) / Math.sqrt((square - mean * mean) / (seeds - 1)));
            squares += square / p;
        }
        return new Errors(worst, Math.sqrt(squares));
    }

    private static double[] errors(Mechanism mechanism, int n, long seed, boolean completeOnly) {
        RandomGenerator random = Randomness.of(seed);
        double[][] x = new GaussianMixture<>(CovarianceFamily.FULL, TRUTH).sample(n, random);
        for (double[] row : x) {
            knockOut(row, mechanism, random);
        }
        if (completeOnly) {
            x = Arrays.stream(x)
                    .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
                    .toArray(double[][]::new);
        }
        Fit<MixtureParameters<FullNormal>> fit =
                new Em().fit(CovarianceFamily.FULL.mixture(2, 3), Rows.of(x, Missing.LATENT), TRUTH);
        if (!(fit instanceof Fit.Converged)) {
            throw new AssertionError(fit.describe());
        }
        double[] truth = parameters(TRUTH);
        double[] errors = parameters(fit.theta());
        Arrays.setAll(errors, j -> errors[j] - truth[j]);
        return errors;
    }

    private static void knockOut(double[] row, Mechanism mechanism, RandomGenerator random) {
        double often = mechanism == Mechanism.MCAR ? MISSING : 0.6 / (1 + Math.exp(1 - row[0]));
        for (int j = mechanism == Mechanism.MCAR ? 0 : 1; j < row.length; j++) {
            if (random.nextDouble() < often) {
                row[j] = Double.NaN;
            }
        }
    }

    /** The first weight, the means and the lower triangles of the covariances. */
    private static double[] parameters(MixtureParameters<FullNormal> theta) {
        List<Double> all = new ArrayList<>(List.of(theta.weights()[0]));
        for (FullNormal component : theta.components()) {
            for (int i = 0; i < 3; i++) {
                all.add(component.mean()[i]);
                for (int j = 0; j <= i; j++) {
                    all.add(component.covariance()[i][j]);
                }
            }
        }
        return all.stream().mapToDouble(v -> v).toArray();
    }
}
