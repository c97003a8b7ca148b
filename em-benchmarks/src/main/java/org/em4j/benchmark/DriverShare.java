package org.em4j.benchmark;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * How long a driver works between two passes over data that lie on others: the M-step and the factors of what comes of it. Prints the
 * table of docs/scale.md.
 */
public final class DriverShare {
    private static final int[][] SIZES = {{20_000, 100, 16}, {10_000, 300, 16}, {12_000, 1000, 10}, {11_000, 2000, 5}};
    private static final int RUNS = 2;

    private DriverShare() {}

    /** Prints the table. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(
                "| d, K | statistics, MB | a row of a pass, µs | the driver, s | rows of which a pass takes as long |");
        out.println("|---|--:|--:|--:|--:|");
        for (int[] size : SIZES) {
            print(out, size[0], size[1], size[2]);
        }
    }

    private static void print(PrintStream out, int n, int d, int k) {
        var model = CovarianceFamily.FULL.mixture(k, d);
        MixtureParameters<FullNormal> theta = ScaleModel.start(d, k);
        Observations<double[]> rows = ScaleModel.rows(n, d, k);
        var expectation = Expectation.of(model, theta, rows);
        double row = ScaleModel.median(RUNS, () -> Expectation.of(model, theta, rows)) / n;
        double driver = ScaleModel.median(RUNS, () -> {
            if (model.bind(model.maximize(expectation.statistics(), theta)).isEmpty()) {
                throw new IllegalStateException("no factors");
            }
        });
        out.printf(
                Locale.ROOT,
                "| %,d, %d | %.1f | %.0f | %.2f | %,.0f |%n",
                d,
                k,
                8e-6 * k * (1 + d + (double) d * d),
                1e6 * row,
                driver,
                driver / row);
    }
}
