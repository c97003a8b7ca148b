package org.em4j.cli.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.cli.Command;
import org.em4j.core.Randomness;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Figures of data that go through what small data do not: several blocks of rows and the last, short one, several tiles, vectors and the
 * rows that fill none, panels of wide rows. Worked out a second time, row by row.
 */
class LargeFiguresTest {
    @TempDir
    private static Path folder;

    /** Two clusters, whose columns go together, of weighted rows; of every third row it is known which it is from. */
    private static Sample sample(int n, int d, boolean gaps) {
        RandomGenerator random = Randomness.of(n + d);
        double[][] rows = new double[n][d];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            double f = random.nextGaussian();
            double g = random.nextGaussian();
            for (int j = 0; j < d; j++) {
                rows[i][j] = (i % 5 < 2 ? 0 : 6) + (j % 2 == 0 ? f : g) + (0.6 + 0.01 * j) * random.nextGaussian();
            }
            if (gaps && i % 9 == 0) {
                rows[i][i / 9 % d] = Double.NaN;
            }
            weights[i] = i % 4 == 0 ? 0.5 : i % 3;
        }
        List<String> none = new ArrayList<>(Arrays.asList(new String[n]));
        List<String> labels = IntStream.range(0, n)
                .mapToObj(i -> i % 3 > 0 ? "" : i % 5 < 2 ? "low" : "high")
                .toList();
        return new Sample(IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList(), rows, weights, labels, none);
    }

    private static JsonNode fit(Sample sample, String command) {
        Path table = sample.write(folder.resolve("table.csv"), false);
        return Command.em((command + " --columns x1..x" + sample.columns().size()
                                + " --weights w --tolerance 1e-8 --format json")
                        .replace("{table}", table.toString())
                        .split(" ", -1))
                .json();
    }

    @ParameterizedTest
    @CsvSource({
        "8711, 5, full, ''",
        "8711, 5, diag, ''",
        "2311, 13, full, ''",
        "701, 37, tied, ''",
        "8711, 5, full, --labels g",
        "2311, 13, diag, --labels g"
    })
    void aMixtureIsWhereItsResponsibilitiesLead(int n, int d, String covariance, String labels) {
        Sample sample = sample(n, d, false);
        JsonNode json =
                fit(sample, ("fit gmm {table} --components 2 --covariance " + covariance + " " + labels).strip());
        double[] weights = Direct.doubles(json.get("weights"));
        RealMatrix[] covariances = new RealMatrix[2];
        for (int k = 0; k < 2; k++) {
            JsonNode all = json.get("covariances");
            covariances[k] = switch (covariance) {
                case "full" -> Direct.matrix(all.get(k));
                case "diag" -> MatrixUtils.createRealDiagonalMatrix(Direct.doubles(all.get(k)));
                default -> Direct.matrix(all);
            };
        }
        double logLikelihood = 0;
        double[] sum = new double[2];
        double[][] first = new double[2][d];
        RealMatrix[] second = {MatrixUtils.createRealMatrix(d, d), MatrixUtils.createRealMatrix(d, d)};
        double[][] means = {Direct.doubles(json.at("/means/0")), Direct.doubles(json.at("/means/1"))};
        Direct.Normal[] normals = {
            new Direct.Normal(means[0], covariances[0]), new Direct.Normal(means[1], covariances[1])
        };
        for (int i = 0; i < n; i++) {
            double[] row = sample.rows()[i];
            double a = Math.log(weights[0]) + normals[0].logDensity(row);
            double b = Math.log(weights[1]) + normals[1].logDensity(row);
            String known = labels.isEmpty() ? "" : sample.labels().get(i);
            if (!known.isEmpty()) {
                boolean isFirst = known.equals("low") == means[0][0] < means[1][0];
                a = isFirst ? a : Double.NEGATIVE_INFINITY;
                b = isFirst ? Double.NEGATIVE_INFINITY : b;
            }
            double evidence = Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
            logLikelihood += sample.weights()[i] * evidence;
            for (int k = 0; k < 2; k++) {
                double r = sample.weights()[i] * Math.exp((k == 0 ? a : b) - evidence);
                sum[k] += r;
                for (int j = 0; j < d; j++) {
                    first[k][j] += r * row[j];
                    for (int l = 0; l < d; l++) {
                        second[k].addToEntry(j, l, r * (row[j] - means[k][j]) * (row[l] - means[k][l]));
                    }
                }
            }
        }
        double total = sample.totalWeight();
        assertEquals(logLikelihood, json.at("/fit/logLikelihood").asDouble(), 1e-10 * Math.abs(logLikelihood));
        for (int k = 0; k < 2; k++) {
            double own = sum[k];
            assertEquals(own / total, weights[k], 1e-8);
            assertArrayEquals(Arrays.stream(first[k]).map(s -> s / own).toArray(), means[k], 1e-7);
            RealMatrix answer = covariance.equals("tied")
                    ? second[0].add(second[1]).scalarMultiply(1 / total)
                    : second[k].scalarMultiply(1 / own);
            for (int j = 0; j < d; j++) {
                for (int l = 0; l < d; l++) {
                    double expected = covariance.equals("diag") && j != l ? 0 : answer.getEntry(j, l);
                    assertEquals(expected, covariances[k].getEntry(j, l), 1e-6, "component " + k + ", " + j + ", " + l);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8711, 6, false", "8711, 6, true", "2311, 13, true", "701, 37, false"})
    void aFactorAnalysisIsAMaximumOfWhatIsObserved(int n, int d, boolean gaps) {
        Sample sample = sample(n, d, gaps);
        JsonNode json = fit(sample, "fit fa {table} --factors 2" + (gaps ? " --missing" : ""));
        RealMatrix loadings = Direct.matrix(json.get("loadings"));
        double[] uniquenesses = Direct.doubles(json.get("uniquenesses"));
        double[] mean = Direct.doubles(json.get("mean"));
        double value = logLikelihood(sample, mean, loadings, uniquenesses, 0, 0);
        assertEquals(value, json.at("/fit/logLikelihood").asDouble(), 1e-10 * Math.abs(value));
        for (long direction = 1; direction <= 3; direction++) {
            double up = logLikelihood(sample, mean, loadings, uniquenesses, 1e-3, direction);
            double down = logLikelihood(sample, mean, loadings, uniquenesses, -1e-3, direction);
            double curvature = 2 * value - up - down;
            // the maximum along the direction is off by this part of the step, where a standard error is sqrt(1 /
            // curvature) of it
            assertEquals(0, (up - down) / (2 * Math.sqrt(curvature)), 2e-3, "direction " + direction);
        }
    }

    /** The log-likelihood some way along a random direction in means, loadings and uniquenesses. */
    private static double logLikelihood(
            Sample sample, double[] mean, RealMatrix loadings, double[] uniquenesses, double step, long direction) {
        RandomGenerator random = Randomness.of(direction);
        double[] m =
                Arrays.stream(mean).map(v -> v + step * random.nextGaussian()).toArray();
        RealMatrix l = loadings.copy();
        for (int j = 0; j < m.length; j++) {
            for (int a = 0; a < l.getColumnDimension(); a++) {
                l.addToEntry(j, a, step * random.nextGaussian());
            }
        }
        double[] u = Arrays.stream(uniquenesses)
                .map(v -> v + step * random.nextGaussian())
                .toArray();
        RealMatrix covariance = l.multiply(l.transpose()).add(MatrixUtils.createRealDiagonalMatrix(u));
        Direct.Normal normal = new Direct.Normal(m, covariance);
        return IntStream.range(0, sample.rows().length)
                .mapToDouble(i -> sample.weights()[i] * normal.logDensity(sample.rows()[i]))
                .sum();
    }
}
