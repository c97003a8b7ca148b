package org.em4j.report.svg;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** What the curves of a plot are called, in lines below it. */
final class Legend {
    private static final FontRenderContext CONTEXT = new FontRenderContext(new AffineTransform(), true, true);
    private static final int SAMPLE = 22;
    private static final int GAP = 12;

    private Legend() {}

    /** Height in pixels, at some width. */
    static int height(Plot plot, double width) {
        List<Entry> entries = entries(plot, width);
        return entries.isEmpty()
                ? 0
                : Chart.LINE * (entries.get(entries.size() - 1).line() + 1) + 4;
    }

    private record Entry(Series series, int number, double x, int line) {}

    private static List<Entry> entries(Plot plot, double width) {
        List<Entry> entries = new ArrayList<>();
        double x = Chart.EDGE;
        int line = 0;
        for (int i = 0; i < plot.series().size(); i++) {
            Series series = plot.series().get(i);
            if (!series.name().isEmpty() && series.mark() != Mark.LABELS) {
                double room = SAMPLE + width(series.name()) + GAP;
                if (x > Chart.EDGE && x + room - GAP > width - Chart.EDGE) {
                    x = Chart.EDGE;
                    line++;
                }
                entries.add(new Entry(series, i, x, line));
                x += room;
            }
        }
        return entries;
    }

    /** Of a line of text, in pixels. */
    static double width(String text) {
        Font font = Pictures.FONT;
        return font.getStringBounds(text, CONTEXT).getWidth();
    }

    /** Draws from a line on. */
    static void draw(Plot plot, Graphics2D g, double width, double from) {
        for (Entry e : entries(plot, width)) {
            double middle = from + Chart.LINE * e.line() + 6;
            Marks.sample(g, e.series(), e.number(), e.x(), middle, SAMPLE - 6);
            g.setColor(Color.BLACK);
            g.drawString(e.series().name(), (float) Marks.brief(e.x() + SAMPLE), (float) Marks.brief(middle + 4));
        }
    }
}
