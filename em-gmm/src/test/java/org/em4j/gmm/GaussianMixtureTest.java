package org.em4j.gmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.em4j.core.Randomness;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.DegenerateException;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.HardAssignmentStart;
import org.em4j.gmm.start.RandomStarts;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianMixtureTest {
    private static final Table IRIS = Table.read(Path.of("..", "data", "iris.csv"));
    private static final Rows ROWS = IRIS.rows();

    private static GaussianMixture<FullNormal, Moments> iris() {
        Fit<MixtureParameters<FullNormal>> fit = new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 3)
                .fit(ROWS)
                .fit()
                .map(GaussianMixture::theta);
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        return new GaussianMixture<>(CovarianceFamily.FULL, fit.theta());
    }

    @Test
    void theDefaultFitOfIrisFindsTheThreeSpecies() {
        int[] components = iris().predict(ROWS);
        for (int species = 0; species < 3; species++) {
            int[] counts = new int[3];
            for (int i = 50 * species; i < 50 * (species + 1); i++) {
                counts[components[i]]++;
            }
            assertTrue(Arrays.stream(counts).max().orElseThrow() >= 45, Arrays.toString(counts));
        }
    }

    @Test
    void scoresAreTheDensitiesOfAnIndependentLibrary() {
        GaussianMixture<FullNormal, Moments> mixture = iris();
        double[] scores = mixture.score(ROWS);
        for (int i = 0; i < ROWS.size(); i++) {
            double density = 0;
            for (int k = 0; k < 3; k++) {
                density += mixture.weights()[k]
                        * new MultivariateNormalDistribution(mixture.means()[k], mixture.covariances()[k])
                                .density(ROWS.get(i));
            }
            assertEquals(Math.log(density), scores[i], 1e-9 * Math.max(1, Math.abs(scores[i])));
        }
    }

    @Test
    void responsibilitiesOfARowSumToOneAndTheLargestIsPredicted() {
        GaussianMixture<FullNormal, Moments> mixture = iris();
        double[][] r = mixture.responsibilities(ROWS);
        int[] predicted = mixture.predict(ROWS);
        for (int i = 0; i < r.length; i++) {
            assertEquals(1, Arrays.stream(r[i]).sum(), 1e-14);
            assertEquals(Arrays.stream(r[i]).max().orElseThrow(), r[i][predicted[i]]);
        }
    }

    @Test
    void samplesHaveTheMomentsOfTheMixture() {
        GaussianMixture<FullNormal, Moments> mixture = iris();
        int n = 100_000;
        Moments drawn = Moments.of(Rows.of(mixture.sample(n, Randomness.of(5))));
        double[] mean = new double[4];
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 4; j++) {
                mean[j] += mixture.weights()[k] * mixture.means()[k][j];
            }
        }
        double[] covariance = drawn.covariance();
        for (int j = 0; j < 4; j++) {
            double standardError = Math.sqrt(covariance[j * 4 + j] / n);
            assertEquals(mean[j], drawn.mean()[j], 5 * standardError);
        }
    }

    @Test
    void informationCriteriaCountEveryFreeParameter() {
        GaussianMixture<FullNormal, Moments> mixture = iris();
        assertEquals(2 + 3 * 4 + 3 * 10, mixture.freeParameters());
        assertEquals(44 * Math.log(150) + 2 * 180.0, mixture.criteria(-180, 150).bic());
        assertEquals(88 + 360, mixture.criteria(-180, 150).aic());
        assertEquals(2 + 12 + 10, CovarianceFamily.TIED.freeParameters(3, 4));
        assertEquals(2 + 12 + 12, CovarianceFamily.DIAGONAL.freeParameters(3, 4));
        assertEquals(2 + 12 + 3, CovarianceFamily.SPHERICAL.freeParameters(3, 4));
    }

    @Test
    void hardLabelsStartAtTheClustersMeansAndCovariances() {
        int[] labels = new int[150];
        Arrays.setAll(labels, i -> i / 50);
        MixtureParameters<FullNormal> start = HardAssignmentStart.start(CovarianceFamily.FULL, 3, ROWS, labels);
        assertArrayEquals(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, start.weights(), 1e-15);
        double[] setosa = {5.006, 3.428, 1.462, 0.246};
        assertArrayEquals(setosa, start.components().get(0).mean(), 1e-12);
    }

    @Test
    void labelsThatDoNotFitAreRefusedWithTheirRow() {
        int[] labels = new int[150];
        labels[6] = 3;
        InvalidDataException e = assertThrows(
                InvalidDataException.class, () -> HardAssignmentStart.start(CovarianceFamily.FULL, 3, ROWS, labels));
        assertEquals("row 7: label 3 is not from 0 to 2", e.getMessage());
    }

    @Test
    void aFarRowDoesNotGetAComponentToItself() {
        double[][] x = Arrays.copyOf(ROWS.toArray(), 151);
        x[150] = new double[] {1e4, 1e4, 1e4, 1e4};
        Rows rows = Rows.of(x);
        Fit<MixtureParameters<FullNormal>> fit = new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 2)
                .fit(rows)
                .fit()
                .map(GaussianMixture::theta);
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
    }

    @Test
    void collinearColumnsAreNamed() {
        double[][] x = ROWS.toArray();
        for (double[] row : x) {
            row[3] = row[0] + row[1];
        }
        DegenerateException e = assertThrows(
                DegenerateException.class, () -> RandomStarts.kMeans(CovarianceFamily.FULL, 2, Rows.of(x)));
        assertEquals(3, e.degeneracy().column().orElseThrow());
        assertEquals("all components", e.degeneracy().component());
    }

    /** Three rows all but on a line: what is left beside it, 1e-14 of their squares, is of the size of its rounding. */
    @ParameterizedTest
    @ValueSource(strings = {"VVE", "EVE", "EVV", "VVV"})
    void aShapeOfItsOwnIsMoreThanRounding(String family) {
        double e = 5.8e-8;
        double[][] x = {{-1, -1 - e}, {0, 2 * e}, {1, 1 - e}, {100, 103}, {101, 100}, {104, 102}};
        int[] labels = {1, 1, 1, 0, 0, 0};
        CovarianceFamily<?, ?> families = CovarianceFamily.of(family).orElseThrow();
        DegenerateException refusal = assertThrows(
                DegenerateException.class, () -> HardAssignmentStart.start(families, 2, Rows.of(x), labels));
        assertEquals("component 2", refusal.degeneracy().component());
        assertEquals(1, refusal.degeneracy().column().orElseThrow());
    }

    @Test
    void moreComponentsThanRowsAreRefused() {
        Rows two = Rows.of(new double[][] {{1, 2}, {3, 5}});
        InvalidDataException e =
                assertThrows(InvalidDataException.class, () -> RandomStarts.kMeans(CovarianceFamily.DIAGONAL, 3, two));
        assertEquals("2 rows for 3 components; use fewer components", e.getMessage());
    }

    @Test
    void weightsStandForCopies() {
        double[] w = new double[150];
        Arrays.setAll(w, i -> 1 + i % 2);
        double[][] copies = new double[225][];
        int n = 0;
        for (int i = 0; i < 150; i++) {
            for (int c = 0; c < w[i]; c++) {
                copies[n++] = ROWS.get(i);
            }
        }
        MixtureParameters<FullNormal> start = HardAssignmentStart.start(CovarianceFamily.FULL, 1, ROWS, new int[150]);
        var model = CovarianceFamily.FULL.mixture(1, 4);
        Fit<MixtureParameters<FullNormal>> weighted = new Em().fit(model, ROWS.weighted(w), start);
        Fit<MixtureParameters<FullNormal>> copied = new Em().fit(model, Rows.of(copies), start);
        assertEquals(
                copied.trace().last().logLikelihood(),
                weighted.trace().last().logLikelihood(),
                1e-12 * Math.abs(copied.trace().last().logLikelihood()));
    }
}
