package org.em4j.factor.estep;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.em4j.core.Equation;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Statistics;

/**
 * Expected cross moments of data and factors about an origin o: {@code Σ w}, {@code Σ w E z}, {@code Σ w E zzᵀ},
 * {@code Σ w (x-o)}, {@code Σ w (x-o) E zᵀ}, {@code Σ w (x-o)²}.
 */
public final class FactorMoments implements Statistics<FactorMoments> {
    private static final long serialVersionUID = 1;

    final int q;
    public final double[] origin;
    public final double[] z;
    public final double[] zz; // flat (q x q), lower triangle
    public final double[] x;
    public final double[] xz; // flat (d x q)
    public final double[] xx; // diagonal only
    public double weight;

    public FactorMoments(double[] origin, int q) {
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

    /** A copy of the moments about another origin. */
    public FactorMoments about(double[] other) {
        return new FactorMoments(other, q).addScaled(1, this);
    }

    /**
     * Adds the conditional covariance of missing columns, given the observed ones, to the second moments. The conditional
     * expectations of the missing columns have been added already, as if they had been observed.
     *
     * @param covariance of the factors given the observed columns, flat {@code (q x q)}
     * @param missing columns
     * @param total weight of the rows
     */
    void leaveOpen(FactorParameters theta, double[] covariance, int[] missing, double total) {
        for (int j : missing) {
            xx[j] += total * theta.uniqueness(j);
            for (int a = 0; a < q; a++) {
                double with = 0; // of column j and factor a
                for (int b = 0; b < q; b++) {
                    with += theta.loading(j, b) * covariance[b * q + a];
                }
                xz[j * q + a] += total * with;
                xx[j] += total * with * theta.loading(j, a);
            }
        }
    }

    /** {@code Σ w E zzᵀ / Σ w}, flat {@code (q x q)}, its lower triangle. */
    public double[] factorCovariance() {
        return Arrays.stream(zz).map(v -> v / weight).toArray();
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

    /** A copy about the means of x and of z, which are zero then. */
    public FactorMoments centred() {
        if (!(weight > 0)) {
            throw new DegenerateException(Degeneracy.of("no row is left in it", "use fewer components"));
        }
        FactorMoments c = new FactorMoments(mean(new double[xz.length]), q);
        c.weight = weight;
        for (int j = 0; j < x.length; j++) {
            c.xx[j] = xx[j] - x[j] * (x[j] / weight);
            for (int a = 0; a < q; a++) {
                c.xz[j * q + a] = xz[j * q + a] - x[j] * (z[a] / weight);
            }
        }
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                c.zz[a * q + b] = zz[a * q + b] - z[a] * (z[b] / weight);
            }
        }
        return c;
    }

    /** The mean of greatest likelihood {@code (d)}, given loadings, flat {@code (d x q)}. */
    public double[] mean(double[] loadings) {
        double[] mean = new double[x.length];
        for (int j = 0; j < mean.length; j++) {
            double left = x[j];
            for (int a = 0; a < q; a++) {
                left -= loadings[j * q + a] * z[a];
            }
            mean[j] = origin[j] + left / weight;
        }
        return mean;
    }

    /**
     * Variances {@code (d)} of what loadings, flat {@code (d x q)}, leave of the columns, their means being zero.
     *
     * @param before these moments before they were centred, whose rounding they have
     */
    public double[] residualVariances(double[] loadings, FactorMoments before) {
        double[] variances = new double[x.length];
        for (int j = 0; j < variances.length; j++) {
            variances[j] = beyondRounding(residual(loadings, j), before.xx[j]) / weight;
        }
        return variances;
    }

    /** {@code Σ w E (z; 1)(z; 1)ᵀ} of the given factors, flat. */
    private double[] augmented(int[] on) {
        int m = on.length + 1;
        double[] a = new double[m * m];
        for (int i = 0; i < on.length; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * m + j] = zz[Math.max(on[i], on[j]) * q + Math.min(on[i], on[j])];
            }
            a[on.length * m + i] = z[on[i]];
        }
        a[m * m - 1] = weight;
        return a;
    }

    /** The M-step of loadings that are all free. */
    public Regression regress() {
        int[][] on = new int[origin.length][];
        Arrays.fill(on, IntStream.range(0, q).toArray());
        return regress(on);
    }

    /**
     * The M-step: the regression of each column on (z, 1) gives loadings and mean together, and its residual variances are
     * the uniquenesses. Where the mean already is the sample mean it stays there.
     *
     * @param on for each column the factors, ascending, that it may load on
     * @throws DegenerateException if the factors do not vary, or one follows from the others
     */
    public Regression regress(int[][] on) {
        if (!(weight > 0)) {
            throw new DegenerateException(Degeneracy.of("no row is left in it", "use fewer components"));
        }
        int d = origin.length;
        Regression regression = new Regression(new double[d], new double[d * q], new double[d]);
        try {
            Cholesky normal = Cholesky.of(augmented(on[0]), on[0].length + 1);
            for (int j = 0; j < d; j++) {
                if (j > 0 && !Arrays.equals(on[j], on[j - 1])) {
                    normal = Cholesky.of(augmented(on[j]), on[j].length + 1);
                }
                regress(j, on[j], normal, regression);
            }
        } catch (NotPositiveDefiniteException e) {
            throw new DegenerateException(Degeneracy.of(
                    "its factors' scores do not vary, or one follows from the others",
                    "use fewer factors or components"));
        }
        return regression;
    }

    @Equation("3695fh")
    private void regress(int j, int[] on, Cholesky normal, Regression into) {
        double[] b = new double[on.length + 1];
        Arrays.setAll(b, i -> i < on.length ? xz[j * q + on[i]] : x[j]);
        double[] row = normal.solve(b);
        double explained = 0;
        for (int i = 0; i < b.length; i++) {
            explained += row[i] * b[i];
        }
        into.variances()[j] = beyondRounding(xx[j] - explained, xx[j]) / weight;
        into.mean()[j] = origin[j] + row[on.length];
        for (int i = 0; i < on.length; i++) {
            into.loadings()[j * q + on[i]] = row[i];
        }
    }

    /**
     * What the regression of x on (z, 1) finds.
     *
     * @param mean {@code (d)}
     * @param loadings flat {@code (d x q)}
     * @param variances of the residuals {@code (d)}, zero where rounding is all that is left
     */
    public record Regression(double[] mean, double[] loadings, double[] variances) {}

    /** What is left of a sum after a cancellation to rounding is noise, not a variance. */
    private double beyondRounding(double residual, double sum) {
        return residual > 4 * (q + 1) * Math.ulp(sum) ? residual : 0;
    }

    /** {@code Σ w E (x - o - Λz)²} of column j, for loadings flat {@code (d x q)}. */
    public double residual(double[] loadings, int j) {
        double r = xx[j];
        for (int a = 0; a < q; a++) {
            double row = 0;
            for (int b = 0; b < q; b++) {
                row += loadings[j * q + b] * zz[Math.max(a, b) * q + Math.min(a, b)];
            }
            r += loadings[j * q + a] * (row - 2 * xz[j * q + a]);
        }
        return r;
    }
}
