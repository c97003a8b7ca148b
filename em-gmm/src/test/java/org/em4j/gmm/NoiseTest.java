package org.em4j.gmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.Uniform;
import org.em4j.core.model.DegenerateException;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.RandomStarts;
import org.junit.jupiter.api.Test;

class NoiseTest {
    /** Two columns that are nearly one: the components' density is so high that noise has nothing to do and dies out. */
    private static Rows nearlyCollinear(long seed, int n, double apart, double gaps) {
        RandomGenerator random = Randomness.of(seed);
        double[][] x = new double[n][3];
        for (double[] row : x) {
            row[0] = random.nextGaussian();
            row[1] = 2 * row[0] + apart * random.nextGaussian();
            row[2] = random.nextGaussian();
            for (int j = 0; j < 3; j++) {
                row[j] = random.nextDouble() < gaps ? Double.NaN : row[j];
            }
        }
        return Rows.of(x, Missing.LATENT);
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> Fit<GaussianMixture<P, S>> fit(
            CovarianceFamily<P, S> family, int k, Rows rows, long seed) {
        return new GaussianMixtureEstimator<>(family, k)
                .from(new GaussianMixture<>(
                        family, RandomStarts.kMeans(family, k, rows).start(Randomness.of(seed))))
                .noise(Noise::over)
                .em(new Em().maxIterations(300))
                .fit(rows)
                .fit();
    }

    /** The share of noise of a row that is hardly any is its own quotient, not what is left of one. */
    @Property(tries = 100)
    void theShareOfNoiseKeepsItsDigits(@ForAll @IntRange(min = 1, max = 60) int decades) {
        double side = Math.pow(10, decades);
        GaussianMixture<?, ?> mixture = new GaussianMixture<>(
                        CovarianceFamily.FULL,
                        new MixtureParameters<>(
                                new double[] {1}, List.of(FullNormal.of(new double[] {0}, new double[][] {{1}}))))
                .withNoise(new Noise(0.5, new Uniform(new double[] {-side / 2}, new double[] {side / 2})));
        double noise = 1 / (1 + side / Math.sqrt(2 * Math.PI));
        double share = mixture.responsibilities(Rows.of(new double[][] {{0}}))[0][1];
        assertEquals(noise, share, 1e-13 * noise);
    }

    @Property(tries = 60, seed = "1")
    void theAuditAccusesNoNoiseThatDiesOut(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 30, max = 90) int n,
            @ForAll @IntRange(min = 3, max = 5) int digits,
            @ForAll @IntRange(min = 1, max = 2) int k,
            @ForAll boolean gaps) {
        Rows rows = nearlyCollinear(seed, n, Math.pow(10, -digits), gaps ? 0.1 : 0);
        for (CovarianceFamily<?, ?> family :
                List.of(CovarianceFamily.FULL, CovarianceFamily.EVV, CovarianceFamily.TIED)) {
            try {
                Fit<? extends GaussianMixture<?, ?>> fit = fit(family, k, rows, seed);
                assertFalse(fit instanceof Fit.AuditFailed, fit.describe());
                assertFalse(fit.describe().contains("NaN"), fit.describe());
            } catch (DegenerateException e) {
                assertFalse(e.degeneracy().describe().contains("NaN"), e.degeneracy()::describe);
            }
        }
    }

    @Test
    void noiseThatHasDiedOutLeavesAMixtureThatAnswersAsWithoutIt() {
        Rows rows = nearlyCollinear(13, 60, 1e-4, 0);
        GaussianMixture<?, ?> mixture = fit(CovarianceFamily.TIED, 2, rows, 13).theta();
        assertEquals(0, mixture.noise().orElseThrow().weight(), 1e-100);
        double[][] r = mixture.responsibilities(rows);
        double[] score = mixture.score(rows);
        double[] alone = without(mixture).score(rows);
        for (int i = 0; i < r.length; i++) {
            assertEquals(0, r[i][2], 1e-100);
            assertEquals(alone[i], score[i], 1e-12 * (1 + Math.abs(score[i])));
        }
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> GaussianMixture<P, S> without(
            GaussianMixture<P, S> of) {
        return new GaussianMixture<>(of.family(), of.theta());
    }
}
