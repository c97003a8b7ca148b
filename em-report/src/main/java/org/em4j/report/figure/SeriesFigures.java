package org.em4j.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.gallery.sequence.StateSpace;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Colour;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Panel;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** Series and the levels behind them. */
public final class SeriesFigures {
    /** Times that can still be told apart. */
    private static final int TIMES = 1000;

    /** Of a normal distribution, 95 per cent are no further away. */
    private static final double SURE = 1.96;

    private SeriesFigures() {}

    /**
     * What was seen of each column beside its smoothed level and where that lies with 95 per cent.
     *
     * @param y a series {@code (T x q)}
     * @param states of it, of which the first q are the columns' levels
     */
    public static List<Picture> of(List<String> columns, double[][] y, StateSpace.States states) {
        int shown = Math.min(TIMES, y.length);
        List<Panel> panels = IntStream.range(0, columns.size())
                .<Panel>mapToObj(j -> panel(columns.get(j), j, Arrays.copyOf(y, shown), states))
                .toList();
        return List.of(new Picture(
                "levels",
                "Of the first series, what was seen of each column (points), its level given the whole of it (line), and between dashes where that lies"
                        + " with 95 % by the model"
                        + (shown < y.length ? "; the first " + shown + " of " + y.length + " times." : "."),
                panels,
                1));
    }

    private static Plot panel(String column, int j, double[][] y, StateSpace.States states) {
        int m = states.means()[0].length;
        double[] times = IntStream.rangeClosed(1, y.length).asDoubleStream().toArray();
        int[] seen =
                IntStream.range(0, y.length).filter(t -> !Double.isNaN(y[t][j])).toArray();
        double[] level = new double[y.length];
        Arrays.setAll(level, t -> states.means()[t][j]);
        double[] away = new double[y.length];
        Arrays.setAll(away, t -> SURE * Math.sqrt(states.covariances()[t][j * (m + 1)]));
        double[] above = new double[y.length];
        Arrays.setAll(above, t -> level[t] + away[t]);
        double[] below = new double[y.length];
        Arrays.setAll(below, t -> level[t] - away[t]);
        return new Plot(
                "",
                Axis.linear("time"),
                Axis.linear(column),
                List.of(
                        new Series(
                                "seen",
                                IntStream.of(seen).mapToDouble(t -> times[t]).toArray(),
                                IntStream.of(seen).mapToDouble(t -> y[t][j]).toArray(),
                                Mark.POINTS,
                                Colour.of(1, 1)),
                        new Series("level", times, level, Mark.LINE, Colour.of(0, 1)),
                        new Series("95 %", times, above, Mark.DASHES, Colour.of(0, 0.5)),
                        new Series("", times, below, Mark.DASHES, Colour.of(0, 0.5))));
    }
}
