package org.em4j.factor.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Pattern;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.linalg.JointGaussian;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.mixture.FactorMixture;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.MomentMap;
import org.em4j.factor.model.SharedFactors;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

class FactorModelTest {
    private static final List<String> TESTS = List.of("x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9");
    private static final Rows ROWS =
            Table.read(Path.of("..", "data", "holzinger_swineford.csv"), TESTS).rows();

    private static FactorModel fitted(int q) {
        Fit<FactorParameters> fit = new FactorAnalysisEstimator(q).fit(ROWS).fit();
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        return new FactorModel(fit.theta());
    }

    @Test
    void theDefaultFitReachesTheLogLikelihoodOfIndependentSoftware() {
        assertEquals(
                -3851.224245419851,
                new FactorAnalysisEstimator(1).fit(ROWS).fit().trace().last().logLikelihood(),
                1e-6 * 3851);
    }

    @Test
    void theMeanStaysAtTheSampleMean() {
        double[] sample = Moments.of(ROWS).mean();
        assertArrayEquals(sample, fitted(3).theta().mean(), 1e-12);
    }

    @Test
    void scoresAreTheMeansOfTheDirectPosterior() {
        FactorModel model = fitted(2);
        Function<double[], FactorPosterior> direct = model.model().posterior(model.theta());
        double[][] scores = model.scores(ROWS);
        for (int i = 0; i < ROWS.size(); i++) {
            assertArrayEquals(direct.apply(ROWS.get(i)).mean(), scores[i], 1e-11);
        }
    }

    /** Some rows of the tests, two values of each missing. */
    private static Rows withGaps() {
        double[][] x = Arrays.copyOf(ROWS.toArray(), 20);
        for (int i = 0; i < x.length; i++) {
            x[i][i % 9] = Double.NaN;
            x[i][(i + 4) % 9] = Double.NaN;
        }
        return Rows.of(x, Missing.LATENT);
    }

    @Test
    void missingValuesAreWhatTheCovarianceExpectsOfThem() {
        FactorModel model = fitted(2);
        JointGaussian all = JointGaussian.of(model.theta().mean(), model.theta().covariance());
        Rows gaps = withGaps();
        double[][] filled = model.impute(gaps);
        for (int i = 0; i < gaps.size(); i++) {
            Pattern pattern = Pattern.of(gaps.get(i));
            double[] row = gaps.get(i);
            double[] observed =
                    Arrays.stream(pattern.observed()).mapToDouble(j -> row[j]).toArray();
            double[] expected =
                    all.conditional(pattern.missing(), pattern.observed()).mean(observed);
            for (int m = 0; m < expected.length; m++) {
                assertEquals(expected[m], filled[i][pattern.missing()[m]], 1e-11);
            }
        }
    }

    @Test
    void scoresOfRowsWithGapsAreThoseOfTheExpectedRows() {
        FactorModel model = fitted(2);
        Rows gaps = withGaps();
        double[][] direct = model.scores(gaps);
        double[][] completed = model.scores(Rows.of(model.impute(gaps)));
        for (int i = 0; i < gaps.size(); i++) {
            assertArrayEquals(completed[i], direct[i], 1e-11);
        }
    }

    @Test
    void oneComponentImputesAsTheModelItself() {
        FactorModel model = fitted(2);
        FactorMixture mixture = new FactorMixture(
                new SharedFactors(model.model(), Set.of()),
                new MixtureParameters<>(new double[] {1}, List.of(model.theta())));
        Rows gaps = withGaps();
        double[][] one = model.impute(gaps);
        double[][] other = mixture.impute(gaps);
        for (int i = 0; i < gaps.size(); i++) {
            assertArrayEquals(one[i], other[i], 1e-12);
        }
    }

    @Test
    void samplesHaveTheModelsCovariance() {
        FactorModel model = fitted(3);
        int n = 200_000;
        double[] drawn = Moments.of(Rows.of(model.sample(n, Randomness.of(3)))).covariance();
        double[][] expected = model.theta().covariance();
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                // the standard error of a covariance of normal variables
                double se = Math.sqrt((expected[i][i] * expected[j][j] + expected[i][j] * expected[i][j]) / n);
                assertEquals(expected[i][j], drawn[i * 9 + j], 5 * se);
            }
        }
    }

    @Test
    void parametersAreCountedUpToRotation() {
        assertEquals(9 * 3 + 18 - 3, fitted(3).freeParameters());
    }

    @Test
    void aConstantColumnIsNamedBeforeTheFit() {
        double[][] x = ROWS.toArray();
        for (double[] row : x) {
            row[4] = 2.5;
        }
        DegenerateException e = assertThrows(
                DegenerateException.class,
                () -> new FactorAnalysisEstimator(1).fit(Rows.of(x)).fit());
        assertEquals("column 5 does not vary; leave that column out", e.getMessage());
    }

    @Test
    void twoColumnsThatAreTheSameButForScaleAreNamed() {
        double[][] x = ROWS.toArray();
        for (double[] row : x) {
            row[7] = 3 - 2 * row[2];
        }
        DegenerateException e = assertThrows(
                DegenerateException.class,
                () -> new FactorAnalysisEstimator(1).fit(Rows.of(x)).fit());
        assertTrue(e.getMessage().startsWith("columns 3 and 8 are the same but for scale"), e.getMessage());
    }

    @Test
    void farOutlierKeepsItsDigitsOverTheRows() {
        double[][] x = ROWS.toArray();
        double[][] y = java.util.Arrays.copyOf(x, x.length + 1);
        y[x.length] = new double[9];
        java.util.Arrays.fill(y[x.length], 1e6);
        Rows rows = Rows.of(y);
        EmProblem<FactorParameters> map = new FactorAnalysis(9, 1).map(rows, Moments.of(rows));
        assertTrue(!(map instanceof MomentMap), "moments have lost what rows still tell");
        Fit<FactorParameters> fit = new FactorAnalysisEstimator(1).fit(rows).fit();
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
    }
}
