package org.em4j.gmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Moments;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.mixture.gate.Uniform;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked of a mixture once it is fitted. */
class AfterTheFitTest {
    private static final GaussianMixture<FullNormal, Moments> PLAIN = new GaussianMixture<>(
            CovarianceFamily.FULL,
            CovarianceFamily.FULL.parameters(
                    new double[] {0.2, 0.5, 0.3},
                    new double[][] {{1, 2, 3}, {-1, 0, 4}, {-1, -2, 0}},
                    new double[][][] {
                        {{2, 0.5, -0.3}, {0.5, 1, 0.2}, {-0.3, 0.2, 1.5}},
                        {{1, -0.4, 0.1}, {-0.4, 2, 0.6}, {0.1, 0.6, 1}},
                        {{0.5, 0.2, 0.3}, {0.2, 0.7, 0.1}, {0.3, 0.1, 3}}
                    }));

    static List<GaussianMixture<FullNormal, Moments>> mixtures() {
        Uniform box = new Uniform(new double[] {-9, -8, -7}, new double[] {9, 10, 11});
        return List.of(PLAIN, PLAIN.withNoise(new Noise(0.1, box)));
    }

    private static Rows rows(GaussianMixture<?, ?> mixture, int n) {
        return Rows.of(mixture.sample(n, Randomness.of(7)));
    }

    private static double[][] blanked(Rows rows, int... columns) {
        double[][] x = rows.toArray();
        for (double[] row : x) {
            IntStream.of(columns).forEach(j -> row[j] = Double.NaN);
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("mixtures")
    void theMarginalIsTheDensityOfRowsWithoutTheOtherColumns(GaussianMixture<FullNormal, Moments> mixture) {
        Rows rows = rows(mixture, 50);
        Rows two = Rows.of(Arrays.stream(rows.toArray())
                .map(x -> new double[] {x[2], x[0]})
                .toArray(double[][]::new));
        assertArrayEquals(
                mixture.score(Rows.of(blanked(rows, 1), Missing.LATENT)),
                mixture.marginal(2, 0).score(two),
                1e-12);
    }

    /** {@code log p(x, y) = log p(y | x) + log p(x)}. */
    @ParameterizedTest
    @MethodSource("mixtures")
    void theConditionalTimesTheMarginalIsTheJointDensity(GaussianMixture<FullNormal, Moments> mixture) {
        Rows rows = rows(mixture, 50);
        double[] joint = mixture.score(rows);
        for (int i = 0; i < rows.size(); i++) {
            double[] x = rows.get(i);
            double[] given = {x[0], Double.NaN, Double.NaN};
            double conditional = mixture.conditional(given).score(Rows.of(new double[][] {{x[1], x[2]}}))[0];
            double marginal = mixture.marginal(0).score(Rows.of(new double[][] {{x[0]}}))[0];
            assertEquals(joint[i], conditional + marginal, 1e-11);
        }
    }

    @Test
    void regressionIsTheMeanOfTheConditional() {
        Rows rows = rows(PLAIN, 20);
        double[][] expected = PLAIN.regress(rows, 2);
        for (int i = 0; i < rows.size(); i++) {
            double[] x = rows.get(i);
            var conditional = PLAIN.conditional(new double[] {x[0], x[1], Double.NaN});
            double mean = 0;
            for (int k = 0; k < 3; k++) {
                mean += conditional.weights()[k] * conditional.means()[k][0];
            }
            assertEquals(mean, expected[i][0], 1e-12);
        }
    }

    @Test
    void theCanonicalOrderIsOneForAllOrders() {
        var ordered = PLAIN.canonical();
        assertArrayEquals(new int[] {2, 1, 0}, ordered.permutation());
        assertArrayEquals(new double[] {0.3, 0.5, 0.2}, ordered.mixture().weights());
        assertArrayEquals(PLAIN.score(rows(PLAIN, 20)), ordered.mixture().score(rows(PLAIN, 20)), 1e-14);
        var again = ordered.mixture().canonical();
        assertArrayEquals(new int[] {0, 1, 2}, again.permutation());
        assertArrayEquals(ordered.mixture().means(), again.mixture().means());
    }

    /** Of one component tails are uniform, whichever columns are observed: within four standard errors at each tenth. */
    @Test
    void tailsOfOneComponentAreUniform() {
        GaussianMixture<FullNormal, Moments> one = new GaussianMixture<>(
                CovarianceFamily.FULL,
                CovarianceFamily.FULL.parameters(new double[] {1}, new double[][] {{1, 2, 3}}, new double[][][] {
                    {{2, 0.5, -0.3}, {0.5, 1, 0.2}, {-0.3, 0.2, 1.5}}
                }));
        int n = 2000;
        RandomGenerator random = Randomness.of(3);
        double[][] gaps = rows(one, n).toArray();
        for (double[] row : gaps) {
            if (random.nextBoolean()) {
                row[random.nextInt(3)] = Double.NaN;
            }
        }
        double[] tails = one.tails(Rows.of(gaps, Missing.LATENT));
        for (int tenth = 1; tenth < 10; tenth++) {
            double level = tenth / 10.0;
            double share = Arrays.stream(tails).filter(t -> t < level).count() / (double) n;
            assertEquals(level, share, 4 * Math.sqrt(level * (1 - level) / n));
        }
    }

    @Test
    void anOutlierLiesFurtherOutThanAnyOther() {
        double[][] x = rows(PLAIN, 200).toArray();
        x[17] = new double[] {12, -12, 12};
        double[] tails = PLAIN.tails(Rows.of(x));
        assertEquals(
                17,
                IntStream.range(0, 200)
                        .reduce((a, b) -> tails[a] <= tails[b] ? a : b)
                        .orElseThrow());
        assertTrue(tails[17] < 1e-12);
    }

    @Test
    void responsibilitiesOfNoiseAndComponentsSumToOneAndScoresMatch() {
        GaussianMixture<FullNormal, Moments> noisy = mixtures().get(1);
        Rows rows = rows(noisy, 300);
        double[] all = noisy.score(rows);
        double[] within = PLAIN.score(rows);
        double[][] r = noisy.responsibilities(rows);
        for (int i = 0; i < r.length; i++) {
            assertEquals(1, Arrays.stream(r[i]).sum(), 1e-12);
            double noise = 0.1 / (18.0 * 18 * 18);
            assertEquals(Math.log(0.9 * Math.exp(within[i]) + noise), all[i], 1e-12);
            assertEquals(noise / Math.exp(all[i]), r[i][3], 1e-12);
        }
    }

    @Test
    void uncertaintiesAreThoseOfTheResponsibilities() {
        Rows rows = rows(PLAIN, 100);
        double entropy = 0;
        double certainty = 0;
        for (double[] r : PLAIN.responsibilities(rows)) {
            entropy -= Arrays.stream(r).map(p -> p * Math.log(p)).sum();
            certainty += Math.log(Arrays.stream(r).max().orElseThrow());
        }
        ClassificationEntropy uncertainties = ClassificationEntropy.of(PLAIN, rows);
        assertEquals(entropy, uncertainties.entropy(), 1e-10);
        InformationCriteria criteria = new InformationCriteria(29, -500, 100);
        assertEquals(criteria.bic() - 2 * certainty, uncertainties.icl(criteria), 1e-10);
    }
}
