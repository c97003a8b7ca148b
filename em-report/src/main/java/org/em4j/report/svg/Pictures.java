package org.em4j.report.svg;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Bars;
import org.em4j.validation.reproduce.Picture.Blank;
import org.em4j.validation.reproduce.Picture.Heatmap;
import org.em4j.validation.reproduce.Picture.Panel;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** Draws pictures. */
public final class Pictures {
    private static final int WIDTH = 380;
    private static final int HEIGHT = 300;
    private static final int ABREAST = 3;

    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private Pictures() {}

    /** One panel. */
    static Svg panel(Panel panel) {
        return Svg.paint(WIDTH, height(panel), g -> paint(panel, g)).brief();
    }

    private static int height(Panel panel) {
        return panel instanceof Bars bars
                ? Blocks.height(bars, HEIGHT)
                : HEIGHT + (panel instanceof Plot plot ? Legend.height(plot, WIDTH) : 0);
    }

    /** The panels as elements of a page, each with its title, or the caption, as its name. */
    static List<String> elements(Picture picture) {
        List<String> elements = new ArrayList<>();
        for (Panel panel : picture.panels()) {
            String name = picture.id() + "-" + elements.size();
            elements.add(
                    panel instanceof Blank
                            ? "<span></span>"
                            : panel(panel).named(name).element(label(picture, panel)));
        }
        return elements;
    }

    /** What is seen, for those who do not see it. */
    private static String label(Picture picture, Panel panel) {
        String label = panel.title().isEmpty() ? picture.caption() : panel.title() + ".";
        if (!(panel instanceof Plot plot)) {
            return label;
        }
        String curves = Chart.named(plot).stream().map(Series::name).distinct().collect(Collectors.joining(", "));
        return label + " Across: " + Scale.across(plot).describe() + "; up: "
                + Scale.up(plot).describe() + (curves.isEmpty() ? "." : "; shown: " + curves + ".");
    }

    /** All panels side by side on white, for a file. */
    public static Svg whole(Picture picture) {
        List<Panel> panels = picture.panels();
        int columns = Math.min(picture.abreast() > 0 ? picture.abreast() : ABREAST, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        int height = panels.stream().mapToInt(Pictures::height).max().orElse(HEIGHT);
        return Svg.paint(columns * WIDTH, rows * height, g -> {
            g.setColor(Color.WHITE);
            g.fill(new Rectangle2D.Double(0, 0, columns * WIDTH, rows * height));
            for (int i = 0; i < panels.size(); i++) {
                Graphics2D part = (Graphics2D) g.create();
                part.translate(i % columns * WIDTH, i / columns * height);
                paint(panels.get(i), part);
            }
        });
    }

    private static void paint(Panel panel, Graphics2D g) {
        if (panel instanceof Plot plot) {
            Chart.draw(plot, g, WIDTH, HEIGHT);
        } else if (panel instanceof Heatmap map) {
            Blocks.matrix(map, g, WIDTH, HEIGHT);
        } else if (panel instanceof Bars bars) {
            Blocks.bars(bars, g, WIDTH, HEIGHT);
        }
    }
}
