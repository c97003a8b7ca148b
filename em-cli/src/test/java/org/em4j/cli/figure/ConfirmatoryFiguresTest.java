package org.em4j.cli.figure;

import static org.em4j.cli.figure.Direct.inverse;
import static org.em4j.cli.figure.FactorFit.D;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.cli.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors, tests and indices of a confirmatory factor analysis on weighted rows, worked out by numeric derivatives. */
class ConfirmatoryFiguresTest {
    @TempDir
    private static Path folder;

    private static FactorFit fit() {
        return FactorFit.of(folder, FactorFit.CONFIRMATORY, false);
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

    private static double[] estimates(FactorFit fit) {
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

    private static JsonNode parameter(FactorFit fit, int k) {
        String column = fit.sample().columns().get(k % D);
        JsonNode list = fit.json().get("parameters");
        return k < D
                ? parameter(list, k < 3 ? "F" : "G", "=~", column)
                : k < 2 * D ? parameter(list, column, "~~", column) : parameter(list, "F", "~~", "G");
    }

    /** With --robust the errors of the table are those of the sandwich. */
    @Test
    void theTableOfParametersHasRobustErrorsAndTheirTests() {
        FactorFit fit = fit();
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
            assertEquals(error, p.get("standardError").asDouble(), 1e-4 * error, p.toString());
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

    private static RealMatrix observed(FactorFit fit, double[] v) {
        double[] mean = fit.centre();
        ToDoubleFunction<double[]> f = u -> fit.logLikelihood(mean, confirmatory(u));
        return Direct.hessian(f, v, ones(v.length)).scalarMultiply(-1);
    }

    @Test
    void standardErrorsByInformationAreThoseOfTheObservedInformation() {
        FactorFit fit = fit();
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
        FactorFit fit = fit();
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

    /** As a correlation of the residuals themselves, of two columns of children's tests. */
    @Test
    void aCovarianceOfResidualsIsStandardisedByTheirOwnDeviations() throws IOException {
        Path syntax = Files.writeString(
                folder.resolve("syntax.txt"), "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nx1 ~~ x4\n");
        JsonNode fit = Command.em(
                        "fit",
                        "cfa",
                        "../data/holzinger_swineford.csv",
                        "--model-syntax",
                        syntax.toString(),
                        "--format",
                        "json")
                .json();
        double covariance = parameter(fit, "x1", "x4").get("estimate").asDouble();
        double one = parameter(fit, "x1", "x1").get("estimate").asDouble();
        double other = parameter(fit, "x4", "x4").get("estimate").asDouble();
        assertEquals(
                covariance / Math.sqrt(one * other),
                parameter(fit, "x1", "x4").get("standardized").asDouble(),
                1e-12);
    }

    private static JsonNode parameter(JsonNode fit, String left, String right) {
        return fit.findParents("operator").stream()
                .filter(each -> each.get("operator").asText().equals("~~")
                        && each.get("left").asText().equals(left)
                        && each.get("right").asText().equals(right))
                .findFirst()
                .orElseThrow();
    }
}
