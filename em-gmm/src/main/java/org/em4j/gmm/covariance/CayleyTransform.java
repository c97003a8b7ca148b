package org.em4j.gmm.covariance;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** Rotations R near the identity by skew matrices K, {@code R = (1 - K)⁻¹ (1 + K)} (Cayley 1846); flat {@code (d x d)}. */
final class CayleyTransform {
    private CayleyTransform() {}

    /**
     * The rotation of a skew matrix, any. Of a large one, that nearly turns a plane by half a circle, the solution is off by as
     * many times more than a rounding; what matters is that it is a rotation, of which it is made one again.
     */
    static double[] rotation(double[] skew, int d) {
        RealMatrix one = MatrixUtils.createRealIdentityMatrix(d);
        RealMatrix k = square(skew, d);
        double[] r = flat(new LUDecomposition(one.subtract(k)).getSolver().solve(one.add(k)));
        orthonormalize(r, d);
        return r;
    }

    /** Gram and Schmidt's way, row by row. */
    private static void orthonormalize(double[] rows, int d) {
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                add(rows, i, -dot(rows, i, j, d), j, d);
            }
            add(rows, i, 1 / Math.sqrt(dot(rows, i, i, d)) - 1, i, d);
        }
    }

    private static double dot(double[] rows, int i, int j, int d) {
        double sum = 0;
        for (int l = 0; l < d; l++) {
            sum = Math.fma(rows[i * d + l], rows[j * d + l], sum);
        }
        return sum;
    }

    private static void add(double[] rows, int i, double factor, int j, int d) {
        for (int l = 0; l < d; l++) {
            rows[i * d + l] = Math.fma(factor, rows[j * d + l], rows[i * d + l]);
        }
    }

    /** The skew matrix of a rotation by less than half a circle. */
    static double[] skew(double[] rotation, int d) {
        RealMatrix one = MatrixUtils.createRealIdentityMatrix(d);
        RealMatrix r = square(rotation, d);
        return flat(r.subtract(one)
                .multiply(new LUDecomposition(r.add(one)).getSolver().getInverse()));
    }

    /** {@code Aᵀ B}. */
    static double[] between(double[] a, double[] b, int d) {
        double[] product = new double[d * d];
        for (int l = 0; l < d; l++) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    product[i * d + j] = Math.fma(a[l * d + i], b[l * d + j], product[i * d + j]);
                }
            }
        }
        return product;
    }

    /** {@code A B}. */
    static double[] product(double[] a, double[] b, int d) {
        double[] product = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int l = 0; l < d; l++) {
                for (int j = 0; j < d; j++) {
                    product[i * d + j] = Math.fma(a[i * d + l], b[l * d + j], product[i * d + j]);
                }
            }
        }
        return product;
    }

    private static RealMatrix square(double[] flat, int d) {
        double[][] m = new double[d][];
        Arrays.setAll(m, i -> Arrays.copyOfRange(flat, i * d, (i + 1) * d));
        return new Array2DRowRealMatrix(m, false);
    }

    private static double[] flat(RealMatrix m) {
        int d = m.getColumnDimension();
        double[] flat = new double[d * d];
        Arrays.setAll(flat, o -> m.getEntry(o / d, o % d));
        return flat;
    }

    /** The identity, flat {@code (d x d)}. */
    static double[] identity(int d) {
        double[] one = new double[d * d];
        for (int j = 0; j < d; j++) {
            one[j * (d + 1)] = 1;
        }
        return one;
    }
}
