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
    private static final double TOP = 34;
    private static final int NAME = 12;

    /** Cells of at least this size have their number written into them. */
    private static final double ROOMY = 24;

    private Blocks() {}

    static void matrix(Heatmap map, Graphics2D g, int width, int height) {
        int n = map.rows().size();
        int m = map.columns().size();
        double left = 8 + 5.5 * longest(map.rows());
        double across = Math.min((width - left - 6) / m, 70);
        double down = Math.min((height - TOP - 6) / n, 40);
        if (n == m) {
            across = Math.min(across, down);
            down = across;
        }
        double largest = largest(map.values());
        title(map.title(), g);
        boolean written = across >= 1.4 * ROOMY && down >= 0.6 * ROOMY;
        for (int j = 0; j < m; j++) {
            g.setColor(Color.BLACK);
            g.drawString(brief(map.columns().get(j), across / 5.5), (float) (left + j * across + 2), (float) TOP - 4);
        }
        for (int i = 0; i < n; i++) {
            g.setColor(Color.BLACK);
            g.drawString(brief(map.rows().get(i), NAME), 4, (float) (TOP + (i + 0.5) * down + 3));
            for (int j = 0; j < m; j++) {
                double v = map.values()[i][j];
                g.setColor(Palette.sheer(Palette.of(v < 0 ? 0 : 1), Math.abs(v) / largest));
                g.fill(new Rectangle2D.Double(left + j * across, TOP + i * down, across - 1, down - 1));
                if (written) {
                    g.setColor(Color.BLACK);
                    g.drawString(number(v), (float) (left + j * across + 3), (float) (TOP + (i + 0.5) * down + 3));
                }
            }
        }
    }

    static void bars(Bars bars, Graphics2D g, int width, int height) {
        int n = bars.names().size();
        double left = 8 + 5.5 * longest(bars.names());
        double down = Math.min((height - TOP - 6) / n, 22);
        double largest = largest(new double[][] {bars.values()});
        title(bars.title(), g);
        for (int i = 0; i < n; i++) {
            double v = bars.values()[i];
            double y = TOP + i * down;
            double length = Math.abs(v) / largest * (width - left - 50);
            g.setColor(Color.BLACK);
            g.drawString(brief(bars.names().get(i), NAME), 4, (float) (y + 0.5 * down + 3));
            g.setColor(Palette.of(v < 0 ? 0 : 1));
            g.fill(new Rectangle2D.Double(left, y + 0.15 * down, length, 0.7 * down));
            g.setColor(Color.BLACK);
            g.drawString(number(v), (float) (left + length + 4), (float) (y + 0.5 * down + 3));
        }
    }

    private static void title(String title, Graphics2D g) {
        g.setFont(Pictures.FONT.deriveFont(Font.BOLD));
        g.setColor(Color.BLACK);
        g.drawString(title, 8, 13);
        g.setFont(Pictures.FONT.deriveFont(9f));
    }

    private static int longest(List<String> names) {
        return Math.min(NAME, names.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String brief(String name, double room) {
        int most = Math.max(1, (int) room);
        return name.length() <= most ? name : name.substring(0, Math.max(1, most - 1)) + "…";
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
