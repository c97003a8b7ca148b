package org.em4j.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;
import org.em4j.core.product.Product;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Colour;
import org.em4j.validation.reproduce.Picture.Heatmap;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Panel;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** Latent classes and hidden states in pictures. */
public final class LatentFigures {
    /** Steps of a sequence that can still be told apart. */
    private static final int STEPS = 400;

    private static final String USUAL =
            "how frequent the categories are, and how far its means are from that of all rows, in standard deviations"
                    + " of all rows; blue where they are below it.";

    private LatentFigures() {}

    /** What is usual in each class: the shares of the categories, and how far means are from that of all rows; nothing if all are lines. */
    public static List<Picture> classes(MixedColumns columns, List<Product.Theta> theta, Rows rows) {
        List<Panel> panels = panels("class", columns, theta, rows);
        return panels.isEmpty() ? List.of() : List.of(new Picture("classes", "Each class: " + USUAL, panels, 2));
    }

    /** What is usual in each state, and how probable each next state is. */
    public static Picture states(MixedColumns columns, HiddenMarkov.Theta<Product.Theta> theta, Rows rows) {
        List<Panel> panels = panels("state", columns, theta.states().components(), rows);
        List<String> states = named("state", theta.transitions().length);
        panels.add(new Heatmap("Next state (columns) after each (rows)", states, states, theta.transitions()));
        return new Picture("states", "Each state: " + USUAL, panels, 2);
    }

    private static List<Panel> panels(String called, MixedColumns columns, List<Product.Theta> theta, Rows rows) {
        List<String> classes = named(called, theta.size());
        List<String> shares = new ArrayList<>();
        List<double[]> shareValues = new ArrayList<>();
        List<String> means = new ArrayList<>();
        List<double[]> meanValues = new ArrayList<>();
        for (int i = 0; i < columns.modelled().size(); i++) {
            Column column = columns.modelled().get(i);
            int part = i;
            double[][] values = theta.stream()
                    .map(component -> column.values(component.parts().get(part)))
                    .toArray(double[][]::new);
            if (column.kind() == Column.Kind.CATEGORICAL) {
                for (int c = 0; c < column.categories().size(); c++) {
                    int category = c;
                    shares.add(column.name() + " = " + column.categories().get(c));
                    shareValues.add(
                            Arrays.stream(values).mapToDouble(v -> v[category]).toArray());
                }
            } else if (column.on().isEmpty()) {
                double[] moments = moments(rows, columns.columns().indexOf(column));
                means.add(column.name());
                meanValues.add(Arrays.stream(values)
                        .mapToDouble(v -> moments[1] > 0 ? (v[0] - moments[0]) / moments[1] : 0)
                        .toArray());
            }
        }
        List<Panel> panels = new ArrayList<>();
        if (!shares.isEmpty()) {
            panels.add(new Heatmap("Shares of the categories", shares, classes, shareValues.toArray(double[][]::new)));
        }
        if (!means.isEmpty()) {
            panels.add(new Heatmap("Means, beside all rows", means, classes, meanValues.toArray(double[][]::new)));
        }
        return panels;
    }

    /** BIC and AIC by the number of classes or states. */
    public static Picture criteria(String called, double[] sizes, double[] bic, double[] aic) {
        return new Picture(
                "criteria",
                "BIC, p log n - 2 log-likelihood, and AIC, 2 p - 2 log-likelihood, by the number of " + called
                        + ": smaller is better.",
                List.of(new Plot(
                        "",
                        Axis.linear(called),
                        Axis.linear("criterion"),
                        List.of(
                                new Series("BIC", sizes, bic, Mark.SIGNS, Colour.of(0, 1)),
                                new Series("AIC", sizes, aic, Mark.SIGNS, Colour.of(1, 1))))));
    }

    /**
     * Probabilities of the states at each step of a sequence.
     *
     * @param smoothed {@code (T x K)}, given the whole sequence
     */
    public static Picture path(double[][] smoothed) {
        int shown = Math.min(STEPS, smoothed.length);
        int size = smoothed[0].length;
        double[] steps = IntStream.rangeClosed(1, shown).asDoubleStream().toArray();
        List<Panel> panels = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            double[] p = new double[shown];
            for (int t = 0; t < shown; t++) {
                p[t] = smoothed[t][k];
            }
            panels.add(new Plot(
                    "state " + (k + 1),
                    Axis.linear("step"),
                    Axis.linear("probability"),
                    List.of(new Series("", steps, p, Mark.LINE, Colour.of(k, 1)))));
        }
        return new Picture(
                "path",
                "How probable each state is at each step of the first sequence, given the whole of it"
                        + (shown < smoothed.length
                                ? "; its first " + shown + " of " + smoothed.length + " steps."
                                : "."),
                panels,
                1);
    }

    private static List<String> named(String called, int size) {
        return IntStream.rangeClosed(1, size).mapToObj(k -> called + " " + k).toList();
    }

    /** The mean and the standard deviation of what is there of a column. */
    private static double[] moments(Rows rows, int j) {
        double weight = 0;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < rows.size(); i++) {
            double x = rows.get(i, j);
            double w = rows.weight(i);
            if (!Double.isNaN(x) && w > 0) {
                weight += w;
                double off = x - mean;
                mean += off * w / weight;
                squares += w * off * (x - mean);
            }
        }
        return new double[] {mean, weight > 0 ? Math.sqrt(squares / weight) : 0};
    }
}
