package org.em4j.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.core.inference.CovarianceCoverage;
import org.em4j.io.profile.ColumnProfile;
import org.em4j.io.profile.Common;
import org.em4j.io.profile.Note.Oddity;
import org.em4j.io.profile.ShownRows;
import org.em4j.io.profile.TableProfile;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Bars;
import org.em4j.validation.reproduce.Picture.Heatmap;
import org.em4j.validation.reproduce.Picture.Panel;
import org.em4j.validation.reproduce.Picture.Plot;

/** What a table looks like: each column, and where values are missing. */
public final class ProfileFigures {
    /** More columns than these are a page that nobody reads. */
    private static final int COLUMNS = 24;

    private static final int ABREAST = 3;

    /** Bands of rows, and columns, that there is room for. */
    private static final int BANDS = 20;

    private static final int ACROSS = 40;

    private final TableProfile profile;
    private final List<ShownRows.Row> rows;

    private ProfileFigures(TableProfile profile) {
        this.profile = profile;
        this.rows = profile.shown().rows();
    }

    /** The pictures of a table: of its columns, if one can be drawn, and of its gaps, if it has some. */
    public static List<Picture> of(TableProfile profile) {
        ProfileFigures figures = new ProfileFigures(profile);
        return List.of(figures.columns(), figures.missing()).stream()
                .filter(picture -> !picture.panels().isEmpty())
                .toList();
    }

    private String note() {
        return rows.size() == profile.rows()
                ? ""
                : " " + rows.size() + " of " + profile.rows() + " rows are shown, drawn at random.";
    }

    private Picture columns() {
        List<Panel> panels = IntStream.range(0, profile.columns().size())
                .mapToObj(this::column)
                .flatMap(Optional::stream)
                .toList();
        int more = panels.size() - COLUMNS;
        return new Picture(
                "columns",
                "What is in each column: the density of numbers, and the most frequent of other values with their counts."
                        + (more > 0 ? " The first " + COLUMNS + " are shown." : "")
                        + note(),
                panels.subList(0, Math.min(COLUMNS, panels.size())),
                Math.min(ABREAST, Math.max(1, panels.size())));
    }

    private Optional<Panel> column(int j) {
        ColumnProfile column = profile.columns().get(j);
        if (column.is(Oddity.CONSTANT, Oddity.NUMBERING)) {
            return Optional.empty();
        }
        if (!column.common().isEmpty()) {
            return Optional.of(new Bars(
                    column.name(),
                    column.common().stream().map(Common::value).toList(),
                    column.common().stream().mapToDouble(Common::weight).toArray()));
        }
        if (!column.kind().isNumeric()) {
            return Optional.empty();
        }
        List<ShownRows.Row> there =
                rows.stream().filter(row -> Double.isFinite(row.values()[j])).toList();
        return Histogram.of(
                        there.stream().mapToDouble(row -> row.values()[j]).toArray(),
                        there.stream().mapToDouble(ShownRows.Row::weight).toArray())
                .map(histogram ->
                        new Plot("", Axis.linear(column.name()), Axis.linear("density"), List.of(histogram.series())));
    }

    private Picture missing() {
        List<Integer> gaps = IntStream.range(0, profile.columns().size())
                .filter(j -> profile.columns().get(j).missing() > 0
                        && profile.columns().get(j).observed() > 0)
                .boxed()
                .toList();
        List<Integer> across = gaps.subList(0, Math.min(ACROSS, gaps.size()));
        if (across.isEmpty() || rows.isEmpty()) {
            return new Picture("missing", "", List.of());
        }
        int bands = Math.min(BANDS, rows.size());
        List<String> names = new ArrayList<>();
        double[][] shares = new double[bands][];
        for (int b = 0; b < bands; b++) {
            List<ShownRows.Row> band = rows.subList(b * rows.size() / bands, (b + 1) * rows.size() / bands);
            names.add((band.get(0).number() + 1) + " to "
                    + (band.get(band.size() - 1).number() + 1));
            shares[b] = across.stream()
                    .mapToDouble(j ->
                            band.stream().filter(row -> row.missing().get(j)).count() / (double) band.size())
                    .toArray();
        }
        String more = gaps.size() > ACROSS ? " The first " + ACROSS + " of " + gaps.size() + " are shown." : "";
        return new Picture(
                "missing",
                "Where values are missing: the columns that lack some, and bands of rows in the order of the table. The"
                        + " deeper the colour, the larger the share that is missing, up to "
                        + CovarianceCoverage.percent(largest(shares)) + "." + more + note(),
                List.of(new Heatmap(
                        "share missing in rows",
                        names,
                        across.stream()
                                .map(j -> profile.columns().get(j).name())
                                .toList(),
                        shares)));
    }

    private static double largest(double[]... shares) {
        return Arrays.stream(shares).flatMapToDouble(Arrays::stream).max().orElse(0);
    }
}
