package org.em4j.core.linalg;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Newton's method up a concave function, for M-steps that have two derivatives and no closed form. A step that does not lead up,
 * or leads out of the function's domain, is halved until it does.
 */
public final class Newton {
    private static final int STEPS = 100;
    private static final int HALVINGS = 30;

    /** A step that promises less, in nats for each unit of weight, is the last. */
    private static final double PROMISE = 1e-15;

    private Newton() {}

    /**
     * Derivatives at a point.
     *
     * @param gradient {@code (n)}
     * @param curvature {@code (n x n)}, flat: second derivatives with their signs changed, of which the lower triangle counts
     */
    public record Slope(double[] gradient, double[] curvature) {
        /** The step; none where the curvature is singular to rounding. */
        private double[] step() {
            try {
                return Cholesky.of(curvature, gradient.length).solve(gradient);
            } catch (NotPositiveDefiniteException flat) {
                return new double[gradient.length];
            }
        }
    }

    /**
     * The highest point that is found, never lower than the start but for rounding.
     *
     * @param weight of the data, which the height is a sum over
     * @param height in nats; minus infinity or NaN outside of the domain
     * @param slope the height's derivatives
     */
    public static double[] climb(
            double[] start, double weight, ToDoubleFunction<double[]> height, Function<double[], Slope> slope) {
        double[] at = start.clone();
        double highest = height.applyAsDouble(at);
        for (int t = 0; t < STEPS; t++) {
            Slope here = slope.apply(at);
            double[] step = here.step();
            double promise = 0;
            for (int i = 0; i < step.length; i++) {
                promise += here.gradient()[i] * step[i] / 2;
            }
            if (!(promise > PROMISE * weight)) {
                double[] last = moved(at, step, 1); // heights can no longer tell the two apart; parameters can
                return height.applyAsDouble(last) > highest - PROMISE * weight ? last : at;
            }
            double[] next = at;
            double reached = highest;
            for (int halving = 0; halving < HALVINGS && !(reached > highest); halving++) {
                next = moved(at, step, Math.scalb(1.0, -halving));
                reached = height.applyAsDouble(next);
            }
            if (!(reached > highest)) {
                break;
            }
            at = next;
            highest = reached;
        }
        return at;
    }

    private static double[] moved(double[] from, double[] along, double length) {
        double[] next = from.clone();
        Arrays.setAll(next, i -> next[i] + length * along[i]);
        return next;
    }
}
