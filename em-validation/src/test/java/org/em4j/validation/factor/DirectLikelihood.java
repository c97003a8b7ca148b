package org.em4j.validation.factor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Another program for factor analysis, that shares nothing with the library's: the likelihood of rows as they are, given by
 * mean, loadings and roots t of the uniquenesses, {@code ψ = t²}, so that zero is a place like any other; climbed from many
 * starts by L-BFGS (Nocedal 1980). Slow and plain. Rows have to be standardised; NaN is missing.
 */
final class DirectLikelihood {
    private static final int MEMORY = 12;
    private static final int STEPS = 3000;

    /** Rows of one pattern of missing values. */
    private record Group(int[] seen, double[][] rows) {}

    private final int d;
    private final int q;
    private final List<Group> groups = new ArrayList<>();
    private double[] gradient;

    DirectLikelihood(double[][] x, int q) {
        this.d = x[0].length;
        this.q = q;
        for (double[] row : x) {
            int[] seen =
                    IntStream.range(0, d).filter(j -> !Double.isNaN(row[j])).toArray();
            if (seen.length > 0) {
                add(seen, row);
            }
        }
    }

    private void add(int[] seen, double[] row) {
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            if (Arrays.equals(group.seen, seen)) {
                double[][] more = Arrays.copyOf(group.rows, group.rows.length + 1);
                more[group.rows.length] = row;
                groups.set(g, new Group(seen, more));
                return;
            }
        }
        groups.add(new Group(seen, new double[][] {row}));
    }

    /** Where a climb ended: minus the log-likelihood, in nats, and the uniquenesses. */
    record End(double loss, double[] uniquenesses) {
        double least() {
            return Arrays.stream(uniquenesses).min().orElseThrow();
        }
    }

    /** The ends of climbs from random starts, and from one that is given; the best first. */
    List<End> ends(int starts, double[] given, RandomGenerator random) {
        List<End> ends = new ArrayList<>(List.of(climb(given)));
        for (int s = 0; s < starts; s++) {
            double[] v = new double[d + d * q + d];
            for (int i = d; i < d + d * q; i++) {
                v[i] = random.nextGaussian() / Math.sqrt(q + 1);
            }
            for (int i = d + d * q; i < v.length; i++) {
                v[i] = Math.sqrt(0.02 + 0.9 * random.nextDouble());
            }
            ends.add(climb(v));
        }
        ends.sort(Comparator.comparingDouble(End::loss));
        return ends;
    }

    /** The given parameters, as coordinates. */
    double[] coordinates(double[] mean, double[][] loadings, double[] uniquenesses) {
        double[] v = new double[d + d * q + d];
        for (int j = 0; j < d; j++) {
            v[j] = mean[j];
            System.arraycopy(loadings[j], 0, v, d + j * q, q);
            v[d + d * q + j] = Math.sqrt(uniquenesses[j]);
        }
        return v;
    }

    private End climb(double[] start) {
        double[] v = start.clone();
        double loss = loss(v);
        double[] g = gradient;
        Deque<double[][]> pairs = new ArrayDeque<>();
        for (int step = 0; step < STEPS; step++) {
            double[] p = direction(g, pairs);
            double slope = dot(p, g);
            if (slope >= 0) {
                pairs.clear();
                p = Arrays.stream(g).map(x -> -x).toArray();
                slope = dot(p, g);
            }
            if (-slope < 1e-13) {
                break;
            }
            double scale = pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
            double[] next = v;
            double there = Double.POSITIVE_INFINITY;
            double[] slopes = g;
            for (int halving = 0; halving < 50 && !(there <= loss + 1e-4 * scale * slope); halving++) {
                if (halving > 0) {
                    scale /= 2;
                }
                next = moved(v, p, scale);
                there = loss(next);
                slopes = gradient;
            }
            if (!(there < loss)) {
                if (pairs.isEmpty()) {
                    break;
                }
                pairs.clear();
                continue;
            }
            double[] s = minus(next, v);
            double[] y = minus(slopes, g);
            if (dot(s, y) > 1e-14 * Math.sqrt(dot(s, s) * dot(y, y))) {
                pairs.addLast(new double[][] {s, y});
                if (pairs.size() > MEMORY) {
                    pairs.removeFirst();
                }
            }
            v = next;
            loss = there;
            g = slopes;
        }
        double[] t = Arrays.copyOfRange(v, d + d * q, v.length);
        return new End(loss, Arrays.stream(t).map(x -> x * x).toArray());
    }

    private static double[] direction(double[] g, Deque<double[][]> pairs) {
        double[] r = Arrays.stream(g).map(x -> -x).toArray();
        double[] shares = new double[pairs.size()];
        int k = shares.length;
        for (Iterator<double[][]> back = pairs.descendingIterator(); back.hasNext(); ) {
            double[][] pair = back.next();
            shares[--k] = dot(pair[0], r) / dot(pair[0], pair[1]);
            r = moved(r, pair[1], -shares[k]);
        }
        if (!pairs.isEmpty()) {
            double[][] last = pairs.getLast();
            double scale = dot(last[0], last[1]) / dot(last[1], last[1]);
            r = Arrays.stream(r).map(x -> scale * x).toArray();
        }
        for (double[][] pair : pairs) {
            double back = dot(pair[1], r) / dot(pair[0], pair[1]);
            r = moved(r, pair[0], shares[k++] - back);
        }
        return r;
    }

    /** Minus the log-likelihood; leaves its gradient. */
    private double loss(double[] v) {
        double[][] byCovariance = new double[d][d];
        gradient = new double[v.length];
        double loss = 0;
        for (Group group : groups) {
            loss += add(group, v, byCovariance);
            if (!Double.isFinite(loss)) {
                return Double.POSITIVE_INFINITY;
            }
        }
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < d; k++) {
                for (int a = 0; a < q; a++) {
                    gradient[d + i * q + a] += 2 * byCovariance[i][k] * v[d + k * q + a];
                }
            }
            gradient[d + d * q + i] = 2 * v[d + d * q + i] * byCovariance[i][i];
        }
        return loss;
    }

    private double add(Group group, double[] v, double[][] byCovariance) {
        int m = group.seen.length;
        double[][] c = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < m; k++) {
                for (int a = 0; a < q; a++) {
                    c[i][k] += v[d + group.seen[i] * q + a] * v[d + group.seen[k] * q + a];
                }
            }
            double t = v[d + d * q + group.seen[i]];
            c[i][i] += t * t;
        }
        double[][] inverse = new double[m][m];
        double logDeterminant = invert(c, inverse);
        if (!Double.isFinite(logDeterminant)) {
            return Double.POSITIVE_INFINITY;
        }
        int n = group.rows.length;
        double loss = 0.5 * n * (m * Math.log(2 * Math.PI) + logDeterminant);
        for (double[] row : group.rows) {
            double[] solved = new double[m];
            for (int i = 0; i < m; i++) {
                for (int k = 0; k < m; k++) {
                    solved[i] += inverse[i][k] * (row[group.seen[k]] - v[group.seen[k]]);
                }
            }
            for (int i = 0; i < m; i++) {
                loss += 0.5 * solved[i] * (row[group.seen[i]] - v[group.seen[i]]);
                gradient[group.seen[i]] -= solved[i];
                for (int k = 0; k < m; k++) {
                    byCovariance[group.seen[i]][group.seen[k]] -= 0.5 * solved[i] * solved[k];
                }
            }
        }
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < m; k++) {
                byCovariance[group.seen[i]][group.seen[k]] += 0.5 * n * inverse[i][k];
            }
        }
        return loss;
    }

    /** Inverts a positive definite matrix by Gauss and Jordan; returns its log determinant, or NaN. */
    private static double invert(double[][] c, double[][] inverse) {
        int m = c.length;
        double[][] work = new double[m][];
        for (int i = 0; i < m; i++) {
            work[i] = Arrays.copyOf(c[i], 2 * m);
            work[i][m + i] = 1;
        }
        double logDeterminant = 0;
        for (int i = 0; i < m; i++) {
            double pivot = work[i][i];
            if (!(pivot > 1e-14)) {
                return Double.NaN;
            }
            logDeterminant += Math.log(pivot);
            for (int j = 0; j < 2 * m; j++) {
                work[i][j] /= pivot;
            }
            for (int k = 0; k < m; k++) {
                double factor = k == i ? 0 : work[k][i];
                for (int j = 0; j < 2 * m && factor != 0; j++) {
                    work[k][j] -= factor * work[i][j];
                }
            }
        }
        for (int i = 0; i < m; i++) {
            System.arraycopy(work[i], m, inverse[i], 0, m);
        }
        return logDeterminant;
    }

    private static double[] moved(double[] v, double[] p, double scale) {
        double[] next = v.clone();
        for (int i = 0; i < v.length; i++) {
            next[i] += scale * p[i];
        }
        return next;
    }

    private static double[] minus(double[] a, double[] b) {
        return moved(a, b, -1);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
