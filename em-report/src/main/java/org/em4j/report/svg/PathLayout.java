package org.em4j.report.svg;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.validation.reproduce.Picture.Arrow;
import org.em4j.validation.reproduce.Picture.Diagram;
import org.em4j.validation.reproduce.Picture.Node;

/**
 * Where the nodes of a path diagram stand. What is measured is a column on the right, from top to bottom; a factor stands to the left
 * of the middle of what it points at. Arrows within a column are arcs at its outer side, the wider the more nodes they pass.
 */
final class PathLayout {
    private static final double TOP = 26;
    private static final double ROW = 30;
    private static final double APART = 52;
    private static final double BETWEEN = 110;
    private static final double BOX = 21;
    private static final double ELLIPSE = 30;

    /** How far an arc stands out, and how much more for each node that it passes. */
    private static final double OUT = 26;

    private static final double FURTHER = 48;

    /** Room for a residual variance, at the right of its box. */
    private static final double RESIDUAL = 52;

    private final Diagram diagram;
    private final int columns;
    private final double[] x;
    private final double[] y;
    private final double left;

    PathLayout(Diagram diagram) {
        this.diagram = diagram;
        int n = diagram.nodes().size();
        columns = 1 + diagram.nodes().stream().mapToInt(Node::column).max().orElse(0);
        x = new double[columns];
        y = new double[n];
        left = Chart.EDGE + room(columns - 1);
        double at = left;
        for (int c = columns - 1; c >= 0; c--) {
            x[c] = at + width(c) / 2;
            at += width(c) + BETWEEN;
        }
        for (int c = 0; c < columns; c++) {
            place(column(c));
        }
    }

    private List<Integer> column(int c) {
        return IntStream.range(0, y.length)
                .filter(i -> node(i).column() == c)
                .boxed()
                .toList();
    }

    private Node node(int i) {
        return diagram.nodes().get(i);
    }

    /** What is measured row by row; a factor by what it points at, and then so far apart that names and arrows have room. */
    private void place(List<Integer> nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        if (node(nodes.get(0)).column() == 0) {
            IntStream.range(0, nodes.size()).forEach(k -> y[nodes.get(k)] = TOP + ROW * (k + 0.5));
            return;
        }
        nodes.forEach(i -> y[i] = diagram.arrows().stream()
                .filter(a -> a.from() == i && node(a.to()).column() < node(i).column())
                .mapToDouble(a -> y[a.to()])
                .average()
                .orElse(TOP + ROW));
        List<Integer> order =
                nodes.stream().sorted(Comparator.comparingDouble(i -> y[i])).toList();
        double wanted = nodes.stream().mapToDouble(i -> y[i]).average().orElseThrow();
        for (int k = 1; k < order.size(); k++) {
            y[order.get(k)] = Math.max(y[order.get(k)], y[order.get(k - 1)] + APART);
        }
        double got = nodes.stream().mapToDouble(i -> y[i]).average().orElseThrow();
        double shift = Math.max(wanted - got, TOP + ELLIPSE - y[order.get(0)]);
        nodes.forEach(i -> y[i] += shift);
    }

    private double width(int c) {
        double widest = column(c).stream()
                .mapToDouble(i -> Legend.width(node(i).name()))
                .max()
                .orElse(0);
        return Math.max(c > 0 ? 56 : 30, widest + (c > 0 ? 26 : 14));
    }

    /** What arcs of a column take at its outer side, with their numbers. */
    private double room(int c) {
        return diagram.arrows().stream()
                .filter(a -> isArc(a) && node(a.from()).column() == c)
                .mapToDouble(a -> 0.75 * Math.abs(out(a)) + 36)
                .max()
                .orElse(0);
    }

    int width() {
        return (int) Math.ceil(x[0] + width(0) / 2 + RESIDUAL + room(0) + Chart.EDGE);
    }

    int height() {
        double lowest =
                IntStream.range(0, y.length).mapToDouble(i -> y[i]).max().orElse(0);
        return (int) Math.ceil(lowest + ELLIPSE);
    }

    Rectangle2D box(int i) {
        int c = node(i).column();
        double height = c > 0 ? ELLIPSE : BOX;
        return new Rectangle2D.Double(x[c] - width(c) / 2, y[i] - height / 2, width(c), height);
    }

    boolean isArc(Arrow a) {
        return a.from() != a.to() && node(a.from()).column() == node(a.to()).column();
    }

    /** How many nodes an arc passes. */
    int passed(Arrow a) {
        List<Integer> column = column(node(a.from()).column());
        return Math.abs(column.indexOf(a.from()) - column.indexOf(a.to())) - 1;
    }

    /** How far an arc stands out: to the left of factors, to the right of what is measured. */
    double out(Arrow a) {
        double out = OUT + FURTHER * Math.min(passed(a), 5);
        return node(a.from()).column() > 0 ? -out : out;
    }

    /** Where an arc leaves a node: at its outer side, nearer to the other node. */
    double[] side(int i, int other) {
        Rectangle2D box = box(i);
        double nearer = y[other] > y[i] ? 5 : -5;
        double inside = node(i).column() > 0 ? box.getX() + 3 : box.getMaxX() + RESIDUAL;
        return new double[] {inside, y[i] + nearer};
    }

    /** A straight arrow, from side to side of its nodes. */
    Line2D line(Arrow a) {
        Rectangle2D from = box(a.from());
        Rectangle2D to = box(a.to());
        return from.getX() < to.getX()
                ? new Line2D.Double(from.getMaxX(), from.getCenterY(), to.getX(), to.getCenterY())
                : new Line2D.Double(from.getX(), from.getCenterY(), to.getMaxX(), to.getCenterY());
    }
}
