package org.em4j.validation.reproduce;

import java.util.List;

/**
 * A picture as data; who shows it draws it.
 *
 * @param id a name for a file
 * @param caption what is to be seen, in a sentence or two
 */
public record Picture(String id, String caption, List<Panel> panels) {
    /** One of the pictures side by side. */
    public sealed interface Panel permits Plot, Heatmap {
        /** A few words above it. */
        String title();
    }

    /** Curves and points over two axes. */
    public record Plot(String title, Axis x, Axis y, List<Series> series) implements Panel {}

    /** An axis. */
    public record Axis(String label, boolean logarithmic) {
        public static Axis linear(String label) {
            return new Axis(label, false);
        }

        public static Axis logarithmic(String label) {
            return new Axis(label, true);
        }
    }

    /**
     * Points, or a curve through them.
     *
     * @param colour from 0, the first of two colours, to 1, the second: in between they blend
     */
    public record Series(String name, double[] x, double[] y, Mark mark, double colour) {}

    /** How a series looks. */
    public enum Mark {
        LINE,
        DASHES,
        POINTS
    }

    /** A matrix as colours, from blue through nothing to red, with names for its rows and columns. */
    public record Heatmap(String title, List<String> names, double[][] values) implements Panel {}
}
