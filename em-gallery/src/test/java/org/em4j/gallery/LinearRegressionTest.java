package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.em4j.core.Execution;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.Moments;
import org.em4j.core.estimate.ModelEstimator;
import org.em4j.core.inference.Quantities;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gallery.regression.LinearRegression;
import org.em4j.gallery.regression.LinearRegression.Line;
import org.junit.jupiter.api.Test;

/** What is free in a regression is its line and the variance about it; the covariates are given. */
class LinearRegressionTest {
    private static final int N = 60;

    /** Two covariates that correlate, and a response, in units of their own and from origins of their own. */
    private static Rows rows(int seed, double power, double away) {
        Random random = new Random(seed);
        double unit = Math.pow(10, power);
        return Rows.of(IntStream.range(0, N)
                .mapToObj(i -> {
                    double a = random.nextGaussian();
                    double b = 0.6 * a + random.nextGaussian();
                    double y = 1 + 2 * a - b + 0.5 * random.nextGaussian();
                    return new double[] {unit * (a + away), b / unit, y * unit - away};
                })
                .toArray(double[][]::new));
    }

    private static FullNormal start(Rows rows) {
        return new Gaussian(3).maximize(Moments.of(rows), null);
    }

    private static final Quantities<FullNormal> LINE = new Quantities<>(List.of("a", "b", "variance"), theta -> {
        Line line = Line.of(theta);
        return new double[] {line.slopes()[0], line.slopes()[1], line.variance()};
    });

    /** Of the maximum of the likelihood: variances by n, and that of the variance 2 v² / n. */
    @Property(tries = 50)
    void standardErrorsAreThoseOfLeastSquares(
            @ForAll @IntRange(max = 9999) int seed,
            @ForAll @DoubleRange(min = -4, max = 4) double power,
            @ForAll @DoubleRange(min = 0, max = 100) double away) {
        Rows rows = rows(seed, power, away);
        double[] errors = new ModelEstimator<>(new LinearRegression(2), random -> start(rows))
                .fit(rows, new Execution(1, 1)).report(LINE).standardErrors().estimates().stream()
                        .mapToDouble(estimate -> estimate.standardError())
                        .toArray();
        OLSMultipleLinearRegression least = new OLSMultipleLinearRegression();
        double[][] all = rows.toArray();
        double[] means = new double[3];
        Arrays.setAll(
                means,
                j -> Arrays.stream(all).mapToDouble(row -> row[j]).average().orElseThrow());
        least.newSampleData(
                Arrays.stream(all).mapToDouble(row -> row[2] - means[2]).toArray(),
                Arrays.stream(all)
                        .map(row -> new double[] {row[0] - means[0], row[1] - means[1]})
                        .toArray(double[][]::new));
        double[] theirs = least.estimateRegressionParametersStandardErrors();
        double variance = least.calculateResidualSumOfSquares() / N;
        double byN = Math.sqrt((N - 3.0) / N);
        assertEquals(theirs[1] * byN, errors[0], 1e-5 * errors[0]);
        assertEquals(theirs[2] * byN, errors[1], 1e-5 * errors[1]);
        assertEquals(variance * Math.sqrt(2.0 / N), errors[2], 1e-5 * errors[2]);
    }

    /** Two weights that add up to one, and for each line an intercept, a slope and a variance. */
    @Test
    void covariatesAreNoParametersOfAMixture() {
        Rows rows = rows(1, 0, 0);
        var mixture = new Mixture<>(2, new LinearRegression(2));
        var fitted = new ModelEstimator<>(
                        mixture,
                        random -> new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(start(rows), start(rows))))
                .fit(rows, new Execution(1, 1));
        assertEquals(1 + 2 * 4, fitted.freeParameters().orElseThrow());
    }

    @Property(tries = 100)
    void coordinatesComeBack(
            @ForAll @IntRange(max = 9999) int seed, @ForAll @DoubleRange(min = -4, max = 4) double power) {
        var chart = new LinearRegression(2).chart(start(rows(seed, power, 3))).orElseThrow();
        double[] u = new Random(seed).doubles(4, -1, 1).toArray();
        assertArrayEquals(u, chart.coordinates(chart.point(u)), 1e-8);
    }
}
