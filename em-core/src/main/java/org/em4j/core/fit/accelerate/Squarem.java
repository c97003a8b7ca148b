package org.em4j.core.fit.accelerate;

import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.EmProblem;

/**
 * SQUAREM (Varadhan and Roland 2008): from two steps of EM, r and r + v long, along the parabola
 * {@code u + 2 a r + a² v}. Two E-steps a cycle, and a third where the parabola's end is refused.
 *
 * @param stepLength how a is found
 */
public record Squarem(StepLength stepLength) implements Accelerator {
    /** By how much the bound on the step length grows and shrinks. */
    private static final double FACTOR = 4;

    /** The three schemes of the paper. */
    public enum StepLength {
        /** {@code a = -r'v / v'v}. */
        S1,
        /** {@code a = -r'r / r'v}. */
        S2,
        /** {@code a = |r| / |v|}, the paper's choice. */
        S3;

        double of(double[] r, double[] v) {
            return switch (this) {
                case S1 -> -Vectors.dot(r, v) / Vectors.dot(v, v);
                case S2 -> -Vectors.dot(r, r) / Vectors.dot(r, v);
                case S3 -> Math.sqrt(Vectors.dot(r, r) / Vectors.dot(v, v));
            };
        }
    }

    /** The third scheme. */
    public Squarem() {
        this(StepLength.S3);
    }

    @Override
    public <P> EmProblem<P> on(EmProblem<P> map) {
        return new Extrapolated<>(map, Cycle::new);
    }

    @Override
    public String toString() {
        return "squarem";
    }

    /** One EM step remembered, or none. */
    private final class Cycle implements Extrapolation {
        private double[] base = {};
        private double longest = 1;

        @Override
        public double[] beyond(double[] u, double[] next) {
            if (base.length == 0) {
                base = u;
                return next;
            }
            double[] r = Vectors.minus(u, base);
            double[] v = Vectors.minus(Vectors.minus(next, u), r);
            double[] from = base;
            base = new double[0];
            double a = Math.min(stepLength.of(r, v), longest);
            if (a == longest) {
                longest *= FACTOR;
            }
            return a > 1 ? Vectors.plus(Vectors.plus(from, 2 * a, r), a * a, v) : next; // at 1, the parabola ends there
        }

        @Override
        public void refused() {
            longest = Math.max(1, longest / (FACTOR * FACTOR));
        }

        @Override
        public double[][] memory() {
            return new double[][] {base, {longest}};
        }

        @Override
        public void remember(double[][] memory) {
            base = memory[0];
            longest = memory[1][0];
        }
    }
}
