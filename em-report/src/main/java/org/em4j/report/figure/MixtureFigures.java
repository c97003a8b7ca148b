package org.em4j.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.Rows;
import org.em4j.core.start.RowSample;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Blank;
import org.em4j.validation.reproduce.Picture.Colour;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Panel;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/**
 * What a mixture looks like.
 *
 * @param columns names of the d columns
 * @param note a sentence on which rows are shown; empty where it is all of them
 * @param x rows {@code (n x d)}, NaN where a value is missing
 * @param responsibilities {@code (n x K)}, or with a last column for noise
 * @param means {@code (K x d)}
 * @param covariances {@code (K x d x d)}
 */
public record MixtureFigures(
        List<String> columns,
        String note,
        double[][] x,
        double[][] responsibilities,
        double[][] means,
        double[][][] covariances) {
    /** More columns than this make panels too small to read. */
    private static final int MOST_COLUMNS = 5;

    /** More rows than this hide one another, and make the page slow. */
    private static final int MOST_ROWS = 5_000;

    private static final int SHADES = 4;

    /**
     * The figures of a mixture of rows wherever they lie: of at most 5,000 of them, drawn by a seed.
     *
     * @param responsibilities of rows, {@code (n x K)}, or with a last column for noise
     */
    public static MixtureFigures of(
            List<String> columns,
            RowObservations rows,
            long seed,
            Function<Rows, double[][]> responsibilities,
            double[][] means,
            double[][][] covariances) {
        long n = rows.profile().informative();
        Rows shown = n <= MOST_ROWS && rows instanceof Rows all ? all : RowSample.of(rows, MOST_ROWS, seed);
        String note =
                n <= MOST_ROWS ? "" : " " + MOST_ROWS + " of " + n + " rows are shown, drawn by seed " + seed + ".";
        return new MixtureFigures(columns, note, shown.toArray(), responsibilities.apply(shown), means, covariances);
    }

    /** All of them. */
    public List<Picture> all() {
        return List.of(scatter(), posterior(), uncertainty());
    }

    private int size() {
        return means.length;
    }

    /** Of components, and of noise if there is any. */
    private int groups() {
        return responsibilities[0].length;
    }

    private String name(int group) {
        return group < size() ? "component " + (group + 1) : "noise";
    }

    private Colour colour(int group, double certainty) {
        return group < size() ? Colour.of(group, certainty) : new Colour(-1, -1, 1);
    }

    private int label(int i) {
        double[] r = responsibilities[i];
        return IntStream.range(0, r.length)
                .boxed()
                .max(Comparator.comparingDouble(k -> r[k]))
                .orElseThrow();
    }

    private double certainty(int i) {
        return responsibilities[i][label(i)];
    }

    private Picture scatter() {
        int[] chosen = apart();
        List<Panel> panels = new ArrayList<>();
        int edge = Math.max(1, chosen.length - 1);
        if (chosen.length == 1) {
            panels.add(density(chosen[0]));
        }
        for (int i = 1; i < chosen.length; i++) {
            for (int j = 0; j < edge; j++) {
                panels.add(j < i ? plot(chosen[j], chosen[i]) : new Blank());
            }
        }
        String few = chosen.length < columns.size()
                ? " Of " + columns.size() + " columns those are shown that tell the components apart best."
                : "";
        return new Picture(
                "scatter",
                "The rows in the colour of their most probable component, paler where that is less sure; numbers stand"
                        + " at the components' means, and ellipses hold two standard deviations." + note + few,
                panels,
                edge);
    }

    /** The columns in which the components' means lie furthest apart, in standard deviations; in the data's order. */
    private int[] apart() {
        return IntStream.range(0, columns.size())
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -spread(j)))
                .limit(MOST_COLUMNS)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private double spread(int j) {
        double[] m = Arrays.stream(means).mapToDouble(mean -> mean[j]).toArray();
        double within =
                Arrays.stream(covariances).mapToDouble(c -> c[j][j]).average().orElseThrow();
        return (Arrays.stream(m).max().orElseThrow() - Arrays.stream(m).min().orElseThrow()) / Math.sqrt(within);
    }

    private Panel plot(int a, int b) {
        List<Series> series = new ArrayList<>();
        for (int k = 0; k < groups(); k++) {
            for (int shade = 0; shade <= SHADES; shade++) {
                int component = k;
                int these = shade;
                int[] part = IntStream.range(0, x.length)
                        .filter(i -> label(i) == component && shade(i) == these)
                        .filter(i -> !Double.isNaN(x[i][a]) && !Double.isNaN(x[i][b]))
                        .toArray();
                if (part.length > 0) {
                    Colour colour = colour(k, (shade + 1) / (SHADES + 1.0));
                    series.add(new Series("", column(part, a), column(part, b), Mark.POINTS, colour));
                }
            }
        }
        for (int k = 0; k < size(); k++) {
            series.add(ellipse(k, a, b));
        }
        for (int k = 0; k < size(); k++) { // last, so that nothing hides them
            double[] across = {means[k][a]};
            double[] up = {means[k][b]};
            series.add(new Series(Integer.toString(k + 1), across, up, Mark.LABELS, Colour.of(k, 1)));
        }
        return new Plot("", Axis.linear(columns.get(a)), Axis.linear(columns.get(b)), series);
    }

    /** From 0, no surer than chance, to {@value #SHADES}, quite sure. */
    private long shade(int i) {
        double chance = 1.0 / groups();
        return groups() == 1 ? SHADES : Math.round((certainty(i) - chance) / (1 - chance) * SHADES);
    }

    private double[] column(int[] rows, int j) {
        return Arrays.stream(rows).mapToDouble(i -> x[i][j]).toArray();
    }

    private Series ellipse(int k, int a, int b) {
        double sd = Math.sqrt(covariances[k][a][a]);
        double slope = covariances[k][b][a] / sd;
        double rest = Math.sqrt(Math.max(0, covariances[k][b][b] - slope * slope));
        double[] u = new double[73];
        double[] v = new double[73];
        for (int i = 0; i < u.length; i++) {
            double angle = 2 * Math.PI * i / (u.length - 1);
            u[i] = means[k][a] + 2 * sd * Math.cos(angle);
            v[i] = means[k][b] + 2 * (slope * Math.cos(angle) + rest * Math.sin(angle));
        }
        return new Series("", u, v, Mark.LINE, Colour.of(k, 1));
    }

    /** Of one column: each component's share of the density. */
    private Panel density(int j) {
        double[] total = new double[size()];
        for (double[] r : responsibilities) {
            Arrays.setAll(total, k -> total[k] + r[k] / responsibilities.length);
        }
        double low = Arrays.stream(x)
                .mapToDouble(row -> row[j])
                .filter(Double::isFinite)
                .min()
                .orElseThrow();
        double high = Arrays.stream(x)
                .mapToDouble(row -> row[j])
                .filter(Double::isFinite)
                .max()
                .orElseThrow();
        double[] grid = IntStream.rangeClosed(0, 200)
                .mapToDouble(i -> low + (high - low) * i / 200)
                .toArray();
        List<Series> series = new ArrayList<>();
        for (int k = 0; k < size(); k++) {
            double mean = means[k][j];
            double variance = covariances[k][j][j];
            double weight = total[k];
            double[] density = Arrays.stream(grid)
                    .map(v -> weight
                            * Math.exp(-0.5 * (v - mean) * (v - mean) / variance)
                            / Math.sqrt(2 * Math.PI * variance))
                    .toArray();
            series.add(new Series("component " + (k + 1), grid, density, Mark.LINE, Colour.of(k, 1)));
        }
        return new Plot("", Axis.linear(columns.get(j)), Axis.linear("density"), series);
    }

    private Picture posterior() {
        List<Series> series = new ArrayList<>();
        int at = 0;
        for (int k = 0; k < groups(); k++) {
            int component = k;
            double[] sorted = IntStream.range(0, x.length)
                    .filter(i -> label(i) == component)
                    .mapToDouble(i -> -certainty(i))
                    .sorted()
                    .map(v -> -v)
                    .toArray();
            int from = at;
            if (sorted.length > 0) {
                series.add(new Series(
                        name(k),
                        IntStream.range(0, sorted.length)
                                .mapToDouble(i -> from + i)
                                .toArray(),
                        sorted,
                        Mark.AREA,
                        colour(k, 1)));
            }
            at += sorted.length;
        }
        return new Picture(
                "posterior",
                "The largest responsibility of each row, component by component, from the surest row down: a block that"
                        + " falls late stands apart, one that falls at once is a matter of opinion." + note,
                List.of(new Plot("", Axis.linear("rows"), Axis.linear("responsibility"), series)));
    }

    private Picture uncertainty() {
        double[] sorted = IntStream.range(0, x.length)
                .mapToDouble(i -> 1 - certainty(i))
                .sorted()
                .toArray();
        double[] percent = IntStream.range(0, sorted.length)
                .mapToDouble(i -> 100.0 * i / sorted.length)
                .toArray();
        long unsure = Arrays.stream(sorted).filter(u -> u > 0.05).count();
        return new Picture(
                "uncertainty",
                "One minus the largest responsibility, from the surest row to the least sure; above 0.05 in " + unsure
                        + " of " + x.length + " rows." + note,
                List.of(new Plot(
                        "",
                        Axis.linear("per cent of the rows"),
                        Axis.linear("uncertainty"),
                        List.of(new Series("", percent, sorted, Mark.LINE, 1)))));
    }
}
