package org.em4j.report.svg;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.HashSet;
import java.util.Set;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Series;

/** Draws series. What the eye cannot tell apart is drawn once, so that a picture's size depends on its pixels, not on its rows. */
final class Marks {
    private static final float WIDTH = 1.6f;
    private static final float[] DASHES = {5, 4};
    private static final float POINT = 4.5f;

    /** Points of which there are more are smaller, so that they hide less of one another. */
    private static final int MANY = 400;

    /** Of strokes that have no length at all, PDF and print do not show the square ones. */
    private static final double TITTLE = 0.01;

    private static final double SIGN = 3.2;

    /** How much of what lies behind it a shade hides. */
    private static final double SHEER = 0.2;

    private final Graphics2D g;
    private final Scale across;
    private final Scale up;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;

    Marks(Graphics2D g, Scale across, Scale up, double left, double right, double top, double bottom) {
        this.g = g;
        this.across = across;
        this.up = up;
        this.left = left;
        this.right = right;
        this.top = top;
        this.bottom = bottom;
    }

    /** Half a pixel is as much as is seen. */
    static double brief(double pixels) {
        return Math.rint(2 * pixels) / 2;
    }

    private double x(double v) {
        return brief(across.at(v, left, right));
    }

    private double y(double v) {
        return brief(up.at(v, bottom, top));
    }

    /** Draws a series of some number, which decides about its sign. */
    void draw(Series series, int number) {
        switch (series.mark()) {
            case POINTS, SPECKS, DISCS -> points(series);
            case AREA -> area(series, Palette.of(series.colour()));
            case SHADE -> area(series, Palette.sheer(Palette.of(series.colour()), SHEER));
            case LABELS -> labels(series);
            case RINGS, SIGNS -> {
                if (series.mark() == Mark.SIGNS) {
                    curve(series);
                }
                for (int i = 0; i < series.x().length; i++) {
                    sign(g, series, number, x(series.x()[i]), y(series.y()[i]));
                }
            }
            case LINE, DASHES -> curve(series);
        }
    }

    private void curve(Series series) {
        g.setColor(Palette.of(series.colour()));
        g.setStroke(stroke(series.mark()));
        g.draw(path(series));
    }

    private static BasicStroke stroke(Mark mark) {
        return mark == Mark.DASHES
                ? new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
                : new BasicStroke(mark == Mark.SIGNS ? 1 : WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }

    /** Through all points that are finite and half a pixel away from the last one. */
    private Path2D path(Series series) {
        Path2D path = new Path2D.Double();
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        boolean drawing = false;
        for (int i = 0; i < series.x().length; i++) {
            double px = x(series.x()[i]);
            double py = y(series.y()[i]);
            if (!Double.isFinite(px) || !Double.isFinite(py)) {
                drawing = false;
            } else if (!drawing) {
                path.moveTo(px, py);
                drawing = true;
            } else if (px != lastX || py != lastY) {
                path.lineTo(px, py);
            }
            lastX = px;
            lastY = py;
        }
        return path;
    }

    private void area(Series series, Color colour) {
        Path2D path = path(series);
        if (path.getCurrentPoint() == null) {
            return;
        }
        double ground = y(Math.max(0, up.least()));
        path.lineTo(path.getCurrentPoint().getX(), ground);
        path.lineTo(x(series.x()[0]), ground);
        path.closePath();
        g.setColor(colour);
        g.fill(path);
    }

    /**
     * Dots are strokes of almost no length, round or square by their colour: three letters each in a file. Many of them stand at whole
     * pixels, which is less than their size.
     */
    private void points(Series series) {
        Path2D path = new Path2D.Double();
        Set<Point2D> seen = new HashSet<>();
        boolean many = series.x().length > MANY;
        for (int i = 0; i < series.x().length; i++) {
            double px = many ? Math.rint(x(series.x()[i])) : x(series.x()[i]);
            double py = many ? Math.rint(y(series.y()[i])) : y(series.y()[i]);
            if (Double.isFinite(px) && Double.isFinite(py) && seen.add(new Point2D.Double(px, py))) {
                path.moveTo(px, py);
                path.lineTo(px + TITTLE, py);
            }
        }
        g.setColor(Palette.of(series.colour()));
        g.setStroke(dot(series));
        g.draw(path);
    }

    private static BasicStroke dot(Series series) {
        boolean round =
                series.colour().from() >= 0 || Math.floorMod(series.colour().to(), 2) == 0; // blends are of one kind
        float point = series.mark() == Mark.DISCS
                ? 1.8f * POINT
                : series.mark() == Mark.SPECKS || series.x().length > MANY ? POINT / 2 : POINT;
        return new BasicStroke(
                round ? point : 0.85f * point,
                round ? BasicStroke.CAP_ROUND : BasicStroke.CAP_SQUARE,
                BasicStroke.JOIN_ROUND);
    }

    /** The series' name at each of its points, on a disc of its colour. */
    private void labels(Series series) {
        for (int i = 0; i < series.x().length; i++) {
            disc(g, series, x(series.x()[i]), y(series.y()[i]));
        }
    }

    private static void disc(Graphics2D g, Series series, double x, double y) {
        g.setFont(Pictures.FONT.deriveFont(Font.BOLD));
        double half = brief(g.getFontMetrics().stringWidth(series.name()) / 2.0);
        g.setColor(Palette.of(series.colour()));
        g.fill(new Rectangle2D.Double(x - half - 3, y - 7, 2 * half + 6, 14));
        g.setColor(Color.WHITE);
        g.drawString(series.name(), (float) (x - half), (float) (y + 4));
        g.setFont(Pictures.FONT);
    }

    private static void sign(Graphics2D g, Series series, int number, double x, double y) {
        if (series.mark() == Mark.RINGS) {
            g.setColor(Color.BLACK);
            g.setStroke(new BasicStroke(2));
            g.draw(new Ellipse2D.Double(x - 7, y - 7, 14, 14));
            return;
        }
        g.setColor(Palette.of(series.colour()));
        g.setStroke(new BasicStroke(1.2f));
        Path2D shape = shape(number, x, y);
        if (number / 4 % 2 == 0) {
            g.fill(shape);
        } else {
            g.draw(shape);
        }
    }

    /** Triangles, diamonds, and so on, full and empty: eight signs that are told apart without colour. */
    private static Path2D shape(int number, double x, double y) {
        int corners = number % 4 == 3 ? 12 : number % 4 + 3 == 5 ? 4 : number % 4 + 3;
        double turn = number % 4 == 2 ? Math.PI / 4 : 0;
        Path2D shape = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners - Math.PI / 2 + turn;
            double px = x + 1.2 * SIGN * Math.cos(angle);
            double py = y + 1.2 * SIGN * Math.sin(angle);
            if (i == 0) {
                shape.moveTo(px, py);
            } else {
                shape.lineTo(px, py);
            }
        }
        shape.closePath();
        return shape;
    }

    /** How a series looks, in a legend. */
    static void sample(Graphics2D g, Series series, int number, double x, double y, double length) {
        g.setColor(Palette.of(series.colour()));
        Path2D line = new Path2D.Double();
        double middle = brief(x + length / 2);
        switch (series.mark()) {
            case AREA, SHADE -> g.fill(new Rectangle2D.Double(brief(x), brief(y - 4), length, 8));
            case POINTS, SPECKS, DISCS -> {
                line.moveTo(middle, brief(y));
                line.lineTo(middle + TITTLE, brief(y));
                g.setStroke(dot(series));
                g.draw(line);
            }
            case LINE, DASHES, SIGNS -> {
                line.moveTo(brief(x), brief(y));
                line.lineTo(brief(x + length), brief(y));
                g.setStroke(stroke(series.mark()));
                g.draw(line);
                if (series.mark() == Mark.SIGNS) {
                    sign(g, series, number, middle, brief(y));
                }
            }
            case RINGS -> sign(g, series, number, middle, brief(y));
            case LABELS -> {}
        }
    }
}
