package org.em4j.validation.reproduce;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.RealVector;

/** Normal log densities by the other library's linear algebra, and white noise that is not random. */
public final class Normals {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    private Normals() {}

    /** Log density of {@code N(mean, covariance)}. */
    public static ToDoubleFunction<double[]> logDensity(double[] mean, double[][] covariance) {
        CholeskyDecomposition cholesky = new CholeskyDecomposition(Matrices.of(covariance), 1e-12, 1e-300);
        DecompositionSolver solver = cholesky.getSolver();
        double constant = mean.length * LOG_2PI + Math.log(cholesky.getDeterminant());
        return x -> {
            RealVector r = new ArrayRealVector(Matrices.minus(x, mean), false);
            return -0.5 * (constant + r.dotProduct(solver.solve(r)));
        };
    }

    /** Log density of one normal number. */
    public static double logDensity(double x, double mean, double variance) {
        return -0.5 * (LOG_2PI + Math.log(variance) + (x - mean) * (x - mean) / variance);
    }

    /** Standard normal numbers {@code (m)}. */
    public static double[] white(RandomGenerator random, int m) {
        double[] white = new double[m];
        Arrays.setAll(white, i -> random.nextGaussian());
        return white;
    }

    /** A covariance {@code (m x m)}: squares of random numbers, and half the identity, which bounds its condition. */
    public static double[][] covariance(RandomGenerator random, int m) {
        double[][] a = new double[m][];
        Arrays.setAll(a, i -> white(random, m));
        double[] half = Matrices.ones(m);
        Arrays.fill(half, 0.5);
        return Matrices.plus(Matrices.timesTransposed(a, a), Matrices.diagonal(half));
    }

    /** A source of randomness whose normal numbers are given: it turns a sampler into a map of white noise. */
    public static RandomGenerator given(double[] white) {
        return new RandomGenerator() {
            private int next;

            @Override
            public double nextGaussian() {
                return white[next++];
            }

            @Override
            public long nextLong() {
                throw new UnsupportedOperationException("only normal numbers are given");
            }
        };
    }
}
