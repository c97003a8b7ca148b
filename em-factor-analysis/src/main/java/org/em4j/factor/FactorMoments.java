package org.em4j.factor;

import java.util.Arrays;
import org.em4j.core.equation.Equation;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.model.Statistics;

/**
 * Expected cross moments of data and factors about an origin o: {@code Σ w}, {@code Σ w E z}, {@code Σ w E zzᵀ},
 * {@code Σ w (x-o)}, {@code Σ w (x-o) E zᵀ}, {@code Σ w (x-o)²}.
 */
public final class FactorMoments implements Statistics<FactorMoments> {
    private static final long serialVersionUID = 1;

    final int q;
    final double[] origin;
    final double[] z;
    final double[] zz; // flat (q x q), lower triangle
    final double[] x;
    final double[] xz; // flat (d x q)
    final double[] xx; // diagonal only
    double weight;

    FactorMoments(double[] origin, int q) {
        int d = origin.length;
        this.q = q;
        this.origin = origin;
        this.z = new double[q];
        this.zz = new double[q * q];
        this.x = new double[d];
        this.xz = new double[d * q];
        this.xx = new double[d];
    }

    @Override
    public FactorMoments addScaled(double scale, FactorMoments other) {
        for (int j = 0; j < origin.length; j++) {
            double s = other.origin[j] - origin[j];
            xx[j] += scale * (other.xx[j] + s * (2 * other.x[j] + other.weight * s));
            x[j] += scale * (other.x[j] + other.weight * s);
            for (int a = 0; a < q; a++) {
                xz[j * q + a] += scale * (other.xz[j * q + a] + s * other.z[a]);
            }
        }
        for (int i = 0; i < zz.length; i++) {
            zz[i] += scale * other.zz[i];
        }
        for (int a = 0; a < q; a++) {
            z[a] += scale * other.z[a];
        }
        weight += scale * other.weight;
        return this;
    }

    /** The same moments about another origin. */
    FactorMoments about(double[] other) {
        return new FactorMoments(other, q).addScaled(1, this);
    }

    /** {@code Σ w E zzᵀ}, {@code (q x q)}. */
    public double[][] factors() {
        double[][] m = new double[q][q];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                m[a][b] = zz[Math.max(a, b) * q + Math.min(a, b)];
            }
        }
        return m;
    }

    /** {@code Σ w E (z; 1)(z; 1)ᵀ}, flat {@code (q+1 x q+1)}. */
    private double[] augmented() {
        int m = q + 1;
        double[] a = new double[m * m];
        for (int i = 0; i < q; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * m + j] = zz[i * q + j];
                a[j * m + i] = zz[i * q + j];
            }
            a[q * m + i] = z[i];
            a[i * m + q] = z[i];
        }
        a[q * m + q] = weight;
        return a;
    }

    /**
     * The M-step: the regression of x on (z, 1) gives loadings and mean together, and its residual variances are the
     * uniquenesses. Where the mean already is the sample mean it stays there.
     */
    @Equation("3695fh")
    FactorParameters regress() {
        int d = origin.length;
        Cholesky normal = Cholesky.of(augmented(), q + 1);
        double[] mean = new double[d];
        double[] loadings = new double[d * q];
        double[] uniquenesses = new double[d];
        for (int j = 0; j < d; j++) {
            double[] b = Arrays.copyOf(Arrays.copyOfRange(xz, j * q, (j + 1) * q), q + 1);
            b[q] = x[j];
            double[] row = normal.solve(b);
            double explained = 0;
            for (int a = 0; a <= q; a++) {
                explained += row[a] * b[a];
            }
            uniquenesses[j] = beyondRounding(xx[j] - explained, xx[j]) / weight;
            mean[j] = origin[j] + row[q];
            System.arraycopy(row, 0, loadings, j * q, q);
        }
        return new FactorParameters(mean, loadings, uniquenesses);
    }

    /** What is left of a sum after a cancellation to rounding is noise, not a variance. */
    private double beyondRounding(double residual, double sum) {
        return residual > 4 * (q + 1) * Math.ulp(sum) ? residual : 0;
    }

    /** {@code Σ w E (x - o - Λz)²} of column j, for loadings of that column. */
    double residual(FactorParameters theta, int j) {
        double r = xx[j];
        for (int a = 0; a < q; a++) {
            double row = 0;
            for (int b = 0; b < q; b++) {
                row += theta.loading(j, b) * zz[Math.max(a, b) * q + Math.min(a, b)];
            }
            r += theta.loading(j, a) * (row - 2 * xz[j * q + a]);
        }
        return r;
    }
}
