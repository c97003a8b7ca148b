package org.em4j.report.svg;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.em4j.report.svg.Ticks.Tick;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/**
 * What an axis shows: from where to where, in logarithms where it is logarithmic.
 *
 * @param axis what it is called, and whether it is logarithmic
 * @param least of the data
 * @param greatest of the data
 * @param grounded whether it begins at zero, as what is an area is read
 * @param whole whether all of the data are whole numbers
 */
record Scale(Axis axis, double least, double greatest, boolean grounded, boolean whole) {
    /** Room between data and ends, so that no point lies on the frame. */
    private static final double MARGIN = 0.04;

    static Scale across(Plot plot) {
        return of(plot, plot.x(), Series::x, false);
    }

    static Scale up(Plot plot) {
        return of(
                plot,
                plot.y(),
                Series::y,
                plot.series().stream().anyMatch(s -> s.mark() == Mark.AREA || s.mark() == Mark.SHADE));
    }

    private static Scale of(Plot plot, Axis axis, Function<Series, double[]> side, boolean grounded) {
        double[] values = plot.series().stream()
                .flatMapToDouble(s -> Arrays.stream(side.apply(s)))
                .map(v -> axis.logarithmic() ? Math.log10(v) : v)
                .filter(Double::isFinite)
                .toArray();
        double least = Arrays.stream(values).min().orElse(0);
        double greatest = Arrays.stream(values).max().orElse(1);
        return new Scale(
                axis,
                grounded ? Math.min(0, least) : least,
                greatest,
                grounded,
                !axis.logarithmic() && Arrays.stream(values).allMatch(v -> v == Math.rint(v)));
    }

    /** A value, as it lies on the axis. */
    double of(double value) {
        return axis.logarithmic() ? Math.log10(value) : value;
    }

    private double margin() {
        double span = greatest - least;
        return span > Math.ulp(greatest) * 64
                ? MARGIN * span
                : Math.max(0.5, MARGIN * Math.max(Math.abs(least), Math.abs(greatest)));
    }

    double low() {
        return grounded ? least : least - margin();
    }

    double high() {
        return greatest + margin();
    }

    /** Where a value lies between two ends of a line in pixels. */
    double at(double value, double from, double to) {
        return from + (of(value) - low()) / (high() - low()) * (to - from);
    }

    List<Tick> ticks(int most) {
        return axis.logarithmic() ? Ticks.logarithmic(low(), high(), most) : Ticks.between(low(), high(), most, whole);
    }

    /** The axis in words: its name, and from where to where the data go. */
    String describe() {
        return (axis.label().isEmpty() ? "" : axis.label() + " ") + "from " + brief(least) + " to " + brief(greatest);
    }

    private String brief(double v) {
        return new BigDecimal(axis.logarithmic() ? Math.pow(10, v) : v)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toString()
                .replace("E+", "e")
                .replace('E', 'e');
    }
}
