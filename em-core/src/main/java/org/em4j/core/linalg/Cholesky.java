package org.em4j.core.linalg;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The Cholesky factor {@code A = L Lᵀ} of a symmetric positive definite matrix, with its inverse {@code P = L⁻¹}.
 *
 * <p>Matrices are flat, row-major {@code (d x d)}; only the lower triangle of A is read. Immutable: the accessors hand
 * out the arrays themselves, which callers must not write to.
 */
public final class Cholesky implements Serializable {
    private static final long serialVersionUID = 1;

    /** Rows of a triangle that are taken for as long as the longest of them. */
    private static final int BLOCK = 16;

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
        double[] u = new double[d * d]; // Lᵀ, so that rows of what is left are sums of rows
        Kernels kernels = kernels(d);
        for (int i = 0; i < d; i++) {
            int row = i * d;
            for (int j = i; j < d; j++) {
                u[row + j] = -a[j * d + i];
            }
            kernels.combine(u, i, d, i, u, i, d, u, row + i, d - i);
            double diagonal = a[row + i];
            double pivot = -u[row + i];
            // Rounding of the i products alone leaves up to about (i + 1) u of the diagonal; 4 is room for the inputs.
            if (!(pivot > 4 * (i + 1) * Math.ulp(1.0) * Math.abs(diagonal)) || Double.isInfinite(pivot)) {
                throw new NotPositiveDefiniteException(i, pivot, diagonal);
            }
            double root = Math.sqrt(pivot);
            for (int j = i + 1; j < d; j++) {
                u[row + j] /= -root;
            }
            u[row + i] = root;
        }
        return new Cholesky(d, transposed(u, d));
    }

    /** Of a matrix given by its factor, lower triangular with a positive diagonal, flat {@code (d x d)}, which is taken over. */
    public static Cholesky ofFactor(double[] l, int d) {
        return new Cholesky(d, l);
    }

    /** By the flops of an iteration, which factorises, inverts and takes two traces; rows are added up, not multiplied. */
    private static Kernels kernels(int d) {
        return Kernels.of(1, 2.0 * d * d * d);
    }

    private static double[] transposed(double[] u, int d) {
        double[] l = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                l[i * d + j] = u[j * d + i];
            }
        }
        return l;
    }

    /** {@code out[to...] += Σ_k c[at + k] m_k} over the first rows of a lower triangular m. */
    private static void combine(
            Kernels kernels, double[] c, int at, int rows, double[] m, int d, double[] out, int to) {
        for (int k = 0; k < rows; k += BLOCK) {
            int end = Math.min(rows, k + BLOCK);
            kernels.combine(c, at + k, 1, end - k, m, k * d, d, out, to, end);
        }
    }

    private static double dot(double[] a, int at, double[] b, int from, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
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
        Kernels kernels = kernels(d);
        for (int i = 0; i < d; i++) {
            int row = i * d;
            combine(kernels, l, row, i, p, d, p, row);
            double r = 1 / l[row + i];
            for (int j = row; j < row + i; j++) {
                p[j] *= -r;
            }
            p[row + i] = r;
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
        double[] half = new double[d * d]; // S = half + halfᵀ
        for (int i = 0; i < d; i++) {
            System.arraycopy(s, i * d, half, i * d, i);
            half[i * d + i] = s[i * d + i] / 2;
        }
        Kernels kernels = kernels(d);
        double[] row = new double[d];
        double trace = 0;
        for (int r = 0; r < d; r++) {
            Arrays.fill(row, 0, r + 1, 0);
            combine(kernels, inverse, r * d, r + 1, half, d, row, 0);
            trace += 2 * dot(inverse, r * d, row, 0, r + 1);
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
