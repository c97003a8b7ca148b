package org.em4j.report.figure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;

/** Where a function of two numbers has some value, on a grid of points: marching squares, whose pieces are joined to curves. */
final class Contour {
    private final double[] across;
    private final double[] up;
    private final double[][] values;

    private Contour(double[] across, double[] up, double[][] values) {
        this.across = across;
        this.up = up;
        this.values = values;
    }

    /** A function, known at the points of a grid. */
    static Contour of(double[] across, double[] up, DoubleBinaryOperator function) {
        double[][] values = new double[across.length][up.length];
        for (int i = 0; i < across.length; i++) {
            for (int j = 0; j < up.length; j++) {
                values[i][j] = function.applyAsDouble(across[i], up[j]);
            }
        }
        return new Contour(across, up, values);
    }

    /** An edge of the grid, from point (i, j) to its neighbour on the right or above. */
    private record Edge(int i, int j, boolean rises) {}

    /** The curves {@code (2 x n)} where the function is at a level; NaN stands between two of them. */
    double[][] at(double level) {
        Map<Edge, List<Edge>> pieces = pieces(level);
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        Set<Edge> done = new HashSet<>();
        for (boolean open : new boolean[] {true, false}) { // a curve that leaves the grid is followed from its end
            for (Edge start : pieces.keySet()) {
                if (!done.contains(start) && (!open || pieces.get(start).size() == 1)) {
                    for (Edge at : follow(start, pieces, done)) {
                        double[] point = crossing(at, level);
                        x.add(point[0]);
                        y.add(point[1]);
                    }
                    x.add(Double.NaN);
                    y.add(Double.NaN);
                }
            }
        }
        return new double[][] {array(x), array(y)};
    }

    private static double[] array(List<Double> values) {
        return values.stream().flatMapToDouble(DoubleStream::of).toArray();
    }

    /** The edges of a curve, in order; the first one again where it is closed. */
    private static List<Edge> follow(Edge start, Map<Edge, List<Edge>> pieces, Set<Edge> done) {
        List<Edge> curve = new ArrayList<>();
        Edge at = start;
        while (at != null && done.add(at)) {
            curve.add(at);
            at = pieces.get(at).stream()
                    .filter(e -> !done.contains(e))
                    .findFirst()
                    .orElse(null);
        }
        if (curve.size() > 2 && pieces.get(curve.get(curve.size() - 1)).contains(start)) {
            curve.add(start);
        }
        return curve;
    }

    /** Which edges a curve goes between, cell by cell. */
    private Map<Edge, List<Edge>> pieces(double level) {
        Map<Edge, List<Edge>> pieces = new LinkedHashMap<>();
        for (int i = 0; i + 1 < across.length; i++) {
            for (int j = 0; j + 1 < up.length; j++) {
                List<Edge> crossed = crossed(i, j, level);
                for (int e = 0; e + 1 < crossed.size(); e += 2) {
                    pieces.computeIfAbsent(crossed.get(e), k -> new ArrayList<>(2))
                            .add(crossed.get(e + 1));
                    pieces.computeIfAbsent(crossed.get(e + 1), k -> new ArrayList<>(2))
                            .add(crossed.get(e));
                }
            }
        }
        return pieces;
    }

    /** The edges of a cell that are crossed, pair by pair, counterclockwise; in a saddle the middle of the cell decides on the pairs. */
    private List<Edge> crossed(int i, int j, double level) {
        List<Edge> crossed = new ArrayList<>(4);
        Edge[] around = {
            new Edge(i, j, false), new Edge(i + 1, j, true), new Edge(i, j + 1, false), new Edge(i, j, true)
        };
        for (Edge e : around) {
            if (from(e) > level != to(e) > level) {
                crossed.add(e);
            }
        }
        double middle = (values[i][j] + values[i + 1][j] + values[i][j + 1] + values[i + 1][j + 1]) / 4;
        if (crossed.size() == 4 && values[i][j] > level != middle > level) {
            crossed.add(crossed.remove(0));
        }
        return crossed;
    }

    private double from(Edge e) {
        return values[e.i][e.j];
    }

    private double to(Edge e) {
        return e.rises ? values[e.i][e.j + 1] : values[e.i + 1][e.j];
    }

    private double[] crossing(Edge e, double level) {
        double share = (level - from(e)) / (to(e) - from(e));
        return e.rises
                ? new double[] {across[e.i], up[e.j] + share * (up[e.j + 1] - up[e.j])}
                : new double[] {across[e.i] + share * (across[e.i + 1] - across[e.i]), up[e.j]};
    }
}
