package org.em4j.gmm.covariance;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** Rotations R near the identity by skew matrices K, {@code R = (1 - K)⁻¹ (1 + K)} (Cayley 1846); flat {@code (d x d)}. */
final class CayleyTransform {
    private CayleyTransform() {}

    /** The rotation of a skew matrix, any. */
    static double[] rotation(double[] skew, int d) {
        RealMatrix one = MatrixUtils.createRealIdentityMatrix(d);
        RealMatrix k = square(skew, d);
        return flat(new LUDecomposition(one.subtract(k)).getSolver().solve(one.add(k)));
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
