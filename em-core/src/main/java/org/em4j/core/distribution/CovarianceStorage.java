package org.em4j.core.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.DegenerateException;

/** How a symmetric matrix is held: as the d numbers of its diagonal, or whole, flat {@code (d x d)}. */
public enum CovarianceStorage {
    /** Diagonal. */
    DIAGONAL {
        @Override
        public double[] of(double[][] a) {
            double[] diagonal = new double[a.length];
            Arrays.setAll(diagonal, j -> a[j][j]);
            return diagonal;
        }

        @Override
        public double trace(double[] a, int d) {
            return Arrays.stream(a).sum();
        }

        @Override
        public double logDeterminant(double[] a, int d) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                if (!(a[j] > 0)) {
                    throw new DegenerateException(Degeneracies.constant(j));
                }
                sum += Math.log(a[j]);
            }
            return sum;
        }

        @Override
        public List<double[]> relative(double[] sum, List<double[]> parts, int d) {
            logDeterminant(sum, d);
            return parts.stream().map(part -> ratios(part, sum)).toList();
        }

        private static double[] ratios(double[] part, double[] sum) {
            double[] y = new double[sum.length];
            Arrays.setAll(y, j -> part[j] / sum[j]);
            return y;
        }
    },

    /** Any. */
    WHOLE {
        @Override
        public double[] of(double[][] a) {
            int d = a.length;
            double[] flat = new double[d * d];
            Arrays.setAll(flat, o -> a[Math.max(o / d, o % d)][Math.min(o / d, o % d)]);
            return flat;
        }

        @Override
        public double trace(double[] a, int d) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                sum += a[j * d + j];
            }
            return sum;
        }

        @Override
        public double logDeterminant(double[] a, int d) {
            return cholesky(a, d).logDeterminant();
        }

        @Override
        public List<double[]> relative(double[] sum, List<double[]> parts, int d) {
            double[] whitener = cholesky(sum, d).inverseFactor();
            return parts.stream().map(part -> whitened(whitener, part, d)).toList();
        }

        // P A Pᵀ with P lower triangular
        private static double[] whitened(double[] p, double[] a, int d) {
            double[] pa = new double[d * d];
            double[] y = new double[d * d];
            for (int i = 0; i < d; i++) {
                for (int k = 0; k <= i; k++) {
                    for (int j = 0; j < d; j++) {
                        pa[i * d + j] = Math.fma(p[i * d + k], a[k * d + j], pa[i * d + j]);
                    }
                }
                for (int j = 0; j < d; j++) {
                    for (int k = 0; k <= j; k++) {
                        y[i * d + j] = Math.fma(pa[i * d + k], p[j * d + k], y[i * d + j]);
                    }
                }
            }
            return y;
        }
    };

    /** What is held of a symmetric matrix, of which the lower triangle is read. */
    public abstract double[] of(double[][] a);

    public abstract double trace(double[] a, int d);

    /** Whether no entry differs by more than this part of its variances. */
    public boolean isNear(double[] a, double[] b, int d, double part) {
        for (int o = 0; o < a.length; o++) {
            boolean diagonal = this == DIAGONAL;
            double scale = diagonal ? a[o] : Math.sqrt(a[o / d * (d + 1)] * a[o % d * (d + 1)]);
            if (!(Math.abs(a[o] - b[o]) <= part * scale)) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@code log det A}.
     *
     * @throws DegenerateException if A is singular, naming the column
     */
    public abstract double logDeterminant(double[] a, int d);

    /** {@code L⁻¹ A L⁻ᵀ} of each part A, L the Cholesky factor of the sum. */
    public abstract List<double[]> relative(double[] sum, List<double[]> parts, int d);

    /**
     * Refuses what is left of a column, given those before it, if it is lost in the rounding of the squares it came from.
     *
     * @param factor of a matrix of second moments about the mean
     * @param matrix that matrix, flat {@code (d x d)}
     * @param square by column, the second moment about the origin that it was worked out from
     * @return the factor
     */
    public static Cholesky requireMoreThanRounding(Cholesky factor, double[] matrix, IntToDoubleFunction square) {
        int d = factor.order();
        for (int j = 0; j < d; j++) {
            double left = factor.factor()[j * (d + 1)];
            double whole = square.applyAsDouble(j);
            double lost = Degeneracies.NOISE * whole;
            if (!(left * left > lost)) {
                boolean constant = j == 0 || !(matrix[j * (d + 1)] > lost); // before the first none determines it
                throw new DegenerateException(
                        constant ? Degeneracies.constant(j) : Degeneracies.determined(j, whole / (left * left)));
            }
        }
        return factor;
    }

    /** A factor of a whole matrix; a singular one is degenerate, with its column. */
    public static Cholesky cholesky(double[] a, int d) {
        try {
            return Cholesky.of(a, d);
        } catch (NotPositiveDefiniteException e) {
            throw new DegenerateException(Degeneracies.singular(e.pivot(), a[e.pivot() * (d + 1)], e.inflation()));
        }
    }
}
