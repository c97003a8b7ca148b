package org.em4j.report.figure;

import java.util.Arrays;
import java.util.Optional;
import org.em4j.validation.reproduce.Picture.Colour;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Series;

/**
 * Bars of one width whose area is one.
 *
 * @param from where the first bar begins
 * @param width of a bar
 * @param heights density of each bar
 */
record Histogram(double from, double width, double[] heights) {
    private static final int MOST = 40;

    /**
     * Of weighted values, in as many bars as Sturges (1926) or Freedman and Diaconis (1981) would have, whoever has more, which is
     * numpy's rule "auto"; empty where all values are one.
     */
    static Optional<Histogram> of(double[] values, double[] weights) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int n = sorted.length;
        if (n == 0 || sorted[0] == sorted[n - 1]) {
            return Optional.empty();
        }
        double span = sorted[n - 1] - sorted[0];
        double fine = 2 * (sorted[3 * n / 4] - sorted[n / 4]) / Math.cbrt(n);
        double sturges = 1 + Math.log(n) / Math.log(2);
        int bars = (int) Math.min(MOST, Math.ceil(Math.max(sturges, fine > 0 ? span / fine : 1)));
        double width = span / bars;
        double total = Arrays.stream(weights).sum();
        double[] heights = new double[bars];
        for (int i = 0; i < n; i++) {
            int bar = (int) Math.min(bars - 1, (values[i] - sorted[0]) / width);
            heights[bar] += weights[i] / (total * width);
        }
        return Optional.of(new Histogram(sorted[0], width, heights));
    }

    /** The outline of a histogram, which is shaded. */
    Series series() {
        double[] x = new double[4 * heights.length];
        double[] y = new double[4 * heights.length];
        for (int b = 0; b < heights.length; b++) {
            double[] corners = {from + b * width, from + b * width, from + (b + 1) * width, from + (b + 1) * width};
            System.arraycopy(corners, 0, x, 4 * b, 4);
            y[4 * b + 1] = heights[b];
            y[4 * b + 2] = heights[b];
        }
        return new Series("", x, y, Mark.SHADE, Colour.INK);
    }
}
