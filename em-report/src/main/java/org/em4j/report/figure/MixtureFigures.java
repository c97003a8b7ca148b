package org.em4j.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.Rows;
import org.em4j.core.start.RowSample;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Panel;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** What a mixture looks like: classification and density, responsibilities, uncertainty. */
public final class MixtureFigures {
    /** More rows than this hide one another, and make the page slow. */
    private static final int MOST_ROWS = 5_000;

    /** Above this, a row's component is in doubt. */
    private static final double UNSURE = 0.05;

    private final MixtureMatrix matrix;
    private final ClassifiedRows rows;
    private final String note;

    private MixtureFigures(MixtureMatrix matrix, String note) {
        this.matrix = matrix;
        this.rows = matrix.rows();
        this.note = note;
    }

    /**
     * The pictures of a mixture of rows wherever they lie: of at most 5,000 of them, drawn by a seed.
     *
     * @param columns names of the d columns
     * @param responsibilities of rows, {@code (n x K)}, or with a last column for noise
     */
    public static List<Picture> of(
            List<String> columns,
            RowObservations data,
            long seed,
            Function<Rows, double[][]> responsibilities,
            NormalComponents components) {
        long n = data.profile().informative();
        Rows shown = n <= MOST_ROWS && data instanceof Rows all ? all : RowSample.of(data, MOST_ROWS, seed);
        String note =
                n <= MOST_ROWS ? "" : " " + MOST_ROWS + " of " + n + " rows are shown, drawn by seed " + seed + ".";
        double[] weights =
                IntStream.range(0, shown.size()).mapToDouble(shown::weight).toArray();
        ClassifiedRows rows =
                new ClassifiedRows(shown.toArray(), weights, responsibilities.apply(shown), components.size());
        return new MixtureFigures(new MixtureMatrix(columns, rows, components), note).all();
    }

    private List<Picture> all() {
        return List.of(matrix.picture(note), posterior(), uncertainty());
    }

    private Picture posterior() {
        List<Series> series = new ArrayList<>();
        int at = 0;
        for (int k = 0; k < rows.groups(); k++) {
            int component = k;
            double[] sorted = IntStream.range(0, rows.x().length)
                    .filter(i -> rows.label(i) == component)
                    .mapToDouble(i -> -rows.certainty(i))
                    .sorted()
                    .map(v -> -v)
                    .toArray();
            int from = at;
            if (sorted.length > 0) {
                double[] numbers = IntStream.range(0, sorted.length)
                        .mapToDouble(i -> from + i)
                        .toArray();
                series.add(new Series(rows.name(k), numbers, sorted, Mark.AREA, rows.colour(k, 1)));
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
        double[] sorted = IntStream.range(0, rows.x().length)
                .mapToDouble(i -> 1 - rows.certainty(i))
                .sorted()
                .toArray();
        double[] percent = IntStream.range(0, sorted.length)
                .mapToDouble(i -> 100.0 * i / sorted.length)
                .toArray();
        long unsure = Arrays.stream(sorted).filter(u -> u > UNSURE).count();
        return new Picture(
                "uncertainty",
                "Uncertainty, one minus the largest responsibility: above " + UNSURE + " in " + unsure + " of "
                        + sorted.length
                        + " rows. On the left where the unsure rows lie: large among the 5 % least sure,"
                        + " small among the 75 % surest. On the right from the surest row to the least sure." + note,
                List.of(
                        whereUnsure(),
                        new Plot(
                                "",
                                Axis.linear("per cent of the rows"),
                                Axis.linear("uncertainty"),
                                List.of(new Series("", percent, sorted, Mark.LINE, 1)))));
    }

    /** In the two columns that tell the components apart best, or against the only one. */
    private Panel whereUnsure() {
        List<String> columns = matrix.columns();
        int[] best = matrix.apart(2);
        return best.length == 1
                ? new Plot("", Axis.linear(columns.get(0)), Axis.linear("uncertainty"), rows.uncertainties())
                : new Plot(
                        "",
                        Axis.linear(columns.get(best[0])),
                        Axis.linear(columns.get(best[1])),
                        rows.bySureness(best[0], best[1]));
    }
}
