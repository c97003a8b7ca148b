package org.em4j.report.svg;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.em4j.validation.reproduce.Picture.Arrow;
import org.em4j.validation.reproduce.Picture.Diagram;
import org.em4j.validation.reproduce.Picture.Node;

/** A path diagram, drawn: columns of nodes, what is measured on the right, and arrows between them with their numbers. */
final class Paths {
    private static final float WIDTH = 1.2f;
    private static final double HEAD = 7;

    /** Half the height of a line of text, and what is left free around it. */
    private static final double HALF = 6;

    /** Where on an arrow its number may stand, from the end back. */
    private static final double[] PLACES = {0.35, 0.45, 0.28, 0.55, 0.2, 0.65, 0.75};

    private final Diagram diagram;
    private final PathLayout layout;
    private final Graphics2D g;
    private final List<Rectangle2D> taken = new ArrayList<>();

    private Paths(Diagram diagram, Graphics2D g) {
        this.diagram = diagram;
        this.layout = new PathLayout(diagram);
        this.g = g;
    }

    /** Draws, and tells the places of nodes and numbers. */
    static List<Rectangle2D> draw(Diagram diagram, Graphics2D g) {
        Paths paths = new Paths(diagram, g);
        paths.draw();
        return paths.taken;
    }

    private void draw() {
        g.setFont(Pictures.FONT.deriveFont(Font.BOLD));
        g.setColor(Color.BLACK);
        g.drawString(diagram.title(), Chart.EDGE, Chart.EDGE + 5);
        g.setFont(Pictures.FONT);
        for (int i = 0; i < diagram.nodes().size(); i++) {
            node(i);
        }
        for (Arrow a : diagram.arrows()) { // those first that have one place for their number
            if (a.from() == a.to()) {
                itself(a);
            } else if (layout.isArc(a)) {
                arc(a);
            }
        }
        diagram.arrows().stream()
                .filter(a -> a.from() != a.to() && !layout.isArc(a))
                .forEach(this::straight);
    }

    private void node(int i) {
        Rectangle2D box = layout.box(i);
        Node node = diagram.nodes().get(i);
        Shape shape =
                node.column() > 0 ? new Ellipse2D.Double(box.getX(), box.getY(), box.getWidth(), box.getHeight()) : box;
        g.setColor(Palette.sheer(Palette.of(node.column() > 0 ? 0 : 2), 0.12));
        g.fill(shape);
        g.setColor(Color.BLACK);
        g.setStroke(new BasicStroke(WIDTH));
        g.draw(shape);
        text(node.name(), box.getCenterX(), box.getCenterY());
        taken.add(box);
    }

    /** The variance that nothing points at: of what is measured at its right, of others above. */
    private void itself(Arrow a) {
        Rectangle2D box = layout.box(a.from());
        if (diagram.nodes().get(a.from()).column() == 0) {
            double y = box.getCenterY();
            stroke(a);
            g.draw(new Line2D.Double(box.getMaxX() + 18, y, box.getMaxX() + HEAD, y));
            head(box.getMaxX(), y, Math.PI);
            number(a, box.getMaxX() + 21 + Legend.width(number(a)) / 2, y);
        } else {
            double x = box.getCenterX();
            double y = box.getY();
            stroke(a);
            g.draw(new CubicCurve2D.Double(x - 8, y - 4, x - 14, y - 24, x + 14, y - 24, x + 8, y - 4));
            head(x - 6, y + 1, Math.PI * 0.42);
            head(x + 6, y + 1, Math.PI * 0.58);
            number(a, x + 15 + Legend.width(number(a)) / 2, y - 13);
        }
    }

    private void arc(Arrow a) {
        double[] from = layout.side(a.from(), a.to());
        double[] to = layout.side(a.to(), a.from());
        double out = layout.out(a);
        CubicCurve2D curve =
                new CubicCurve2D.Double(from[0], from[1], from[0] + out, from[1], to[0] + out, to[1], to[0], to[1]);
        stroke(a);
        g.draw(curve);
        double back = out < 0 ? 0 : Math.PI;
        head(to[0], to[1], back);
        if (a.both()) {
            head(from[0], from[1], back);
        }
        double middle = (from[1] + to[1]) / 2;
        double x = (from[0] + to[0]) / 2 + 0.75 * out;
        double side = layout.passed(a) == 0 ? -Math.signum(out) : Math.signum(out); // where no other arc is
        number(a, x + side * (Legend.width(number(a)) / 2 + 3), middle);
    }

    private void straight(Arrow a) {
        Line2D line = layout.line(a);
        double half = Legend.width(number(a)) / 2;
        double best = DoubleStream.of(PLACES)
                .boxed()
                .min(Comparator.comparingDouble(place -> trouble(a, around(line, place, half))))
                .orElseThrow();
        Rectangle2D room = around(line, best, half);
        double length = line.getP1().distance(line.getP2());
        double slant = Math.atan2(line.getY2() - line.getY1(), line.getX2() - line.getX1());
        double along = Math.min((half + 2) / Math.abs(Math.cos(slant)), (HALF + 1) / Math.abs(Math.sin(slant)));
        stroke(a);
        g.draw(part(line, 0, 1 - best - along / length));
        g.draw(part(line, 1 - best + along / length, 1 - (HEAD - 1) / length));
        head(line.getX2(), line.getY2(), slant);
        number(a, room.getCenterX(), room.getCenterY());
    }

    private static Line2D part(Line2D line, double from, double to) {
        double dx = line.getX2() - line.getX1();
        double dy = line.getY2() - line.getY1();
        return new Line2D.Double(
                line.getX1() + from * dx, line.getY1() + from * dy, line.getX1() + to * dx, line.getY1() + to * dy);
    }

    private static Rectangle2D around(Line2D line, double place, double half) {
        double x = line.getX2() + place * (line.getX1() - line.getX2());
        double y = line.getY2() + place * (line.getY1() - line.getY2());
        return new Rectangle2D.Double(x - half - 1, y - HALF, 2 * half + 2, 2 * HALF);
    }

    /** Numbers that a place is taken by, and other arrows that go through it. */
    private double trouble(Arrow a, Rectangle2D room) {
        long numbers = taken.stream().filter(room::intersects).count();
        long lines = diagram.arrows().stream()
                .filter(b -> !b.equals(a) && b.from() != b.to() && !layout.isArc(b))
                .filter(b -> layout.line(b).intersects(room))
                .count();
        return 100.0 * numbers + lines;
    }

    private void stroke(Arrow a) {
        g.setColor(Color.BLACK);
        g.setStroke(
                a.certain()
                        ? new BasicStroke(WIDTH)
                        : new BasicStroke(
                                WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 3}, 0));
    }

    /** A head with its point somewhere, of an arrow that comes by some angle. */
    private void head(double x, double y, double angle) {
        Path2D head = new Path2D.Double();
        head.moveTo(x, y);
        head.lineTo(x - HEAD * Math.cos(angle - 0.4), y - HEAD * Math.sin(angle - 0.4));
        head.lineTo(x - HEAD * Math.cos(angle + 0.4), y - HEAD * Math.sin(angle + 0.4));
        head.closePath();
        g.fill(head);
    }

    private static String number(Arrow a) {
        return String.format(Locale.ROOT, "%.2f", a.value());
    }

    private void number(Arrow a, double x, double y) {
        text(number(a), x, y);
        double half = Legend.width(number(a)) / 2;
        taken.add(new Rectangle2D.Double(x - half, y - HALF, 2 * half, 2 * HALF));
    }

    private void text(String text, double x, double y) {
        g.setColor(Color.BLACK);
        g.drawString(text, (float) (x - Legend.width(text) / 2), (float) (y + 4));
    }

    /** What is seen, in a sentence for each node that arrows leave. */
    static String describe(Diagram diagram) {
        List<String> names = diagram.nodes().stream().map(Node::name).toList();
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int node = i;
            String targets = diagram.arrows().stream()
                    .filter(a -> a.from() == node && !a.both())
                    .map(a -> names.get(a.to()) + " " + number(a) + (a.certain() ? "" : " (dashed)"))
                    .collect(Collectors.joining(", "));
            if (!targets.isEmpty()) {
                sentences.add(names.get(node) + " points at " + targets);
            }
        }
        diagram.arrows().stream()
                .filter(a -> a.both() && a.from() != a.to())
                .map(a -> names.get(a.from()) + " and " + names.get(a.to()) + " covary, " + number(a)
                        + (a.certain() ? "" : " (dashed)"))
                .forEach(sentences::add);
        String variances = diagram.arrows().stream()
                .filter(a -> a.from() == a.to())
                .sorted(Comparator.comparing(Arrow::from))
                .map(a -> names.get(a.from()) + " " + number(a))
                .collect(Collectors.joining(", "));
        return String.join("; ", sentences) + (variances.isEmpty() ? "" : "; residual variances: " + variances) + ".";
    }
}
