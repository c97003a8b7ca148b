package org.em4j.factor.estimate;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A quasi-Newton method (Broyden, Fletcher, Goldfarb and Shanno) down a function, its coordinates projected on their bounds
 * (Bertsekas 1982). A bound is a place like any other, with a slope that says whether it is a minimum.
 *
 * @param objective value and gradient; infinite where there is none
 * @param least bounds of the coordinates; minus infinity for none
 * @param scales roughly the inverse of the second derivatives at a place, each coordinate for itself
 * @param weight of the rows, whose logarithms the objective is a sum of: it rounds to as much as they do
 */
public record ProjectedDescent(
        Function<double[], ProjectedDescent.Point> objective,
        double[] least,
        UnaryOperator<double[]> scales,
        double weight) {
    private static final int MAX_STEPS = 2000;
    private static final int HALVINGS = 40;

    /** The part of what the slope promises that a step has to keep (Armijo). */
    private static final double KEPT = 1e-4;

    /** A fall of the loss by at most so many of its roundings is none. */
    private static final double ROUNDINGS = 16;

    /**
     * A value, with its derivatives.
     *
     * @param loss in nats; infinite where there is no density
     * @param gradient by each coordinate
     */
    public record Point(double loss, double[] gradient) {}

    /**
     * Where a descent has ended.
     *
     * @param v the coordinates
     * @param held those that are at their bounds, and would be lower
     */
    public record End(double[] v, Point point, boolean[] held) {}

    /** The minimum downhill of coordinates that respect their bounds. */
    public End from(double[] start) {
        return new Run(start).run();
    }

    /** One descent. */
    private final class Run {
        private final InverseHessian inverse;
        private double[] v;
        private Point at;
        private double[] first;
        private boolean[] held;

        Run(double[] start) {
            this.v = start;
            this.at = objective.apply(v);
            this.first = scales.apply(v);
            this.inverse = InverseHessian.of(first);
            this.held = held();
        }

        private boolean[] held() {
            boolean[] bounded = new boolean[v.length];
            for (int i = 0; i < v.length; i++) {
                bounded[i] = v[i] <= least[i] && at.gradient()[i] > 0;
            }
            return bounded;
        }

        End run() {
            boolean restarted = false;
            for (int step = 0; step < MAX_STEPS; step++) {
                double[] direction = direction();
                double slope = dot(direction, at.gradient());
                double rounding = ROUNDINGS * Math.ulp(Math.abs(at.loss()) + weight);
                boolean moved = -slope > rounding / ROUNDINGS && move(direction, rounding);
                if (moved) {
                    restarted = false;
                } else if (restarted) {
                    break;
                } else { // the second derivatives may have been wrong
                    inverse.forget(IntStream.range(0, v.length).toArray(), first);
                    restarted = true;
                }
            }
            return new End(v, at, held);
        }

        private double[] direction() {
            double[] free = new double[v.length];
            Arrays.setAll(free, i -> held[i] ? 0 : at.gradient()[i]);
            double[] direction = inverse.times(free);
            Arrays.setAll(direction, i -> held[i] ? 0 : -direction[i]);
            return direction;
        }

        /** Goes down, if there is a way. */
        private boolean move(double[] direction, double rounding) {
            double scale = 1;
            for (int halving = 0; halving < HALVINGS; halving++, scale /= 2) {
                double[] next = v.clone();
                double promised = 0;
                for (int i = 0; i < next.length; i++) {
                    next[i] = Math.max(next[i] + scale * direction[i], least[i]);
                    promised += at.gradient()[i] * (next[i] - v[i]);
                }
                Point there = objective.apply(next);
                if (there.loss() <= at.loss() + KEPT * promised + rounding) {
                    boolean lower = there.loss() < at.loss() - rounding || steepness(there, next) < steepness(at, v);
                    update(next, there);
                    return lower;
                }
            }
            return false;
        }

        /** Length of the gradient where it can be followed, in units of the scales. */
        private double steepness(Point point, double[] w) {
            double sum = 0;
            for (int i = 0; i < w.length; i++) {
                double g = point.gradient()[i];
                boolean stuck = w[i] <= least[i] && g > 0;
                sum += stuck ? 0 : g * g * first[i];
            }
            return sum;
        }

        private void update(double[] next, Point there) {
            boolean[] before = held;
            double[] s = new double[v.length];
            double[] y = new double[v.length];
            for (int i = 0; i < v.length; i++) {
                s[i] = next[i] - v[i];
                y[i] = there.gradient()[i] - at.gradient()[i];
            }
            v = next;
            at = there;
            first = scales.apply(v);
            held = held();
            inverse.forget(
                    IntStream.range(0, v.length)
                            .filter(i -> before[i] != held[i])
                            .toArray(),
                    first);
            for (int i = 0; i < v.length; i++) {
                s[i] = before[i] || held[i] ? 0 : s[i];
                y[i] = before[i] || held[i] ? 0 : y[i];
            }
            double along = dot(s, y);
            if (along > 1e-10 * Math.sqrt(dot(s, s) * dot(y, y))) {
                inverse.learn(s, y, along);
            }
        }
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
