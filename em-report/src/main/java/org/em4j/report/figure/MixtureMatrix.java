package org.em4j.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Colour;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Panel;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/**
 * A matrix of panels: columns against columns. Below the diagonal rows and components, on it each column alone, above it the
 * density.
 *
 * @param columns their names
 * @param rows that are shown, and whose they are
 * @param components of the mixture
 */
record MixtureMatrix(List<String> columns, ClassifiedRows rows, NormalComponents components) {
    /** More columns than this make panels too small to read. */
    private static final int MOST_COLUMNS = 5;

    private static final int GRID = 80;
    private static final int CURVE = 200;

    /** Parts of the rows that contours hold, from outside to inside. */
    private static final double[] HELD = {0.95, 0.75, 0.5, 0.25};

    /** The matrix; of one column, its panel alone. */
    Picture picture(String note) {
        int[] chosen = apart(MOST_COLUMNS);
        List<Panel> panels = new ArrayList<>();
        for (int down : chosen) {
            for (int across : chosen) {
                panels.add(
                        across == down
                                ? marginal(down)
                                : across < down ? classification(across, down) : density(across, down));
            }
        }
        String few = chosen.length < columns.size()
                ? " Of " + columns.size() + " columns those are shown that tell the components apart best."
                : "";
        return new Picture("scatter", words(chosen.length > 1) + noise() + note + few, panels, chosen.length);
    }

    private String noise() {
        return rows.groups() > components.size() ? " The density is that of the components, without the noise." : "";
    }

    private static String words(boolean several) {
        String marginal =
                "bars are the rows, lines with a number are what each component adds to the density, and the line"
                        + " without one is all of it.";
        return several
                ? "Below the diagonal, the rows in the colour and shape of their most probable component, paler where that is"
                        + " less sure; numbers stand at the components' means, and ellipses hold two standard deviations. On"
                        + " the diagonal, " + marginal
                        + " Above it, the density of the mixture: contours hold 25, 50, 75 and"
                        + " 95 % of the rows."
                : "The rows and the density of the mixture: " + marginal;
    }

    /** The columns, not more than so many, in which the components' means lie furthest apart, in the data's order. */
    int[] apart(int most) {
        return IntStream.range(0, columns.size())
                .boxed()
                .sorted((i, j) -> Double.compare(components.spread(j), components.spread(i)))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private Axis axis(int j) {
        return Axis.linear(columns.get(j));
    }

    private Panel classification(int a, int b) {
        List<Series> series = new ArrayList<>(rows.points(a, b));
        for (int k = 0; k < components.size(); k++) {
            double[][] ellipse = components.ellipse(k, a, b);
            series.add(new Series("", ellipse[0], ellipse[1], Mark.LINE, Colour.of(k, 1)));
        }
        series.addAll(numbers(a, b)); // last, so that nothing hides them
        return new Plot("", axis(a), axis(b), series);
    }

    private List<Series> numbers(int a, int b) {
        return IntStream.range(0, components.size())
                .mapToObj(k -> number(k, components.means()[k][a], components.means()[k][b]))
                .toList();
    }

    private static Series number(int k, double x, double y) {
        return new Series(Integer.toString(k + 1), new double[] {x}, new double[] {y}, Mark.LABELS, Colour.of(k, 1));
    }

    private Panel marginal(int j) {
        double[] values = rows.column(j);
        double least = Arrays.stream(values).min().orElse(0);
        double greatest = Arrays.stream(values).max().orElse(1);
        double[] grid = spread(least, greatest, CURVE);
        List<Series> series = new ArrayList<>();
        Histogram.of(values, rows.weights(j)).map(Histogram::series).ifPresent(series::add);
        for (int k = 0; k < components.size(); k++) {
            int component = k;
            double[] share = Arrays.stream(grid)
                    .map(v -> components.share(component, j, v))
                    .toArray();
            series.add(new Series("", grid, share, Mark.LINE, Colour.of(k, 1)));
        }
        double[] whole = Arrays.stream(grid).map(v -> components.density(j, v)).toArray();
        series.add(new Series("", grid, whole, Mark.LINE, Colour.INK));
        for (int k = 0; k < components.size(); k++) {
            double mean = components.means()[k][j];
            series.add(number(k, mean, components.share(k, j, mean)));
        }
        return new Plot("", axis(j), Axis.linear("density"), series);
    }

    private Panel density(int a, int b) {
        double[][] shown = rows.columns(a, b);
        double[] levels = levels(shown, a, b);
        Contour contour = Contour.of(grid(shown[0]), grid(shown[1]), (u, v) -> components.density(a, b, u, v));
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            double[][] curves = contour.at(levels[i]);
            double strength = (i + 2.0) / (levels.length + 1);
            series.add(new Series("", curves[0], curves[1], Mark.LINE, Colour.of(0, strength)));
        }
        series.addAll(numbers(a, b));
        return new Plot("", axis(a), axis(b), series);
    }

    /** The density that each part of the rows lies above. */
    private double[] levels(double[][] shown, int a, int b) {
        double[] at = IntStream.range(0, shown[0].length)
                .mapToDouble(i -> components.density(a, b, shown[0][i], shown[1][i]))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return at.length == 0
                ? at
                : DoubleStream.of(HELD)
                        .map(part -> at[(int) Math.floor((1 - part) * at.length)])
                        .toArray();
    }

    /** Points from below all values to above them. */
    private static double[] grid(double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        double greatest = Arrays.stream(values).max().orElse(1);
        double room = 0.15 * (greatest - least);
        return spread(least - room, greatest + room, GRID);
    }

    private static double[] spread(double from, double to, int steps) {
        return IntStream.rangeClosed(0, steps)
                .mapToDouble(i -> from + (to - from) * i / steps)
                .toArray();
    }
}
