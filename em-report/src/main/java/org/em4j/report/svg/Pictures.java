package org.em4j.report.svg;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Bars;
import org.em4j.validation.reproduce.Picture.Blank;
import org.em4j.validation.reproduce.Picture.Heatmap;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Panel;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws pictures. */
public final class Pictures {
    private static final int WIDTH = 380;
    private static final int HEIGHT = 300;
    private static final int ABREAST = 3;

    /** Of a logarithm, the power of ten that it stands for. */
    private static final String POWERS = "'1e'0.#;'1e-'0.#";

    /** Letters of a legend that fit into one line. */
    private static final int LEGEND = 30;

    private static final Color NOTHING = new Color(0, 0, 0, 0);
    private static final Color GRID = new Color(128, 128, 128, 60);
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private Pictures() {}

    /** One panel. */
    static Svg panel(Panel panel) {
        return Svg.paint(WIDTH, HEIGHT, g -> paint(panel, g));
    }

    /** The panels as elements of a page, each with its title, or the caption, as its name. */
    static List<String> elements(Picture picture) {
        List<String> elements = new ArrayList<>();
        for (Panel panel : picture.panels()) {
            String label = panel.title().isEmpty() ? picture.caption() : panel.title();
            String name = picture.id() + "-" + elements.size();
            elements.add(
                    panel instanceof Blank
                            ? "<span></span>"
                            : panel(panel).named(name).element(label));
        }
        return elements;
    }

    /** All panels side by side on white, for a file. */
    public static Svg whole(Picture picture) {
        List<Panel> panels = picture.panels();
        int columns = Math.min(picture.abreast() > 0 ? picture.abreast() : ABREAST, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        return Svg.paint(columns * WIDTH, rows * HEIGHT, g -> {
            g.setColor(Color.WHITE);
            g.fill(new Rectangle2D.Double(0, 0, columns * WIDTH, rows * HEIGHT));
            for (int i = 0; i < panels.size(); i++) {
                Graphics2D part = (Graphics2D) g.create();
                part.translate(i % columns * WIDTH, i / columns * HEIGHT);
                paint(panels.get(i), part);
            }
        });
    }

    private static void paint(Panel panel, Graphics2D g) {
        if (panel instanceof Plot plot) {
            chart(plot).paint(g, WIDTH, HEIGHT);
        } else if (panel instanceof Heatmap map) {
            Blocks.matrix(map, g, WIDTH, HEIGHT);
        } else if (panel instanceof Bars bars) {
            Blocks.bars(bars, g, WIDTH, HEIGHT);
        }
    }

    private static XYChart chart(Plot plot) {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        chart.setTitle(plot.title());
        chart.setXAxisTitle(plot.x().label());
        chart.setYAxisTitle(plot.y().label());
        style(chart.getStyler(), plot);
        for (int i = 0; i < plot.series().size(); i++) {
            add(chart, plot, plot.series().get(i), i);
        }
        return chart;
    }

    private static void style(XYStyler style, Plot plot) {
        if (plot.x().logarithmic()) {
            style.setXAxisDecimalPattern(POWERS);
        }
        if (plot.y().logarithmic()) {
            style.setYAxisDecimalPattern(POWERS);
        }
        style.setAxisTitleFont(FONT)
                .setAxisTickLabelsFont(FONT)
                .setAxisTickLabelsColor(Color.BLACK)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setXAxisTickMarkSpacingHint(90)
                .setXAxisMaxLabelCount(8)
                .setPlotMargin(4);
        if (plot.series().stream().anyMatch(s -> s.mark() == Mark.AREA)) {
            style.setYAxisMin(0.0); // an area is read from its ground up
        }
        style.setYAxisTitleVisible(!plot.y().label().isEmpty());
        style.setChartTitleVisible(!plot.title().isEmpty())
                .setChartTitleFont(FONT.deriveFont(Font.BOLD))
                .setChartTitleBoxVisible(false)
                .setChartBackgroundColor(NOTHING)
                .setPlotBackgroundColor(NOTHING)
                .setPlotBorderVisible(false)
                .setLegendVisible(plot.series().stream().anyMatch(s -> !s.name().isEmpty()))
                .setLegendFont(FONT)
                .setLegendBackgroundColor(NOTHING)
                .setLegendBorderColor(NOTHING)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(
                        legendWidth(plot) > LEGEND ? Styler.LegendLayout.Vertical : Styler.LegendLayout.Horizontal)
                .setMarkerSize(5);
    }

    private static int legendWidth(Plot plot) {
        return plot.series().stream().mapToInt(s -> s.name().length()).sum();
    }

    /** XChart's own logarithmic axes bury the curves under nine lines a decade, so it is given logarithms. */
    private static double[] scaled(Picture.Axis axis, double[] values) {
        return axis.logarithmic() ? Arrays.stream(values).map(Math::log10).toArray() : values;
    }

    private static void add(XYChart chart, Plot plot, Series series, int number) {
        String name = series.name().isEmpty() ? "series " + number : series.name();
        XYSeries drawn = chart.addSeries(name, scaled(plot.x(), series.x()), scaled(plot.y(), series.y()));
        Color colour = Palette.of(series.colour());
        drawn.setShowInLegend(!series.name().isEmpty());
        drawn.setLineColor(colour);
        drawn.setMarkerColor(colour);
        if (series.mark() == Mark.AREA) {
            drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
            drawn.setFillColor(colour);
            drawn.setMarker(SeriesMarkers.NONE);
        } else if (series.mark() == Mark.POINTS) {
            drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            drawn.setMarker(SeriesMarkers.CIRCLE);
        } else {
            drawn.setMarker(SeriesMarkers.NONE);
            drawn.setLineWidth(1.6f);
            drawn.setLineStyle(series.mark() == Mark.DASHES ? SeriesLines.DASH_DASH : SeriesLines.SOLID);
        }
    }
}
