package org.em4j.benchmark.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Kernels by the flops they do for each byte and the speed they do them at, under what a core allows (Williams 2009). */
final class Roofline {
    private static final double LEFT = 0.05;
    private static final double RIGHT = 100;
    private static final double LOW = 0.5;
    private static final double HIGH = 200;

    private double gflops = 1;
    private double bandwidth = 1;
    private final List<String> marks = new ArrayList<>();

    void limits(double peak, double bytes) {
        gflops = peak;
        bandwidth = bytes;
    }

    void add(String name, double intensity, double speed) {
        boolean left = marks.size() % 2 == 1; // neighbours differ, so that their names do not meet
        marks.add(format(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#b5432a\"/>"
                        + "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                x(intensity), y(speed), x(intensity) + (left ? -7 : 7), y(speed) + 4, left ? "end" : "start", name));
    }

    private static double x(double intensity) {
        return 70 + 620 * Math.log(intensity / LEFT) / Math.log(RIGHT / LEFT);
    }

    private static double y(double speed) {
        return 400 - 370 * Math.log(speed / LOW) / Math.log(HIGH / LOW);
    }

    String svg() {
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 450\""
                        + " font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"760\" height=\"450\" fill=\"white\"/>\n");
        for (double speed = 1; speed <= 100; speed *= 10) {
            svg.append(format(
                    "<path d=\"M70 %.1fH690\" stroke=\"#ddd\"/><text x=\"64\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>\n",
                    y(speed), y(speed) + 4, speed));
        }
        for (double intensity = 0.1; intensity <= 100; intensity *= 10) {
            svg.append(format(
                    "<path d=\"M%.1f 30V400\" stroke=\"#ddd\"/><text x=\"%.1f\" y=\"416\" text-anchor=\"middle\">%s</text>\n",
                    x(intensity), x(intensity), intensity < 1 ? "0.1" : format("%.0f", intensity)));
        }
        double knee = gflops / bandwidth;
        svg.append(format(
                "<path d=\"M%.1f %.1fL%.1f %.1fH690\" fill=\"none\" stroke=\"#2a5ab5\" stroke-width=\"2\"/>\n",
                x(Math.max(LEFT, LOW / bandwidth)), y(Math.max(LEFT * bandwidth, LOW)), x(knee), y(gflops)));
        marks.forEach(mark -> svg.append(mark).append('\n'));
        return svg.append(
                        "<text x=\"380\" y=\"440\" text-anchor=\"middle\">useful flops for each byte of the tile</text>\n")
                .append("<text x=\"70\" y=\"20\">Gflop/s of one core, under its peak and its memory</text>\n</svg>\n")
                .toString();
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
