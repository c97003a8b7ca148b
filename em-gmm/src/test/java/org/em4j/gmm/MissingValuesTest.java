package org.em4j.gmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.em4j.core.Randomness;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.Moments;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

class MissingValuesTest {
    private static final Rows IRIS =
            Table.read(Path.of("..", "data", "iris.csv")).rows();
    private static final Rows GAPS = knockedOut(IRIS, 0.25, 7);

    /** Each value missing with one probability; some rows lose all. */
    private static Rows knockedOut(Rows rows, double probability, long seed) {
        RandomGenerator random = Randomness.of(seed);
        double[][] x = rows.toArray();
        for (double[] row : x) {
            Arrays.setAll(row, j -> random.nextDouble() < probability ? Double.NaN : row[j]);
        }
        return Rows.of(x, Missing.LATENT);
    }

    private static GaussianMixture<FullNormal, Moments> fitted(Rows rows) {
        Fit<MixtureParameters<FullNormal>> fit = new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 3)
                .fit(rows)
                .fit()
                .map(GaussianMixture::theta);
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        return new GaussianMixture<>(CovarianceFamily.FULL, fit.theta());
    }

    /** The density of some columns, by another library. */
    private static double density(GaussianMixture<?, ?> mixture, double[] x, int[] columns) {
        double density = columns.length == 0 ? 1 : 0;
        for (int k = 0; k < mixture.size() && columns.length > 0; k++) {
            double[] mean = mixture.means()[k];
            double[][] covariance = mixture.covariances()[k];
            double[] some = new double[columns.length];
            double[] someMean = new double[columns.length];
            double[][] someCovariance = new double[columns.length][columns.length];
            for (int i = 0; i < columns.length; i++) {
                some[i] = x[columns[i]];
                someMean[i] = mean[columns[i]];
                int row = columns[i];
                Arrays.setAll(someCovariance[i], j -> covariance[row][columns[j]]);
            }
            density +=
                    mixture.weights()[k] * new MultivariateNormalDistribution(someMean, someCovariance).density(some);
        }
        return density;
    }

    @Test
    void theLikelihoodOfAFitIsThatOfTheObservedValuesByAnotherLibrary() {
        Fit<MixtureParameters<FullNormal>> fit = new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 3)
                .fit(GAPS)
                .fit()
                .map(GaussianMixture::theta);
        GaussianMixture<FullNormal, Moments> mixture = new GaussianMixture<>(CovarianceFamily.FULL, fit.theta());
        double sum = 0;
        for (int i = 0; i < GAPS.size(); i++) {
            double[] x = GAPS.get(i);
            int[] observed = java.util.stream.IntStream.range(0, x.length)
                    .filter(j -> !Double.isNaN(x[j]))
                    .toArray();
            sum += Math.log(density(mixture, x, observed));
        }
        assertEquals(sum, fit.trace().last().logLikelihood(), 1e-9 * Math.abs(sum));
    }

    @Test
    void completeRowsTakeTheCompletePathBitForBit() {
        Rows admitted = Rows.of(IRIS.toArray(), Missing.LATENT);
        for (CovarianceFamily<?, ?> family : CovarianceFamily.all()) {
            assertArrayEquals(logLikelihoods(family, IRIS), logLikelihoods(family, admitted), family.toString());
        }
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> double[] logLikelihoods(
            CovarianceFamily<P, S> family, Rows rows) {
        return new GaussianMixtureEstimator<>(family, 2).fit(rows).fit().trace().logLikelihoods();
    }

    @Test
    void aRowWithNothingObservedSaysNothing() {
        GaussianMixture<FullNormal, Moments> mixture = fitted(IRIS);
        double[] nothing = new double[4];
        Arrays.fill(nothing, Double.NaN);
        Rows row = Rows.of(new double[][] {nothing}, Missing.LATENT);
        assertEquals(0, mixture.score(row)[0], 1e-15);
        assertArrayEquals(mixture.weights(), mixture.responsibilities(row)[0], 1e-15);
    }

    @Test
    void rowsWithNothingObservedDoNotMoveTheMaximum() {
        GaussianMixture<FullNormal, Moments> mixture = fitted(IRIS);
        double[][] more = Arrays.copyOf(IRIS.toArray(), 200);
        for (int i = 150; i < more.length; i++) {
            more[i] = new double[4];
            Arrays.fill(more[i], Double.NaN);
        }
        LatentModel<double[], MixtureParameters<FullNormal>, ?, ?> model = mixture.model();
        assertEquals(
                logLikelihood(model, Rows.of(more, Missing.LATENT), mixture.theta()),
                logLikelihood(model, IRIS, mixture.theta()),
                1e-9);
        Fit<MixtureParameters<FullNormal>> on =
                new Em().maxIterations(50).fit(mixture.model(), Rows.of(more, Missing.LATENT), mixture.theta());
        assertArrayEquals(mixture.means()[0], on.theta().components().get(0).mean(), 1e-3);
    }

    private static <P, Q extends Posterior, S extends Statistics<S>> double logLikelihood(
            LatentModel<double[], P, Q, S> model, Rows rows, P theta) {
        return Expectation.of(model, theta, rows).logEvidence().value();
    }

    @Test
    void aValueIsImputedByTheRegressionOnTheOthersOfItsRow() {
        double[][] covariance = {{2, 1}, {1, 3}};
        MixtureParameters<FullNormal> theta = new MixtureParameters<>(
                new double[] {1}, java.util.List.of(FullNormal.of(new double[] {1, 2}, covariance)));
        GaussianMixture<FullNormal, Moments> mixture = new GaussianMixture<>(CovarianceFamily.FULL, theta);
        Rows row = Rows.of(new double[][] {{Double.NaN, 5}, {0.1, 0.2}}, Missing.LATENT);
        double[][] imputed = mixture.impute(row);
        assertEquals(1 + 1.0 / 3 * (5 - 2), imputed[0][0], 1e-14);
        assertEquals(5, imputed[0][1]);
        assertArrayEquals(new double[] {0.1, 0.2}, imputed[1]);
    }

    @Test
    void expectedValuesAreTheMeanOfDraws() {
        GaussianMixture<FullNormal, Moments> mixture = fitted(IRIS);
        RandomGenerator random = Randomness.of(3);
        double[] sum = new double[4];
        double[] x = {Double.NaN, 3, Double.NaN, 1};
        Rows row = Rows.of(new double[][] {x}, Missing.LATENT);
        int draws = 20_000;
        for (int m = 0; m < draws; m++) {
            double[] drawn = mixture.impute(row, random)[0];
            Arrays.setAll(sum, j -> sum[j] + drawn[j] / draws);
        }
        assertArrayEquals(mixture.impute(row)[0], sum, 6 * 1.0 / Math.sqrt(draws)); // no column's spread exceeds 1
    }

    @Test
    void aColumnWithoutAnyValueAdmitsNoStart() {
        double[][] x = {{1, Double.NaN}, {2, Double.NaN}, {4, Double.NaN}};
        Rows rows = Rows.of(x, Missing.LATENT);
        InvalidDataException e = assertThrows(
                InvalidDataException.class,
                () -> new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 1)
                        .fit(rows)
                        .fit());
        assertEquals("column 2 has no value; leave it out", e.getMessage());
    }

    @Test
    void aFitOfRowsWithGapsIsNearThatOfTheCompleteRows() {
        int[] complete = fitted(IRIS).predict(IRIS);
        int[] gaps = fitted(GAPS).predict(GAPS);
        int[][] both = new int[3][3];
        for (int i = 0; i < complete.length; i++) {
            both[complete[i]][gaps[i]]++;
        }
        int same = Arrays.stream(both)
                .mapToInt(row -> Arrays.stream(row).max().orElseThrow())
                .sum();
        assertTrue(same >= 120, Arrays.deepToString(both));
    }
}
