package org.em4j.validation.reproduce;

import java.util.List;

/**
 * A picture as data; who shows it draws it.
 *
 * @param id a name for a file
 * @param caption what is to be seen, in a sentence or two
 * @param abreast panels in a row; 0 for as many as there is room for
 */
public record Picture(String id, String caption, List<Panel> panels, int abreast) {
    /** Panels in rows as long as there is room for. */
    public Picture(String id, String caption, List<Panel> panels) {
        this(id, caption, panels, 0);
    }

    /** One of the pictures side by side. */
    public sealed interface Panel permits Plot, Heatmap, Bars, Diagram, Blank {
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

    /** Points, or a curve through them. */
    public record Series(String name, double[] x, double[] y, Mark mark, Colour colour) {
        /** In the blend of the first two colours: 0 is the first, 1 the second. */
        public Series(String name, double[] x, double[] y, Mark mark, double share) {
            this(name, x, y, mark, new Colour(0, 1, share));
        }
    }

    /**
     * A blend of two colours of a palette.
     *
     * @param from number of the first, -1 for grey, -2 for what text is written in
     * @param to number of the second
     * @param share of the second, 0 to 1
     */
    public record Colour(int from, int to, double share) {
        /** The colour of text. */
        public static final Colour INK = new Colour(-2, -2, 1);

        /** The colour of component k, paler the less sure it is. */
        public static Colour of(int k, double certainty) {
            return new Colour(-1, k, certainty);
        }
    }

    /** How a series looks. */
    public enum Mark {
        LINE,
        DASHES,
        POINTS,
        /** Small points. */
        SPECKS,
        /** Large points. */
        DISCS,
        AREA,
        /** An area that lets what lies behind it through. */
        SHADE,
        /** A line with a sign at each point, by which it is told apart from others without colour. */
        SIGNS,
        /** A ring around each point. */
        RINGS,
        /** The series' name at each point. */
        LABELS
    }

    /** A matrix as colours, from blue through nothing to red, with names for its rows and columns. */
    public record Heatmap(String title, List<String> rows, List<String> columns, double[][] values) implements Panel {
        /** A matrix whose rows are what its columns are. */
        public Heatmap(String title, List<String> names, double[][] values) {
            this(title, names, names, values);
        }
    }

    /** Named numbers as bars, from top to bottom. */
    public record Bars(String title, List<String> names, double[] values) implements Panel {}

    /** A path diagram: nodes in columns, and arrows between them. */
    public record Diagram(String title, List<Node> nodes, List<Arrow> arrows) implements Panel {}

    /**
     * A variable of a path diagram.
     *
     * @param column 0 of what is measured, 1 of factors, 2 of factors of factors, and so on
     */
    public record Node(String name, int column) {}

    /**
     * An arrow of a path diagram, from one node to another, or to itself for a variance.
     *
     * @param both whether it has a head at both ends
     * @param certain whether its number is told apart from zero
     */
    public record Arrow(int from, int to, double value, boolean both, boolean certain) {}

    /** Nothing: a hole in a grid. */
    public record Blank() implements Panel {
        @Override
        public String title() {
            return "";
        }
    }
}
