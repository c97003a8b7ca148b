package org.em4j.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.em4j.validation.reproduce.Picture.Colour;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Series;

/**
 * Rows, and how probable each component of a mixture is for them.
 *
 * @param x rows {@code (n x d)}, NaN where a value is missing
 * @param weights of the rows {@code (n)}
 * @param responsibilities {@code (n x K)}, or with a last column for noise
 * @param size number of components K
 */
record ClassifiedRows(double[][] x, double[] weights, double[][] responsibilities, int size) {
    private static final int SHADES = 4;

    /** Components, and noise if there is any. */
    int groups() {
        return responsibilities[0].length;
    }

    String name(int group) {
        return group < size ? "component " + (group + 1) : "noise";
    }

    Colour colour(int group, double certainty) {
        return group < size ? Colour.of(group, certainty) : new Colour(-1, -1, 1);
    }

    /** The group that a row most probably belongs to. */
    int label(int i) {
        double[] r = responsibilities[i];
        int best = 0;
        for (int k = 1; k < r.length; k++) {
            best = r[k] > r[best] ? k : best;
        }
        return best;
    }

    /** The probability that it does. */
    double certainty(int i) {
        return responsibilities[i][label(i)];
    }

    /** The values of a column that are there. */
    double[] column(int j) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> x[i][j])
                .filter(Double::isFinite)
                .toArray();
    }

    /** The weights of the rows that have a value in a column. */
    double[] weights(int j) {
        return IntStream.range(0, x.length)
                .filter(i -> Double.isFinite(x[i][j]))
                .mapToDouble(i -> weights[i])
                .toArray();
    }

    /** Two columns {@code (2 x n)}, of the rows that have both. */
    double[][] columns(int a, int b) {
        return columns(a, b, i -> true);
    }

    private double[][] columns(int a, int b, IntPredicate which) {
        int[] part = IntStream.range(0, x.length)
                .filter(i -> !Double.isNaN(x[i][a]) && !Double.isNaN(x[i][b]) && which.test(i))
                .toArray();
        return new double[][] {
            IntStream.of(part).mapToDouble(i -> x[i][a]).toArray(),
            IntStream.of(part).mapToDouble(i -> x[i][b]).toArray()
        };
    }

    /** Points of two columns, in the colours of their groups, paler the less sure they are. */
    List<Series> points(int a, int b) {
        List<Series> series = new ArrayList<>();
        for (int k = 0; k < groups(); k++) {
            for (int shade = 0; shade <= SHADES; shade++) {
                int group = k;
                int these = shade;
                double[][] part = columns(a, b, i -> label(i) == group && shade(i) == these);
                add(series, part, Mark.POINTS, colour(k, (shade + 1) / (SHADES + 1.0)));
            }
        }
        return series;
    }

    /**
     * Points of two columns, in the colours of their groups, small where they are sure and large where they are least sure: as
     * mclust has them, by the 75 and 95 per cent points of their uncertainties.
     */
    List<Series> bySureness(int a, int b) {
        double[] sorted = IntStream.range(0, x.length)
                .mapToDouble(i -> 1 - certainty(i))
                .sorted()
                .toArray();
        double upper = sorted[(int) (0.75 * (sorted.length - 1))];
        double highest = sorted[(int) (0.95 * (sorted.length - 1))];
        List<Series> series = new ArrayList<>();
        for (int k = 0; k < groups(); k++) {
            int group = k;
            add(
                    series,
                    columns(a, b, i -> label(i) == group && 1 - certainty(i) <= upper),
                    Mark.SPECKS,
                    colour(k, 0.6));
            add(
                    series,
                    columns(a, b, i -> label(i) == group && 1 - certainty(i) > upper && 1 - certainty(i) <= highest),
                    Mark.POINTS,
                    colour(k, 1));
            add(series, columns(a, b, i -> label(i) == group && 1 - certainty(i) > highest), Mark.DISCS, colour(k, 1));
        }
        return series;
    }

    /** The uncertainty of each row against the only column. */
    List<Series> uncertainties() {
        List<Series> series = new ArrayList<>();
        for (int k = 0; k < groups(); k++) {
            int group = k;
            int[] part = IntStream.range(0, x.length)
                    .filter(i -> Double.isFinite(x[i][0]) && label(i) == group)
                    .toArray();
            double[] values = IntStream.of(part).mapToDouble(i -> x[i][0]).toArray();
            double[] unsure =
                    IntStream.of(part).mapToDouble(i -> 1 - certainty(i)).toArray();
            add(series, new double[][] {values, unsure}, Mark.POINTS, colour(k, 1));
        }
        return series;
    }

    private static void add(List<Series> series, double[][] part, Mark mark, Colour colour) {
        if (part[0].length > 0) {
            series.add(new Series("", part[0], part[1], mark, colour));
        }
    }

    /** From 0, no surer than chance, to {@value #SHADES}, quite sure. */
    private long shade(int i) {
        double chance = 1.0 / groups();
        return groups() == 1 ? SHADES : Math.round((certainty(i) - chance) / (1 - chance) * SHADES);
    }
}
