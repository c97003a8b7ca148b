package org.em4j.cli.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.cli.Command;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every figure of a Gaussian mixture on weighted rows with gaps, worked out a second time from its parameters and the rows. */
class MixtureFiguresTest {
    private static final int K = 3;
    private static final int D = 2;
    private static final Sample SAMPLE = Sample.clusters(11, true);

    @TempDir
    private static Path folder;

    private static Map<String, JsonNode> fits = new HashMap<>();

    private static JsonNode fit = com.fasterxml.jackson.databind.node.MissingNode.getInstance();

    /** Weights, means and covariances of three components in a row of numbers: the last weight is what is left. */
    private record Theta(double[] weights, double[][] means, RealMatrix[] covariances) {
        static Theta of(double... v) {
            double[] weights = {v[0], v[1], 1 - v[0] - v[1]};
            double[][] means = new double[K][];
            RealMatrix[] covariances = new RealMatrix[K];
            for (int k = 0; k < K; k++) {
                int at = K - 1 + 5 * k;
                means[k] = new double[] {v[at], v[at + 1]};
                covariances[k] =
                        MatrixUtils.createRealMatrix(new double[][] {{v[at + 2], v[at + 3]}, {v[at + 3], v[at + 4]}});
            }
            return new Theta(weights, means, covariances);
        }

        double[] joint(double... row) {
            return IntStream.range(0, K)
                    .mapToDouble(k -> weights[k] * Math.exp(Direct.logDensity(row, means[k], covariances[k])))
                    .toArray();
        }

        double logDensity(double... row) {
            return Math.log(Arrays.stream(joint(row)).sum());
        }

        double[] responsibilities(double... row) {
            double[] joint = joint(row);
            double all = Arrays.stream(joint).sum();
            return Arrays.stream(joint).map(p -> p / all).toArray();
        }
    }

    @BeforeAll
    static void run() {
        fit = fit("information");
    }

    private static Path table() {
        return SAMPLE.write(folder.resolve("table.csv"), false);
    }

    private static String model() {
        return folder.resolve("model.json").toString();
    }

    private static JsonNode fit(String errors) {
        return fits.computeIfAbsent(
                errors,
                method -> Command.em(
                                "fit",
                                "gmm",
                                table().toString(),
                                "--columns",
                                "x,y",
                                "--weights",
                                "w",
                                "--missing",
                                "--components",
                                "3",
                                "--tolerance",
                                "1e-9",
                                "--max-iterations",
                                "100000",
                                "--standard-errors",
                                method,
                                "--format",
                                "json",
                                "--model",
                                model())
                        .json());
    }

    private static double[] vector() {
        List<Double> v = new ArrayList<>(
                List.of(fit.at("/weights/0").asDouble(), fit.at("/weights/1").asDouble()));
        for (int k = 0; k < K; k++) {
            for (double m : Direct.doubles(fit.at("/means/" + k))) {
                v.add(m);
            }
            RealMatrix c = Direct.matrix(fit.at("/covariances/" + k));
            v.addAll(List.of(c.getEntry(0, 0), c.getEntry(0, 1), c.getEntry(1, 1)));
        }
        return v.stream().mapToDouble(x -> x).toArray();
    }

    private static double logLikelihood(double... v) {
        Theta theta = Theta.of(v);
        return IntStream.range(0, SAMPLE.rows().length)
                .mapToDouble(i -> SAMPLE.weights()[i] * theta.logDensity(SAMPLE.rows()[i]))
                .sum();
    }

    /** What is small for each number of the vector: a tenth of its weight, and of the spread of its columns. */
    private static double[] sizes() {
        double[] sizes = new double[K - 1 + 5 * K];
        double[] five = {1, 1, 1, 1, 1};
        Arrays.fill(sizes, 0.3);
        for (int k = 0; k < K; k++) {
            System.arraycopy(five, 0, sizes, K - 1 + 5 * k, 5);
        }
        return sizes;
    }

    private static double figure(String name) {
        return fit.at("/fit/" + name).asDouble();
    }

    @Test
    void theLogLikelihoodIsThatOfTheRows() {
        assertEquals(logLikelihood(vector()), figure("logLikelihood"), 1e-9 * Math.abs(figure("logLikelihood")));
    }

    @Test
    void theCriteriaFollowFromTheRows() {
        double deviance = -2 * logLikelihood(vector());
        Theta theta = Theta.of(vector());
        double entropy = 0;
        double certainty = 0;
        for (int i = 0; i < SAMPLE.rows().length; i++) {
            double[] r = theta.responsibilities(SAMPLE.rows()[i]);
            entropy -= SAMPLE.weights()[i]
                    * Arrays.stream(r).map(p -> p == 0 ? 0 : p * Math.log(p)).sum();
            certainty += SAMPLE.weights()[i] * Math.log(Arrays.stream(r).max().orElseThrow());
        }
        assertEquals(17, figure("parameters"));
        assertEquals(SAMPLE.totalWeight(), figure("observations"));
        assertEquals(SAMPLE.rows().length, figure("rowCount"));
        double bic = deviance + 17 * Math.log(SAMPLE.totalWeight());
        assertEquals(bic, figure("bic"), 1e-7);
        assertEquals(deviance + 34, figure("aic"), 1e-7);
        assertEquals(entropy, figure("entropy"), 1e-7);
        assertEquals(bic - 2 * certainty, figure("icl"), 1e-7);
    }

    @Test
    void nothingNearbyIsHigher() {
        double[] v = vector();
        double[] slope = Direct.gradient(MixtureFiguresTest::logLikelihood, v, sizes());
        RealMatrix covariance = Direct.inverse(Direct.hessian(MixtureFiguresTest::logLikelihood, v, sizes()));
        // The distance to the maximum in standard errors: what is left to gain is half its square.
        assertEquals(0, Math.sqrt(-Direct.dot(slope, covariance.operate(slope))), 1e-5);
    }

    private static void assertErrors(JsonNode errors, RealMatrix covariance) {
        double[] v = vector();
        int at = 0;
        List<String> names = new ArrayList<>(List.of("weight of component 1", "weight of component 2"));
        for (int k = 1; k <= K; k++) {
            for (String name : List.of("mean x", "mean y", "covariance x, x", "covariance x, y", "covariance y, y")) {
                names.add(name + " of component " + k);
            }
        }
        for (String name : names) {
            double error = Math.sqrt(covariance.getEntry(at, at));
            JsonNode estimate = named(errors, name);
            assertEquals(v[at], estimate.get("value").asDouble(), 1e-6, name);
            assertEquals(error, estimate.get("standardError").asDouble(), 1e-4 * error, name);
            assertEquals(v[at] / error, estimate.get("z").asDouble(), 1e-3 * Math.abs(v[at] / error), name);
            assertEquals(
                    v[at] - 1.959963984540054 * error, estimate.get("lower").asDouble(), 1e-3 * error, name);
            assertEquals(
                    v[at] + 1.959963984540054 * error, estimate.get("upper").asDouble(), 1e-3 * error, name);
            at++;
        }
        double last = covariance.getEntry(0, 0) + covariance.getEntry(1, 1) + 2 * covariance.getEntry(0, 1);
        assertEquals(
                Math.sqrt(last),
                named(errors, "weight of component 3").get("standardError").asDouble(),
                1e-4 * Math.sqrt(last));
    }

    private static JsonNode named(JsonNode errors, String name) {
        for (JsonNode each : errors.at("/fit/standardErrors/estimates")) {
            if (each.get("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void standardErrorsAreThoseOfTheObservedInformation() {
        RealMatrix information = Direct.hessian(MixtureFiguresTest::logLikelihood, vector(), sizes())
                .scalarMultiply(-1);
        assertErrors(fit, Direct.inverse(information));
    }

    /** Dempster, Laird and Rubin (1977): each step of EM leaves as large a part of the way as information is missing. */
    @Test
    void missingInformationIsTheRateOfEm() {
        JsonNode slow = Command.em(
                        "fit",
                        "gmm",
                        table().toString(),
                        "--columns",
                        "x,y",
                        "--weights",
                        "w",
                        "--missing",
                        "--components",
                        "3",
                        "--start",
                        "random-rows",
                        "--accelerate",
                        "none",
                        "--tolerance",
                        "1e-7",
                        "--standard-errors",
                        "information",
                        "--format",
                        "json")
                .json()
                .get("fit");
        double rate = slow.get("rate").asDouble(); // of gradients, in which the slowest direction is nearly alone
        assertEquals(rate, slow.at("/standardErrors/missingInformation").asDouble(), 5e-3 * rate);
    }

    @Test
    void theSandwichIsMadeOfTheRowsScores() {
        double[] v = vector();
        RealMatrix bread = Direct.inverse(Direct.hessian(MixtureFiguresTest::logLikelihood, v, sizes()));
        RealMatrix filling = MatrixUtils.createRealMatrix(v.length, v.length);
        for (int i = 0; i < SAMPLE.rows().length; i++) {
            double[] row = SAMPLE.rows()[i];
            double[] score = Direct.gradient(u -> Theta.of(u).logDensity(row), v, sizes());
            RealMatrix column = MatrixUtils.createColumnRealMatrix(score);
            filling = filling.add(column.multiply(column.transpose()).scalarMultiply(SAMPLE.weights()[i]));
        }
        assertErrors(fit("sandwich"), bread.multiply(filling).multiply(bread));
    }

    @Test
    void aRowIsDividedByItsDensities() {
        Theta theta = Theta.of(vector());
        double[][] predicted = Direct.table(
                Command.em("predict", model(), table().toString(), "--missing").out());
        for (int i = 0; i < predicted.length; i++) {
            double[] r = theta.responsibilities(SAMPLE.rows()[i]);
            assertArrayEquals(r, Arrays.copyOfRange(predicted[i], 1, K + 1), 1e-7);
            int most = (int) predicted[i][0] - 1;
            assertEquals(Arrays.stream(r).max().orElseThrow(), r[most], 1e-7);
        }
    }

    @Test
    void theScoreOfARowIsItsLogDensity() {
        double[][] scores = Direct.table(Command.em("score", model(), table().toString(), "--missing", "--tails")
                .out());
        Theta theta = Theta.of(vector());
        for (int i = 0; i < scores.length; i++) {
            double[] row = SAMPLE.rows()[i];
            assertEquals(theta.logDensity(row), scores[i][0], 1e-7);
            double[] r = theta.responsibilities(row);
            var chiSquare = new ChiSquaredDistribution(Direct.columns(row, true).length);
            double out = IntStream.range(0, K)
                    .mapToDouble(k -> r[k]
                            * (1
                                    - chiSquare.cumulativeProbability(
                                            Direct.distance(row, theta.means()[k], theta.covariances()[k]))))
                    .sum();
            assertEquals(out, scores[i][1], 1e-7, "row " + i);
        }
    }

    @Test
    void whatIsMissingIsExpectedGivenTheRest() {
        double[][] filled =
                Direct.table(Command.em("impute", model(), table().toString()).out());
        Theta theta = Theta.of(vector());
        for (int i = 0; i < filled.length; i++) {
            double[] row = SAMPLE.rows()[i];
            double[] r = theta.responsibilities(row);
            double[] expected = new double[D];
            for (int k = 0; k < K; k++) {
                double[] one = Direct.filled(row, theta.means()[k], theta.covariances()[k]);
                for (int j = 0; j < D; j++) {
                    expected[j] += r[k] * one[j];
                }
            }
            assertArrayEquals(expected, filled[i], 1e-7);
        }
    }
}
