package org.em4j.core.linalg;

import java.io.Serializable;

/**
 * The Cholesky factor {@code A = L Lᵀ} of a symmetric positive definite matrix, with its inverse {@code P = L⁻¹}.
 *
 * <p>Matrices are flat, row-major {@code (d x d)}; only the lower triangle of A is read. Immutable: the accessors hand
 * out the arrays themselves, which callers must not write to.
 */
public final class Cholesky implements Serializable {
    private static final long serialVersionUID = 1;

    private final int d;
    private final double[] factor;
    private final double[] inverse;

    private Cholesky(int d, double[] factor) {
        this.d = d;
        this.factor = factor;
        this.inverse = invert(factor, d);
    }

    /**
     * Factorises {@code a (d x d)}.
     *
     * @throws NotPositiveDefiniteException if what is left of a diagonal entry is within rounding of zero. The test is
     *     relative to that entry, so that it does not depend on the units of the columns.
     */
    public static Cholesky of(double[] a, int d) {
        double[] l = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                l[i * d + j] = (a[i * d + j] - dot(l, i * d, l, j * d, j)) / l[j * d + j];
            }
            double diagonal = a[i * d + i];
            double pivot = diagonal - dot(l, i * d, l, i * d, i);
            // Rounding of the i products alone leaves up to about (i + 1) u of the diagonal; 4 is room for the inputs.
            if (!(pivot > 4 * (i + 1) * Math.ulp(1.0) * Math.abs(diagonal)) || Double.isInfinite(pivot)) {
                throw new NotPositiveDefiniteException(i, pivot, diagonal);
            }
            l[i * d + i] = Math.sqrt(pivot);
        }
        return new Cholesky(d, l);
    }

    /** In four sums, for one alone waits for itself. */
    private static double dot(double[] a, int at, double[] b, int from, int n) {
        double s = 0;
        double t = 0;
        double u = 0;
        double v = 0;
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            s = Math.fma(a[at + i], b[from + i], s);
            t = Math.fma(a[at + i + 1], b[from + i + 1], t);
            u = Math.fma(a[at + i + 2], b[from + i + 2], u);
            v = Math.fma(a[at + i + 3], b[from + i + 3], v);
        }
        double sum = (s + t) + (u + v);
        for (; i < n; i++) {
            sum = Math.fma(a[at + i], b[from + i], sum);
        }
        return sum;
    }

    /** {@code L Lᵀ}, flat row-major {@code (d x d)}, of a lower triangular L. */
    public static double[] product(double[] l, int d) {
        double[] c = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                c[i * d + j] = dot(l, i * d, l, j * d, j + 1);
                c[j * d + i] = c[i * d + j];
            }
        }
        return c;
    }

    private static double[] invert(double[] l, int d) {
        double[] p = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < i; k++) {
                double c = -l[i * d + k];
                for (int j = 0; j <= k; j++) {
                    p[i * d + j] = Math.fma(c, p[k * d + j], p[i * d + j]);
                }
            }
            double r = 1 / l[i * d + i];
            for (int j = 0; j < i; j++) {
                p[i * d + j] *= r;
            }
            p[i * d + i] = r;
        }
        return p;
    }

    /** The order d of the matrix. */
    public int order() {
        return d;
    }

    /** {@code L}, lower triangular, flat row-major {@code (d x d)}. */
    public double[] factor() {
        return factor;
    }

    /** {@code L⁻¹}, lower triangular, flat row-major {@code (d x d)}. */
    public double[] inverseFactor() {
        return inverse;
    }

    /** {@code log det A}. */
    public double logDeterminant() {
        double s = 0;
        for (int i = 0; i < d; i++) {
            s += 2 * Math.log(factor[i * d + i]);
        }
        return s;
    }

    /** {@code L⁻¹ b}, by forward substitution. */
    public double[] whiten(double[] b) {
        double[] y = b.clone();
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < i; k++) {
                y[i] -= factor[i * d + k] * y[k];
            }
            y[i] /= factor[i * d + i];
        }
        return y;
    }

    /** {@code A⁻¹ b}. */
    public double[] solve(double[] b) {
        double[] y = whiten(b);
        for (int i = d - 1; i >= 0; i--) {
            for (int k = i + 1; k < d; k++) {
                y[i] -= factor[k * d + i] * y[k];
            }
            y[i] /= factor[i * d + i];
        }
        return y;
    }

    /** {@code L z}: what turns white noise into noise with covariance A. */
    public double[] colour(double[] z) {
        double[] y = new double[d];
        for (int i = 0; i < d; i++) {
            for (int k = 0; k <= i; k++) {
                y[i] += factor[i * d + k] * z[k];
            }
        }
        return y;
    }

    /** {@code tr(A⁻¹ S)} for a symmetric S given by its lower triangle, flat row-major {@code (d x d)}. */
    public double traceOfSolve(double[] s) {
        double trace = 0;
        for (int r = 0; r < d; r++) {
            for (int i = 0; i <= r; i++) {
                double row = dot(inverse, r * d, s, i * d, i);
                trace += inverse[r * d + i] * (2 * row + inverse[r * d + i] * s[i * d + i]);
            }
        }
        return trace;
    }

    /**
     * Variance inflation of each column: {@code A_jj (A⁻¹)_jj = 1 / (1 - R²)} of its regression on the others. One for
     * uncorrelated columns, infinite for a column that is a linear combination of others.
     */
    public double[] inflation() {
        double[] v = new double[d];
        for (int j = 0; j < d; j++) {
            double diagonal = 0;
            for (int k = 0; k <= j; k++) {
                diagonal += factor[j * d + k] * factor[j * d + k];
            }
            double precision = 0;
            for (int i = j; i < d; i++) {
                precision += inverse[i * d + j] * inverse[i * d + j];
            }
            v[j] = diagonal * precision;
        }
        return v;
    }

    /**
     * The condition of A scaled to unit diagonal: the norm of its inverse, {@code Σ_j inflation_j}, which bounds by how
     * much rounding in A changes what it determines. Free of the units of the columns, as the factorisation is.
     */
    public double conditionNumber() {
        double s = 0;
        for (double v : inflation()) {
            s += v;
        }
        return s;
    }
}
