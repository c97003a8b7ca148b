package org.em4j.cli.figure;

import static org.em4j.cli.figure.Direct.doubles;
import static org.em4j.cli.figure.Direct.inverse;
import static org.em4j.cli.figure.Direct.matrix;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.cli.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every figure of a factor analysis on weighted rows, worked out a second time from its parameters and the rows. */
class FactorFiguresTest {
    private static final int D = 6;
    private static final int Q = 2;
    private static final String EXPLORATORY =
            "fit fa {table} --columns a,b,c,d,e,f --factors 2 --rotate oblimin --tolerance 1e-9";
    private static final String CONFIRMATORY = "fit cfa {table} --factor F=a+b+c --factor G=d+e+f --robust"
            + " --modification-indices 99 --standard-errors information --tolerance 1e-9";

    @TempDir
    private static Path folder;

    private static final Map<String, Fit> FITS = new HashMap<>();

    /** A command's rows and answer. */
    private record Fit(Sample sample, JsonNode json, String model) {
        double figure(String at) {
            assertTrue(json.at(at).isNumber(), at);
            return json.at(at).asDouble();
        }

        /** What the factors, their correlations and the uniquenesses say of the columns. */
        RealMatrix implied() {
            RealMatrix loadings = matrix(json.get("loadings"));
            return loadings.multiply(matrix(json.get("factorCorrelations")))
                    .multiply(loadings.transpose())
                    .add(MatrixUtils.createRealDiagonalMatrix(doubles(json.get("uniquenesses"))));
        }

        double[] mean() {
            return doubles(json.get("mean"));
        }

        double logLikelihood(double[] mean, RealMatrix covariance) {
            return IntStream.range(0, sample.rows().length)
                    .mapToDouble(i -> sample.weights()[i] * Direct.logDensity(sample.rows()[i], mean, covariance))
                    .sum();
        }

        double n() {
            return sample.totalWeight();
        }

        /** Weighted mean. */
        double[] centre() {
            double[] sum = new double[D];
            for (int i = 0; i < sample.rows().length; i++) {
                for (int j = 0; j < D; j++) {
                    sum[j] += sample.weights()[i] * sample.rows()[i][j] / n();
                }
            }
            return sum;
        }

        /** Weighted covariance, divisor n. */
        RealMatrix covariance() {
            double[] centre = centre();
            RealMatrix s = MatrixUtils.createRealMatrix(D, D);
            for (int i = 0; i < sample.rows().length; i++) {
                for (int j = 0; j < D; j++) {
                    for (int k = 0; k < D; k++) {
                        double both = (sample.rows()[i][j] - centre[j]) * (sample.rows()[i][k] - centre[k]);
                        s.addToEntry(j, k, sample.weights()[i] * both / n());
                    }
                }
            }
            return s;
        }
    }

    private static Fit fit(String command, boolean gaps) {
        return FITS.computeIfAbsent(command + gaps, key -> {
            Sample sample = Sample.factors(12, gaps);
            Path table = sample.write(folder.resolve(gaps + ".csv"), false);
            String model = folder.resolve("model" + FITS.size() + ".json").toString();
            String line = command.replace("{table}", table.toString()) + " --weights w --format json --model " + model
                    + (gaps ? " --missing" : "");
            return new Fit(sample, Command.em(line.split(" ", -1)).json(), model);
        });
    }

    private static RealMatrix standardised(RealMatrix covariance) {
        double[] sd = IntStream.range(0, covariance.getRowDimension())
                .mapToDouble(j -> 1 / Math.sqrt(covariance.getEntry(j, j)))
                .toArray();
        RealMatrix scale = MatrixUtils.createRealDiagonalMatrix(sd);
        return scale.multiply(covariance).multiply(scale);
    }

    private static double logDeterminant(RealMatrix matrix) {
        return Math.log(new LUDecomposition(matrix).getDeterminant());
    }

    @Test
    void theLogLikelihoodAndItsCriteriaAreThoseOfTheRows() {
        for (boolean gaps : new boolean[] {false, true}) {
            for (String command : new String[] {EXPLORATORY, CONFIRMATORY}) {
                Fit fit = fit(command, gaps);
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
            Fit fit = fit(command, false);
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
            assertEquals(
                    ends[0] == 0 ? 1 : 0.95,
                    noncentral(n * f, df, ends[0] * ends[0] * n * df),
                    ends[0] == 0 ? 0.05 : 1e-6,
                    command);
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
            Fit fit = fit(EXPLORATORY, gaps);
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
        Fit fit = fit(EXPLORATORY, false);
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

    private static double[][] answer(String verb, Fit fit, String... options) {
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
        Fit fit = fit(EXPLORATORY, false);
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
            Fit fit = fit(command, true);
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

    /** Loadings, uniquenesses and the correlation of the confirmatory model, in the order of its table of parameters. */
    private static RealMatrix confirmatory(double... v) {
        RealMatrix s = MatrixUtils.createRealMatrix(D, D);
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < D; j++) {
                s.setEntry(i, j, v[i] * v[j] * (i / 3 == j / 3 ? 1 : v[2 * D]));
            }
            s.addToEntry(i, i, v[D + i]);
        }
        return s;
    }

    private static double[] estimates(Fit fit) {
        double[] v = new double[2 * D + 1];
        for (int j = 0; j < D; j++) {
            v[j] = fit.json().at("/loadings/" + j + "/" + j / 3).asDouble();
            v[D + j] = fit.json().at("/uniquenesses/" + j).asDouble();
        }
        v[2 * D] = fit.json().at("/factorCorrelations/0/1").asDouble();
        return v;
    }

    private static double[] ones(int n) {
        return IntStream.range(0, n).mapToDouble(i -> 1).toArray();
    }

    private static RealMatrix slope(double[] v, int k) {
        RealMatrix slope = MatrixUtils.createRealMatrix(D, D);
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < D; j++) {
                int row = i;
                int column = j;
                slope.setEntry(i, j, Direct.gradient(u -> confirmatory(u).getEntry(row, column), v, ones(v.length))[k]);
            }
        }
        return slope;
    }

    /** Expected information of what moves the covariances so. */
    private static RealMatrix expected(double n, RealMatrix implied, RealMatrix... slopes) {
        RealMatrix w = inverse(implied);
        RealMatrix information = MatrixUtils.createRealMatrix(slopes.length, slopes.length);
        for (int k = 0; k < slopes.length; k++) {
            for (int l = 0; l < slopes.length; l++) {
                information.setEntry(
                        k,
                        l,
                        n
                                / 2
                                * w.multiply(slopes[k])
                                        .multiply(w)
                                        .multiply(slopes[l])
                                        .getTrace());
            }
        }
        return information;
    }

    private static RealMatrix[] slopes(double... v) {
        return IntStream.range(0, v.length).mapToObj(k -> slope(v, k)).toArray(RealMatrix[]::new);
    }

    private static JsonNode parameter(JsonNode list, String left, String operator, String right) {
        for (JsonNode p : list) {
            List<String> ends = List.of(p.get("left").asText(), p.get("right").asText());
            boolean turned = operator.equals("~~") && ends.equals(List.of(right, left));
            if (p.get("operator").asText().equals(operator) && (turned || ends.equals(List.of(left, right)))) {
                return p;
            }
        }
        throw new AssertionError(left + " " + operator + " " + right);
    }

    private static JsonNode parameter(Fit fit, int k) {
        String column = fit.sample().columns().get(k % D);
        JsonNode list = fit.json().get("parameters");
        return k < D
                ? parameter(list, k < 3 ? "F" : "G", "=~", column)
                : k < 2 * D ? parameter(list, column, "~~", column) : parameter(list, "F", "~~", "G");
    }

    /** With --robust the errors of the table are those of the sandwich. */
    @Test
    void theTableOfParametersHasRobustErrorsAndTheirTests() {
        Fit fit = fit(CONFIRMATORY, false);
        double[] v = estimates(fit);
        RealMatrix bread = inverse(observed(fit, v));
        RealMatrix filling = MatrixUtils.createRealMatrix(v.length, v.length);
        double[] mean = fit.centre();
        for (int i = 0; i < fit.sample().rows().length; i++) {
            double[] row = fit.sample().rows()[i];
            double[] score = Direct.gradient(u -> Direct.logDensity(row, mean, confirmatory(u)), v, ones(v.length));
            RealMatrix column = MatrixUtils.createColumnRealMatrix(score);
            filling = filling.add(column.multiply(column.transpose())
                    .scalarMultiply(fit.sample().weights()[i]));
        }
        RealMatrix covariance = bread.multiply(filling).multiply(bread);
        for (int k = 0; k < v.length; k++) {
            JsonNode p = parameter(fit, k);
            double error = Math.sqrt(covariance.getEntry(k, k));
            double z = v[k] / error;
            assertEquals(v[k], p.get("estimate").asDouble(), 1e-7);
            assertEquals(error, p.get("standardError").asDouble(), 2e-3 * error, p.toString());
            assertEquals(
                    p.get("estimate").asDouble() / p.get("standardError").asDouble(),
                    p.get("z").asDouble(),
                    1e-9 * Math.abs(z));
            double tail = 2
                    * new NormalDistribution(null, 0, 1)
                            .cumulativeProbability(-Math.abs(p.get("z").asDouble()));
            assertEquals(tail, p.get("pValue").asDouble(), 1e-6 * tail, p.toString());
        }
    }

    private static RealMatrix observed(Fit fit, double[] v) {
        double[] mean = fit.centre();
        ToDoubleFunction<double[]> f = u -> fit.logLikelihood(mean, confirmatory(u));
        return Direct.hessian(f, v, ones(v.length)).scalarMultiply(-1);
    }

    @Test
    void standardErrorsByInformationAreThoseOfTheObservedInformation() {
        Fit fit = fit(CONFIRMATORY, false);
        double[] v = estimates(fit);
        RealMatrix covariance = inverse(observed(fit, v));
        int found = 0;
        for (JsonNode e : fit.json().at("/fit/standardErrors/estimates")) {
            for (int k = 0; k < v.length; k++) {
                String column = fit.sample().columns().get(k % D);
                String name = k < D
                        ? "loading of " + column + " on " + (k < 3 ? "F" : "G")
                        : k < 2 * D ? "uniqueness of " + column : "correlation of F and G";
                if (e.get("name").asText().equals(name)) {
                    double error = Math.sqrt(covariance.getEntry(k, k));
                    assertEquals(error, e.get("standardError").asDouble(), 1e-4 * error, name);
                    found++;
                }
            }
        }
        assertEquals(v.length, found);
    }

    @Test
    void modificationIndicesAreScoreTests() {
        Fit fit = fit(CONFIRMATORY, false);
        double[] v = estimates(fit);
        RealMatrix implied = confirmatory(v);
        RealMatrix[] own = slopes(v);
        RealMatrix w = inverse(implied);
        for (JsonNode m : fit.json().get("modificationIndices")) {
            int right = fit.sample().columns().indexOf(m.get("right").asText());
            RealMatrix free = MatrixUtils.createRealMatrix(D, D);
            if (m.get("operator").asText().equals("~~")) {
                int left = fit.sample().columns().indexOf(m.get("left").asText());
                free.setEntry(left, right, 1);
                free.setEntry(right, left, 1);
            } else {
                for (int j = 0; j < D; j++) { // a loading on the other factor: its covariance with column j
                    boolean first = m.get("left").asText().equals("F");
                    double with = v[j] * (first == j < 3 ? 1 : v[2 * D]);
                    free.addToEntry(right, j, with);
                    free.addToEntry(j, right, with);
                }
            }
            RealMatrix[] all = new RealMatrix[own.length + 1];
            System.arraycopy(own, 0, all, 0, own.length);
            all[own.length] = free;
            RealMatrix information = expected(fit.n(), implied, all);
            double g = fit.n()
                    / 2
                    * w.multiply(fit.covariance().subtract(implied))
                            .multiply(w)
                            .multiply(free)
                            .getTrace();
            double variance = inverse(information).getEntry(own.length, own.length);
            assertEquals(g * g * variance, m.get("index").asDouble(), 1e-4 * (1 + g * g * variance), m.toString());
            assertEquals(g * variance, m.get("expected").asDouble(), 1e-4, m.toString());
        }
    }

    @Test
    void theEigenvaluesOfParallelAnalysisAreTheCorrelations() {
        Fit fit = fit(EXPLORATORY, false);
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
