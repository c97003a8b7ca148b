package org.em4j.report.svg;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;
import org.em4j.report.svg.Ticks.Tick;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** Curves and points over two axes, with human ticks and a legend below. */
final class Chart {
    private static final Color GRID = new Color(128, 128, 128, 60);
    private static final int TICKS = 8;

    /** Pixels between two ticks of the axis that goes up, at least. */
    private static final int APART = 30;

    /** Height of a line of text. */
    static final int LINE = 16;

    /** Room at the sides. */
    static final int EDGE = 8;

    private final Plot plot;
    private final Graphics2D g;
    private final FontMetrics metrics;
    private final Scale across;
    private final Scale up;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;
    private final List<Tick> ticksUp;
    private final List<Tick> ticksAcross;

    private Chart(Plot plot, Graphics2D g, double width, double height) {
        this.plot = plot;
        this.g = g;
        g.setFont(Pictures.FONT);
        metrics = g.getFontMetrics();
        across = Scale.across(plot);
        up = Scale.up(plot);
        top = EDGE + (plot.title().isEmpty() ? 0 : LINE);
        bottom = height - 2.5 * LINE;
        ticksUp = up.ticks((int) Math.max(2, Math.min(TICKS, (bottom - top) / APART)));
        left = EDGE + (plot.y().label().isEmpty() ? 0 : LINE) + widest(ticksUp) + 5;
        ticksAcross = fitting(width - left - EDGE);
        right = width - EDGE - widest(ticksAcross) / 2;
    }

    /** Draws into a space, the legend below it. */
    static void draw(Plot plot, Graphics2D g, double width, double height) {
        Chart chart = new Chart(plot, g, width, height);
        chart.axes();
        Marks marks = new Marks(g, chart.across, chart.up, chart.left, chart.right, chart.top, chart.bottom);
        for (int i = 0; i < plot.series().size(); i++) {
            marks.draw(plot.series().get(i), i);
        }
        Legend.draw(plot, g, width, height);
    }

    /** As many ticks as leave room between their labels. */
    private List<Tick> fitting(double room) {
        int most = TICKS;
        List<Tick> ticks = across.ticks(most);
        while (most > 2 && ticks.size() * (widest(ticks) + EDGE) > room) {
            ticks = across.ticks(--most);
        }
        return ticks;
    }

    private double widest(List<Tick> ticks) {
        return ticks.stream()
                .mapToInt(t -> metrics.stringWidth(t.label()))
                .max()
                .orElse(0);
    }

    private void axes() {
        g.setStroke(new BasicStroke(1));
        for (Tick t : ticksAcross) {
            double x = left + (t.at() - across.low()) / (across.high() - across.low()) * (right - left);
            line(x, top, x, bottom);
            text(t.label(), x - metrics.stringWidth(t.label()) / 2.0, bottom + 14);
        }
        for (Tick t : ticksUp) {
            double y = bottom - (t.at() - up.low()) / (up.high() - up.low()) * (bottom - top);
            line(left, y, right, y);
            text(t.label(), left - 5 - metrics.stringWidth(t.label()), y + 4);
        }
        String name = plot.x().label();
        text(name, Math.max(EDGE, (left + right - metrics.stringWidth(name)) / 2), bottom + 2 * LINE - 1);
        if (!plot.y().label().isEmpty()) {
            Graphics2D turned = (Graphics2D) g.create();
            turned.setColor(Color.BLACK);
            turned.rotate(-Math.PI / 2);
            double middle = (top + bottom + metrics.stringWidth(plot.y().label())) / 2;
            turned.drawString(plot.y().label(), (float) -middle, EDGE + 8);
            turned.dispose();
        }
        g.setFont(Pictures.FONT.deriveFont(Font.BOLD));
        text(plot.title(), EDGE, EDGE + 5);
        g.setFont(Pictures.FONT);
    }

    private void line(double x1, double y1, double x2, double y2) {
        g.setColor(GRID);
        g.draw(new Line2D.Double(Marks.brief(x1), Marks.brief(y1), Marks.brief(x2), Marks.brief(y2)));
    }

    private void text(String text, double x, double y) {
        if (!text.isEmpty()) {
            g.setColor(Color.BLACK);
            g.drawString(text, (float) Marks.brief(x), (float) Marks.brief(y));
        }
    }

    /** What is named in the legend. */
    static List<Series> named(Plot plot) {
        return plot.series().stream().filter(s -> !s.name().isEmpty()).toList();
    }
}
