package org.em4j.report.figure;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;
import org.em4j.core.product.Product;
import org.em4j.core.start.RowSample;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Colour;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Panel;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** Measurements beside the covariates that their means are lines in, class by class. */
public final class LineFigures {
    /** More rows than this hide one another, and make the page slow. */
    private static final int MOST_ROWS = 5_000;

    private final MixedColumns columns;
    private final List<Product.Theta> classes;
    private final Rows rows;
    private final double[][] responsibilities;

    private LineFigures(MixedColumns columns, List<Product.Theta> classes, Rows rows, double[][] responsibilities) {
        this.columns = columns;
        this.classes = classes;
        this.rows = rows;
        this.responsibilities = responsibilities;
    }

    /**
     * A picture of each measurement that has a line, of at most 5,000 rows, drawn by a seed; none where there are no lines.
     *
     * @param classes parameters of each class
     * @param responsibilities of rows {@code (n x K)}
     */
    public static List<Picture> of(
            MixedColumns columns,
            List<Product.Theta> classes,
            Rows data,
            long seed,
            Function<Rows, double[][]> responsibilities) {
        if (columns.columns().stream().allMatch(column -> column.on().isEmpty())) {
            return List.of();
        }
        long n = data.profile().informative();
        Rows shown = n <= MOST_ROWS ? data : RowSample.of(data, MOST_ROWS, seed);
        String note =
                n <= MOST_ROWS ? "" : " " + MOST_ROWS + " of " + n + " rows are shown, drawn by seed " + seed + ".";
        LineFigures figures = new LineFigures(columns, classes, shown, responsibilities.apply(shown));
        return IntStream.range(0, columns.modelled().size())
                .filter(i -> !columns.modelled().get(i).on().isEmpty())
                .mapToObj(i -> figures.picture(i, note))
                .toList();
    }

    private Picture picture(int part, String note) {
        Column column = columns.modelled().get(part);
        List<Panel> panels = IntStream.range(0, column.on().size())
                .<Panel>mapToObj(j -> panel(part, j))
                .toList();
        String others = panels.size() == 1
                ? ""
                : " What the other covariates explain in that class is taken away, but for what it is at their means.";
        return new Picture(
                "lines-" + column.name().replaceAll("\\W+", "-"),
                column.name()
                        + " beside each covariate, each row in the colour of its most probable class, and the lines of the"
                        + " classes." + others + note,
                panels,
                Math.min(2, panels.size()));
    }

    private Plot panel(int part, int j) {
        Column column = columns.modelled().get(part);
        int[] places = columns.places(column);
        double[] means = IntStream.of(places).mapToDouble(this::mean).toArray();
        double[][] lines = classes.stream()
                .map(theta -> column.values(theta.parts().get(part)))
                .toArray(double[][]::new);
        ClassifiedRows seen = new ClassifiedRows(rows.toArray(), rows.weights(), responsibilities, classes.size());
        double[][] points = new double[rows.size()][];
        for (int i = 0; i < points.length; i++) {
            double[] line = lines[seen.label(i)];
            double[] row = rows.get(i);
            double ofOthers = 0;
            for (int other = 0; other < means.length - 1; other++) {
                ofOthers += other == j ? 0 : line[other + 1] * (row[places[other]] - means[other]);
            }
            points[i] = new double[] {row[places[j]], row[places[places.length - 1]] - ofOthers};
        }
        ClassifiedRows classified = new ClassifiedRows(points, rows.weights(), responsibilities, classes.size());
        List<Series> series = new ArrayList<>(classified.points(0, 1));
        DoubleSummaryStatistics ends = DoubleStream.of(classified.column(0)).summaryStatistics();
        double[] x = {ends.getMin(), ends.getMax()};
        for (int k = 0; k < lines.length; k++) {
            double[] line = lines[k];
            double at = line[0];
            for (int other = 0; other < means.length - 1; other++) {
                at += other == j ? 0 : line[other + 1] * means[other];
            }
            double[] y = {at + line[j + 1] * x[0], at + line[j + 1] * x[1]};
            series.add(new Series("class " + (k + 1), x, y, Mark.LINE, Colour.of(k, 1)));
        }
        return new Plot("", Axis.linear(column.on().get(j)), Axis.linear(column.name()), series);
    }

    /** The weighted mean of a column of what is shown. */
    private double mean(int j) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < rows.size(); i++) {
            double x = rows.get(i, j);
            if (rows.weight(i) > 0 && !Double.isNaN(x)) {
                weight += rows.weight(i);
                sum += rows.weight(i) * x;
            }
        }
        return sum / weight;
    }
}
