package org.em4j.report.svg;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Bars;
import org.em4j.validation.reproduce.Picture.Blank;
import org.em4j.validation.reproduce.Picture.Diagram;
import org.em4j.validation.reproduce.Picture.Heatmap;
import org.em4j.validation.reproduce.Picture.Panel;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** Draws pictures. */
public final class Pictures {
    /** What a page has room for. */
    private static final int PAGE = 960;

    /** Width of a panel that stands where there is room for it, and the greatest of any. */
    private static final int WIDTH = 380;

    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private Pictures() {}

    private static Svg panel(Panel panel, int width) {
        return Svg.paint(width, height(panel, width), g -> paint(panel, g, width))
                .brief();
    }

    /** Of one panel: text keeps its size, so that those of a grid are drawn as large as they are shown; names decide on a diagram's. */
    static int width(Picture picture, Panel panel) {
        return panel instanceof Diagram diagram
                ? new PathLayout(diagram).width()
                : picture.abreast() > 0 ? Math.min(WIDTH, PAGE / picture.abreast()) : WIDTH;
    }

    private static int height(int width) {
        return Math.max(160, width * 4 / 5);
    }

    static int height(Panel panel, int width) {
        if (panel instanceof Diagram diagram) {
            return new PathLayout(diagram).height();
        }
        if (panel instanceof Heatmap map) {
            return Blocks.height(map, width, height(width));
        }
        return panel instanceof Bars bars
                ? Blocks.height(bars, height(width))
                : height(width) + (panel instanceof Plot plot ? Legend.height(plot, width) : 0);
    }

    /** The panels as elements of a page, each with its title, or the caption, as its name. */
    static List<String> elements(Picture picture) {
        List<String> elements = new ArrayList<>();
        for (Panel panel : picture.panels()) {
            String name = picture.id() + "-" + elements.size();
            elements.add(
                    panel instanceof Blank
                            ? "<span></span>"
                            : panel(panel, width(picture, panel)).named(name).element(label(picture, panel)));
        }
        return elements;
    }

    /** What is seen, for those who do not see it. */
    static String label(Picture picture, Panel panel) {
        String label = panel.title().isEmpty() ? picture.caption() : panel.title() + ".";
        if (panel instanceof Diagram diagram) {
            return label + " " + Paths.describe(diagram);
        }
        if (!(panel instanceof Plot plot)) {
            return label;
        }
        String curves = Chart.named(plot).stream().map(Series::name).distinct().collect(Collectors.joining(", "));
        return label + " Across: " + Scale.across(plot).describe() + "; up: "
                + Scale.up(plot).describe() + (curves.isEmpty() ? "." : "; shown: " + curves + ".");
    }

    static void paint(Panel panel, Graphics2D g, int width) {
        int height = height(width);
        if (panel instanceof Plot plot) {
            Chart.draw(plot, g, width, height);
        } else if (panel instanceof Diagram diagram) {
            Paths.draw(diagram, g);
        } else if (panel instanceof Heatmap map) {
            Blocks.matrix(map, g, width, height(map, width));
        } else if (panel instanceof Bars bars) {
            Blocks.bars(bars, g, width, height);
        }
    }
}
