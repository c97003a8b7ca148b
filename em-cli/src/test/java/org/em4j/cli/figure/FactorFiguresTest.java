package org.em4j.cli.figure;

import static org.em4j.cli.figure.Direct.doubles;
import static org.em4j.cli.figure.Direct.inverse;
import static org.em4j.cli.figure.Direct.matrix;
import static org.em4j.cli.figure.FactorFit.CONFIRMATORY;
import static org.em4j.cli.figure.FactorFit.D;
import static org.em4j.cli.figure.FactorFit.EXPLORATORY;
import static org.em4j.cli.figure.FactorFit.Q;
import static org.em4j.cli.figure.FactorFit.logDeterminant;
import static org.em4j.cli.figure.FactorFit.standardised;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.cli.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every figure of a factor analysis on weighted rows, worked out a second time from its parameters and the rows. */
class FactorFiguresTest {
    @TempDir
    private static Path folder;

    private static FactorFit fit(String command, boolean gaps) {
        return FactorFit.of(folder, command, gaps);
    }

    @Test
    void theLogLikelihoodAndItsCriteriaAreThoseOfTheRows() {
        for (boolean gaps : new boolean[] {false, true}) {
            for (String command : new String[] {EXPLORATORY, CONFIRMATORY}) {
                FactorFit fit = fit(command, gaps);
                double value = fit.logLikelihood(fit.mean(), fit.implied());
                int parameters = command.equals(EXPLORATORY) ? 2 * D + D * Q - 1 : 3 * D + 1;
                assertEquals(value, fit.figure("/fit/logLikelihood"), 1e-9 * Math.abs(value), command + gaps);
                assertEquals(parameters, fit.figure("/fit/parameters"), command + gaps);
                assertEquals(parameters * Math.log(fit.n()) - 2 * value, fit.figure("/fit/bic"), 1e-6);
                assertEquals(2 * parameters - 2 * value, fit.figure("/fit/aic"), 1e-6);
                assertEquals(fit.n(), fit.figure("/fit/observations"));
            }
        }
    }

    @Test
    void theTestsOfFitFollowFromTheCovariances() {
        for (String command : new String[] {EXPLORATORY, CONFIRMATORY}) {
            FactorFit fit = fit(command, false);
            RealMatrix implied = fit.implied();
            RealMatrix sample = fit.covariance();
            double n = fit.n();
            int df = command.equals(EXPLORATORY) ? ((D - Q) * (D - Q) - D - Q) / 2 : D * (D + 1) / 2 - 2 * D - 1;
            double f =
                    logDeterminant(implied) + inverse(implied).multiply(sample).getTrace() - logDeterminant(sample) - D;
            double chiSquare = (n - 1 - (2 * D + 5) / 6.0 - 2 * Q / 3.0) * f;
            var distribution = new ChiSquaredDistribution(df);
            assertEquals(f, fit.figure("/test/objective"), 1e-8, command);
            assertEquals(df, fit.figure("/test/degreesOfFreedom"), command);
            assertEquals(n * f, fit.figure("/test/chiSquareUncorrected"), 1e-6, command);
            assertEquals(chiSquare, fit.figure("/test/chiSquare"), 1e-6, command);
            assertEquals(1 - distribution.cumulativeProbability(chiSquare), fit.figure("/test/pValue"), 1e-8, command);
            double baseline = -n * logDeterminant(standardised(sample));
            int pairs = D * (D - 1) / 2;
            double excess = Math.max(0, n * f - df);
            assertEquals(Math.sqrt(excess / (n * df)), fit.figure("/test/rmsea"), 1e-8, command);
            assertEquals(1 - excess / Math.max(excess, baseline - pairs), fit.figure("/test/cfi"), 1e-8, command);
            double ratio = baseline / pairs;
            assertEquals((ratio - n * f / df) / (ratio - 1), fit.figure("/test/tli"), 1e-8, command);
            assertEquals(srmr(implied, sample), fit.figure("/test/srmr"), 1e-7, command);
            double[] ends = doubles(fit.json().at("/test/rmseaInterval"));
            double below = noncentral(n * f, df, ends[0] * ends[0] * n * df);
            assertTrue(ends[0] == 0 ? below <= 0.95 : Math.abs(below - 0.95) < 1e-6, command + ": " + below);
            assertEquals(0.05, noncentral(n * f, df, ends[1] * ends[1] * n * df), 1e-6, command);
        }
    }

    private static double srmr(RealMatrix implied, RealMatrix sample) {
        double sum = 0;
        for (int i = 0; i < D; i++) {
            for (int j = 0; j <= i; j++) {
                double scale = Math.sqrt(sample.getEntry(i, i) * sample.getEntry(j, j));
                sum += Math.pow((sample.getEntry(i, j) - implied.getEntry(i, j)) / scale, 2);
            }
        }
        return Math.sqrt(sum / (D * (D + 1) / 2.0));
    }

    /** The distribution function of the noncentral chi-square: a Poisson mixture of central ones. */
    private static double noncentral(double x, int df, double lambda) {
        double sum = 0;
        double poisson = Math.exp(-lambda / 2);
        for (int k = 0; k < 400; k++) {
            sum += poisson * new ChiSquaredDistribution(df + 2 * k).cumulativeProbability(x);
            poisson *= lambda / 2 / (k + 1);
        }
        return sum;
    }

    @Test
    void standardisedFiguresDivideByTheModelsDeviations() {
        for (boolean gaps : new boolean[] {false, true}) {
            FactorFit fit = fit(EXPLORATORY, gaps);
            RealMatrix implied = fit.implied();
            RealMatrix loadings = matrix(fit.json().get("loadings"));
            RealMatrix phi = matrix(fit.json().get("factorCorrelations"));
            double[] explained = new double[Q];
            for (int j = 0; j < D; j++) {
                double sd = Math.sqrt(implied.getEntry(j, j));
                double unique = fit.json().get("uniquenesses").get(j).asDouble() / implied.getEntry(j, j);
                assertEquals(unique, fit.figure("/standardized/uniquenesses/" + j), 1e-9);
                assertEquals(1 - unique, fit.figure("/standardized/communalities/" + j), 1e-9);
                for (int a = 0; a < Q; a++) {
                    assertEquals(
                            loadings.getEntry(j, a) / sd, fit.figure("/standardized/loadings/" + j + "/" + a), 1e-9);
                    for (int b = 0; b < Q; b++) {
                        explained[a] +=
                                loadings.getEntry(j, a) * phi.getEntry(a, b) * loadings.getEntry(j, b) / (sd * sd);
                    }
                }
            }
            assertArrayEquals(explained, doubles(fit.json().at("/standardized/varianceExplained")), 1e-9);
        }
    }

    /** The least value of the rotation's criterion over all oblique axes: none beside the answer has less. */
    @Test
    void oblimesAxesAreAMinimumOfItsCriterion() {
        FactorFit fit = fit(EXPLORATORY, false);
        RealMatrix rotated = matrix(fit.json().at("/standardized/loadings"));
        double reached = fit.figure("/rotation/criterion");
        assertEquals(quartimin(rotated), reached, 1e-9);
        RealMatrix phi = matrix(fit.json().get("factorCorrelations"));
        for (int a = 0; a < Q; a++) {
            for (double step : new double[] {-1e-3, 1e-3}) {
                RealMatrix u = MatrixUtils.createRealIdentityMatrix(Q);
                u.setEntry(a, 1 - a, step); // factors F' = U F of variance one, and loadings that give the same columns
                RealMatrix turned = u.multiply(phi).multiply(u.transpose());
                RealMatrix unit = MatrixUtils.createRealIdentityMatrix(Q);
                unit.setEntry(a, a, 1 / Math.sqrt(turned.getEntry(a, a)));
                RealMatrix beside = rotated.multiply(inverse(unit.multiply(u)));
                assertTrue(quartimin(beside) > reached, "factor " + a + ", " + step);
            }
        }
    }

    private static double quartimin(RealMatrix loadings) {
        double sum = 0;
        for (int j = 0; j < D; j++) {
            sum += Math.pow(loadings.getEntry(j, 0) * loadings.getEntry(j, 1), 2);
        }
        return sum / 2;
    }

    private static double[][] answer(String verb, FactorFit fit, String... options) {
        Path table = fit.sample().write(folder.resolve("asked.csv"), false);
        String[] words = new String[3 + options.length];
        words[0] = verb;
        words[1] = fit.model();
        words[2] = table.toString();
        System.arraycopy(options, 0, words, 3, options.length);
        return Direct.table(Command.em(words).out());
    }

    @Test
    void scoresAreRegressionsOrLeastSquares() {
        FactorFit fit = fit(EXPLORATORY, false);
        RealMatrix loadings = matrix(fit.json().get("loadings"));
        RealMatrix phi = matrix(fit.json().get("factorCorrelations"));
        RealMatrix noise =
                inverse(MatrixUtils.createRealDiagonalMatrix(doubles(fit.json().get("uniquenesses"))));
        RealMatrix regression = phi.multiply(loadings.transpose()).multiply(inverse(fit.implied()));
        RealMatrix weighted = loadings.transpose().multiply(noise);
        RealMatrix bartlett = inverse(weighted.multiply(loadings)).multiply(weighted);
        double[][] scores = answer("predict", fit);
        double[][] unbiased = answer("predict", fit, "--scores", "bartlett");
        double[][] rebuilt = answer("predict", fit, "--reconstruct");
        for (int i = 0; i < scores.length; i++) {
            double[] deviations = fit.sample().rows()[i].clone();
            for (int j = 0; j < D; j++) {
                deviations[j] -= fit.mean()[j];
            }
            assertArrayEquals(regression.operate(deviations), scores[i], 1e-7);
            assertArrayEquals(bartlett.operate(deviations), unbiased[i], 1e-7);
            double[] columns = loadings.operate(regression.operate(deviations));
            for (int j = 0; j < D; j++) {
                assertEquals(fit.mean()[j] + columns[j], rebuilt[i][j], 1e-7);
            }
        }
    }

    @Test
    void rowsWithGapsAreScoredAndFilledByWhatIsThere() {
        for (String command : new String[] {EXPLORATORY, CONFIRMATORY}) {
            FactorFit fit = fit(command, true);
            RealMatrix implied = fit.implied();
            RealMatrix regression = matrix(fit.json().get("factorCorrelations"))
                    .multiply(matrix(fit.json().get("loadings")).transpose());
            double[][] densities = answer("score", fit, "--missing");
            double[][] filled = answer("impute", fit);
            double[][] scores = answer("predict", fit, "--missing");
            for (int i = 0; i < densities.length; i++) {
                double[] row = fit.sample().rows()[i];
                assertEquals(Direct.logDensity(row, fit.mean(), implied), densities[i][0], 1e-7);
                double[] complete = Direct.filled(row, fit.mean(), implied);
                assertArrayEquals(complete, filled[i], 1e-7);
                for (int j = 0; j < D; j++) {
                    complete[j] -= fit.mean()[j];
                }
                // the factors given what is observed: what is expected of the rest adds nothing
                assertArrayEquals(regression.multiply(inverse(implied)).operate(complete), scores[i], 1e-7);
            }
        }
    }

    @Test
    void theEigenvaluesOfParallelAnalysisAreTheCorrelations() {
        FactorFit fit = fit(EXPLORATORY, false);
        Path table = fit.sample().write(folder.resolve("select.csv"), false);
        JsonNode json = Command.em(
                        "select",
                        "fa",
                        table.toString(),
                        "--columns",
                        "a,b,c,d,e,f",
                        "--weights",
                        "w",
                        "--format",
                        "json")
                .json();
        double[] eigenvalues = new EigenDecomposition(standardised(fit.covariance())).getRealEigenvalues();
        assertArrayEquals(eigenvalues, doubles(json.at("/parallelAnalysis/eigenvalues")), 1e-9);
        JsonNode two = json.at("/candidates/2");
        assertEquals(fit.figure("/fit/logLikelihood"), two.get("logLikelihood").asDouble(), 1e-6);
        assertEquals(fit.figure("/fit/bic"), two.get("bic").asDouble(), 1e-6);
        assertEquals(fit.figure("/test/chiSquare"), two.at("/test/chiSquare").asDouble(), 1e-5);
    }
}
