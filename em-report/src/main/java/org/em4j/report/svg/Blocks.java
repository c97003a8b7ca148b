package org.em4j.report.svg;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.em4j.validation.reproduce.Picture.Bars;
import org.em4j.validation.reproduce.Picture.Heatmap;

/** Numbers as blocks: matrices as colours, lists as bars. Negative ones take the first colour, the others the second. */
final class Blocks {
    private static final double TITLE = 20;

    /** Room for names at the left. */
    private static final double NAMES = 140;

    /** Room for names above columns. */
    private static final double UPRIGHT = 90;

    /** Height of a row of a matrix that has room. */
    private static final double ROW = 40;

    /** A wide letter. */
    private static final double LETTER = 7;

    /** Cells of at least this size have their number written into them. */
    private static final double ROOMY = 24;

    private Blocks() {}

    static void matrix(Heatmap map, Graphics2D g, int width, int height) {
        int n = map.rows().size();
        int m = map.columns().size();
        title(map.title(), g);
        double left = 10 + widest(map.rows(), g, NAMES);
        double across = Math.min((width - left - 6) / m, 70);
        boolean turned = widest(map.columns(), g, NAMES) > across - 3; // whole names stand upright before they are cut
        double top = TITLE + (turned ? widest(map.columns(), g, UPRIGHT) + 6 : 14);
        double down = Math.min((height - top - 6) / n, ROW);
        if (n == m) {
            across = Math.min(across, down);
            down = across;
        }
        double largest = largest(map.values());
        boolean written = across >= 1.4 * ROOMY && down >= 0.6 * ROOMY;
        for (int j = 0; j < m; j++) {
            heading(
                    brief(map.columns().get(j), g, turned ? UPRIGHT : across),
                    left + j * across,
                    across,
                    top,
                    turned,
                    g);
        }
        for (int i = 0; i < n; i++) {
            g.setColor(Color.BLACK);
            g.drawString(brief(map.rows().get(i), g, NAMES), 4, (float) (top + (i + 0.5) * down + 3));
            for (int j = 0; j < m; j++) {
                double v = map.values()[i][j];
                g.setColor(Palette.sheer(Palette.of(v < 0 ? 0 : 1), Math.abs(v) / largest));
                g.fill(new Rectangle2D.Double(left + j * across, top + i * down, across - 1, down - 1));
                if (written) {
                    g.setColor(Color.BLACK);
                    g.drawString(number(v), (float) (left + j * across + 3), (float) (top + (i + 0.5) * down + 3));
                }
            }
        }
    }

    private static void heading(String name, double left, double across, double top, boolean turned, Graphics2D g) {
        g.setColor(Color.BLACK);
        if (turned) {
            Graphics2D upright = (Graphics2D) g.create();
            upright.rotate(-Math.PI / 2);
            upright.drawString(name, (float) (4 - top), (float) (left + across / 2 + 3));
            upright.dispose();
        } else {
            g.drawString(name, (float) left + 2, (float) top - 4);
        }
    }

    /** Height that a matrix takes, at most: whole rows, and headings that stand upright where they are as long as to need it. */
    static int height(Heatmap map, int width, int most) {
        double across = Math.min((width - NAMES) / map.columns().size(), 70);
        int longest = map.columns().stream().mapToInt(String::length).max().orElse(0);
        double top = TITLE + (longest * LETTER > across ? UPRIGHT + 6 : 14);
        return (int) Math.min(most, top + ROW * map.rows().size() + 6);
    }

    /** Height that bars take, at most. */
    static int height(Bars bars, int most) {
        return Math.min(most, (int) (TITLE + 20) + 22 * bars.names().size());
    }

    static void bars(Bars bars, Graphics2D g, int width, int height) {
        int n = bars.names().size();
        title(bars.title(), g);
        double left = 10 + widest(bars.names(), g, NAMES);
        double top = TITLE + 14;
        double down = Math.min((height - top - 6) / n, 22);
        double largest = largest(new double[][] {bars.values()});
        boolean counts = Arrays.stream(bars.values()).allMatch(v -> v == Math.rint(v));
        for (int i = 0; i < n; i++) {
            double v = bars.values()[i];
            double y = top + i * down;
            double length = Math.abs(v) / largest * (width - left - 50);
            g.setColor(Color.BLACK);
            g.drawString(brief(bars.names().get(i), g, NAMES), 4, (float) (y + 0.5 * down + 3));
            g.setColor(Palette.of(v < 0 ? 0 : 1));
            g.fill(new Rectangle2D.Double(left, y + 0.15 * down, length, 0.7 * down));
            g.setColor(Color.BLACK);
            String number = counts ? String.format(Locale.ROOT, "%.0f", v) : number(v);
            g.drawString(number, (float) (left + length + 4), (float) (y + 0.5 * down + 3));
        }
    }

    private static void title(String title, Graphics2D g) {
        g.setFont(Pictures.FONT.deriveFont(Font.BOLD));
        g.setColor(Color.BLACK);
        g.drawString(title, 8, 13);
        g.setFont(Pictures.FONT.deriveFont(10.5f));
    }

    private static double widest(List<String> names, Graphics2D g, double most) {
        return Math.min(
                most,
                names.stream().mapToInt(g.getFontMetrics()::stringWidth).max().orElse(0));
    }

    /** A name, or as much of it as there is room for. */
    private static String brief(String name, Graphics2D g, double room) {
        int most = name.length();
        while (most > 1 && g.getFontMetrics().stringWidth(name.substring(0, most)) > room) {
            most--;
        }
        return most == name.length() ? name : name.substring(0, Math.max(1, most - 1)) + "…";
    }

    private static String number(double v) {
        return String.format(Locale.ROOT, "%.2f", v);
    }

    private static double largest(double[][] values) {
        double largest = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(1);
        return largest > 0 ? largest : 1;
    }
}
