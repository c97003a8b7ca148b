package org.em4j.core.fit.accelerate;

import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.EmProblem;

/**
 * Parabolic EM (Berlinet and Roland 2009): along the parabola through three points of EM, further and further while the
 * objective rises; where it stops rising, three points more.
 */
public record Parabolic() implements Accelerator {
    /** By how much each attempt along a parabola is longer than the one before. */
    private static final double FACTOR = 1.5;

    @Override
    public <P> EmProblem<P> on(EmProblem<P> map) {
        return new Extrapolated<>(map, Search::new);
    }

    @Override
    public String toString() {
        return "parabolic";
    }

    /** One or two points of EM remembered, and how far along the parabola has been gone. */
    private static final class Search implements Extrapolation {
        private double[] base = {};
        private double[] r = {};
        private double[] v = {};
        private double far;

        @Override
        public double[] beyond(double[] u, double[] next) {
            if (base.length == 0) {
                base = u;
                return next;
            }
            if (far == 0) {
                r = Vectors.minus(u, base);
                v = Vectors.minus(Vectors.minus(next, u), r);
                far = 1;
            }
            far *= 1 + FACTOR;
            return Vectors.plus(Vectors.plus(base, 2 * far, r), far * far, v);
        }

        @Override
        public void refused() {
            base = new double[0];
            far = 0;
        }

        @Override
        public double[][] memory() {
            return new double[][] {base, r, v, {far}};
        }

        @Override
        public void remember(double[][] memory) {
            base = memory[0];
            r = memory[1];
            v = memory[2];
            far = memory[3][0];
        }
    }
}
