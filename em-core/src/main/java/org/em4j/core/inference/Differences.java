package org.em4j.core.inference;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.em4j.core.fit.Surrogate;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;

/**
 * Differences of the fourth order around a point of a chart, in coordinates z that are measured from there in standard
 * errors of the complete data: one step suits all models, units and sizes of data. Coordinates that the M-step holds
 * where they are, at a bound or because they are frozen, are none of these.
 *
 * @param origin coordinates of the point, those that are held among them
 * @param free indices of the coordinates that are not held {@code (p)}
 * @param units what a step of one is in each of these {@code (p)}
 */
record Differences<P>(Chart<P> chart, double[] origin, int[] free, double[] units) {
    /** Truncation is of the order of its fourth power over n, noise of the rounding unit over its square. */
    private static final double STEP = 0x1p-5;

    private static final double LEAST = 1e-4;
    private static final double MOST = 0.5;
    private static final int ATTEMPTS = 60;

    /** A slope, in nats for a standard error, that moves an estimate by more than this part of one. */
    private static final double STEEP = 1e-3;

    /** Around theta, with the curvature of the surrogate taken there for units. */
    static <P> Differences<P> around(P theta, Surrogate<P> surrogate) {
        Chart<P> chart = surrogate.chartFor("standard errors are worked out in");
        double[] u = chart.coordinates(theta);
        int[] finite =
                IntStream.range(0, u.length).filter(i -> Double.isFinite(u[i])).toArray();
        double[] ones = new double[finite.length];
        Arrays.fill(ones, 1);
        Differences<P> plain = new Differences<>(chart, u, finite, ones);
        double[] units = new double[finite.length];
        Arrays.setAll(units, i -> plain.unit(surrogate, i));
        Differences<P> moving = plain.only(units, i -> units[i] > 0);
        return moving.only(moving.units, moving.followed(surrogate));
    }

    private Differences<P> only(double[] ofAll, IntPredicate which) {
        int[] kept = IntStream.range(0, free.length).filter(which).toArray();
        return new Differences<>(
                chart,
                origin,
                IntStream.of(kept).map(i -> free[i]).toArray(),
                IntStream.of(kept).mapToDouble(i -> ofAll[i]).toArray());
    }

    /** Coordinates without a slope, or along which the M-step goes where the slope points; at a bound it stays. */
    private IntPredicate followed(Surrogate<P> surrogate) {
        double[] slope = gradient(z -> height(surrogate, z), new double[free.length]);
        double[] next = chart.coordinates(surrogate.maximize());
        return i -> !(Math.abs(slope[i]) > STEEP)
                || Math.abs(next[free[i]] - origin[free[i]]) > STEEP * Math.abs(slope[i]) * units[i];
    }

    /** The step along coordinate i that costs the surrogate half a nat; 0 for a coordinate that leads nowhere. */
    private double unit(Surrogate<P> surrogate, int i) {
        double top = height(surrogate, new double[free.length]);
        double h = 1e-3;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double drop = top - (along(surrogate, i, h) + along(surrogate, i, -h)) / 2;
            if (drop >= LEAST && drop <= MOST) {
                return h / Math.sqrt(2 * drop);
            }
            h *= drop < LEAST ? 4 : 1.0 / 8; // falling off the space drops for ever
        }
        return 0;
    }

    private double along(Surrogate<P> surrogate, int i, double h) {
        double[] z = new double[free.length];
        z[i] = h;
        try {
            double value = height(surrogate, z);
            return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
        } catch (DegenerateException e) {
            return Double.NEGATIVE_INFINITY;
        }
    }

    int size() {
        return free.length;
    }

    P point(double[] z) {
        double[] u = origin.clone();
        for (int i = 0; i < z.length; i++) {
            u[free[i]] += units[i] * z[i];
        }
        return chart.point(u);
    }

    /** {@code Q + log prior} at z, in nats. */
    double height(Surrogate<P> surrogate, double[] z) {
        P theta = point(z);
        return surrogate.expectedLogJoint(theta) + surrogate.logPrior(theta);
    }

    /** Gradient {@code (p)} at z. */
    double[] gradient(ToDoubleFunction<double[]> f, double[] z) {
        double[] gradient = new double[z.length];
        double[][] jacobian = jacobian(v -> new double[] {f.applyAsDouble(v)}, z);
        Arrays.setAll(gradient, i -> jacobian[i][0]);
        return gradient;
    }

    /** Derivatives {@code (p x m)} of m functions at z: row i is along coordinate i. */
    double[][] jacobian(Function<double[], double[]> f, double[] z) {
        double[][] rows = new double[z.length][];
        for (int i = 0; i < z.length; i++) {
            double[] near = slope(f, z, i, STEP);
            double[] far = slope(f, z, i, 2 * STEP);
            rows[i] = new double[near.length];
            Arrays.setAll(rows[i], j -> (4 * near[j] - far[j]) / 3);
        }
        return rows;
    }

    private static double[] slope(Function<double[], double[]> f, double[] z, int i, double h) {
        double[] up = f.apply(moved(z, i, h));
        double[] down = f.apply(moved(z, i, -h));
        double[] slope = new double[up.length];
        Arrays.setAll(slope, j -> (up[j] - down[j]) / (2 * h));
        return slope;
    }

    private static double[] moved(double[] z, int i, double h) {
        double[] v = z.clone();
        v[i] += h;
        return v;
    }
}
