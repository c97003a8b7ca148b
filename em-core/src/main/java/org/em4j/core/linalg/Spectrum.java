package org.em4j.core.linalg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: by the QL algorithm, or, where its iterations do not settle, as of
 * matrices whose entries differ by many orders, by Jacobi's rotations, which always do.
 *
 * @param values in descending order {@code (d)}
 * @param axes the eigenvectors, one a column {@code (d x d)}
 */
public record Spectrum(double[] values, RealMatrix axes) {
    private static final int SWEEPS = 60;

    /** The spectrum of a symmetric matrix {@code (d x d)}. */
    public static Spectrum of(RealMatrix symmetric) {
        try {
            EigenDecomposition ql = new EigenDecomposition(symmetric);
            return new Spectrum(ql.getRealEigenvalues(), ql.getV());
        } catch (MaxCountExceededException e) {
            return byRotations(symmetric);
        }
    }

    /** Eigenvector k {@code (d)}, of length one. */
    public double[] axis(int k) {
        return axes.getColumn(k);
    }

    /** Jacobi's method (1846): each rotation brings an entry off the diagonal to zero, and all of them fall. */
    static Spectrum byRotations(RealMatrix symmetric) {
        int d = symmetric.getRowDimension();
        double[][] a = symmetric.getData();
        double[][] v = MatrixUtils.createRealIdentityMatrix(d).getData();
        boolean turned = true;
        for (int sweep = 0; sweep < SWEEPS && turned; sweep++) {
            turned = false;
            for (int p = 0; p < d; p++) {
                for (int q = p + 1; q < d; q++) {
                    if (Math.abs(a[p][q]) > Math.ulp(Math.sqrt(Math.abs(a[p][p] * a[q][q])) + Double.MIN_NORMAL)) {
                        turn(a, v, p, q);
                        turned = true;
                    }
                }
            }
        }
        int[] order = IntStream.range(0, d)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -a[k][k]))
                .mapToInt(k -> k)
                .toArray();
        RealMatrix axes = MatrixUtils.createRealMatrix(v)
                .getSubMatrix(IntStream.range(0, d).toArray(), order);
        return new Spectrum(Arrays.stream(order).mapToDouble(k -> a[k][k]).toArray(), axes);
    }

    private static void turn(double[][] a, double[][] v, int p, int q) {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tan = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(1, theta));
        double cos = 1 / Math.hypot(1, tan);
        double sin = tan * cos;
        double moved = tan * a[p][q];
        a[p][p] -= moved;
        a[q][q] += moved;
        a[p][q] = 0;
        a[q][p] = 0;
        for (int k = 0; k < a.length; k++) {
            if (k != p && k != q) {
                double kp = a[k][p];
                double kq = a[k][q];
                a[k][p] = cos * kp - sin * kq;
                a[k][q] = sin * kp + cos * kq;
                a[p][k] = a[k][p];
                a[q][k] = a[k][q];
            }
            double vp = v[k][p];
            v[k][p] = cos * vp - sin * v[k][q];
            v[k][q] = sin * vp + cos * v[k][q];
        }
    }
}
