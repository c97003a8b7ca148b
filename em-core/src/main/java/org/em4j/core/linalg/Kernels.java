package org.em4j.core.linalg;

import java.util.Map;

/**
 * The dense loops of an E-step and its statistics, over one tile of rows.
 *
 * <p>A tile holds n rows column by column: entry {@code z[j * stride + i]} is column j of row i, {@code stride >= n}.
 * Weights are read from {@code w[at + i]}. Matrices are flat and row-major. Every implementation passes the same laws;
 * for one implementation, JVM and CPU the result is a function of the arguments, bit for bit.
 */
public interface Kernels {
    /** {@code out = z - mean}, both tiles of d columns with the same stride. */
    void centre(double[] z, int d, int stride, int n, double[] mean, double[] out);

    /** {@code y = z - y}, both tiles of d columns with the same stride. */
    void subtract(double[] z, int d, int stride, int n, double[] y);

    /** {@code norms[at + i] = |P z_i|²}, overwritten, for a lower triangular P {@code (d x d)}. */
    void whiten(double[] p, int d, double[] z, int stride, int n, double[] norms, int at);

    /**
     * {@code out[at + i] = constant - |P (x_i - mean)|²/2}: log densities of a Gaussian whose precision is {@code PᵀP}, P
     * lower triangular {@code (d x d)}.
     *
     * @param z scratch for as many columns as x has, at the same stride
     */
    default void logDensities(
            double[] p,
            double[] mean,
            double constant,
            double[] x,
            int stride,
            int n,
            double[] z,
            double[] out,
            int at) {
        int d = mean.length;
        centre(x, d, stride, n, mean, z);
        whiten(p, d, z, stride, n, out, at);
        for (int i = at; i < at + n; i++) {
            out[i] = constant - 0.5 * out[i];
        }
    }

    /** {@code y = A z}: a tile of r columns from one of d, A {@code (r x d)}. */
    void transform(double[] a, int r, int d, double[] z, int stride, int n, double[] y);

    /**
     * {@code out[to + j] += Σ_k c[at + k * step] · m[from + k * ld + j]} over j below n and k below {@code rows}: rows of
     * a matrix, added up. The result lies in none of them.
     */
    void combine(double[] c, int at, int step, int rows, double[] m, int from, int ld, double[] out, int to, int n);

    /** {@code norms_i = Σ_j scale_j z_ij²}, overwritten. */
    void norms(double[] scale, int d, double[] z, int stride, int n, double[] norms);

    /** {@code first_j += Σ_i w_i z_ij}. */
    void moments(double[] w, int at, double[] z, int d, int stride, int n, double[] first);

    /** {@code squares_j += Σ_i w_i z_ij²}. */
    void squares(double[] w, int at, double[] z, int d, int stride, int n, double[] squares);

    /** {@code second += Σ_i w_i z_i z_iᵀ} {@code (d x d)}; only the lower triangle is meaningful afterwards. */
    void scatter(double[] w, int at, double[] z, int d, int stride, int n, double[] second);

    /**
     * {@code first += Σ_i w_i z_i} and {@code second += Σ_i w_i z_i z_iᵀ}, as {@link #moments} and {@link #scatter} of
     * {@code z = x - mean}.
     *
     * @param rows the same rows one after another {@code (n x d)}, from place {@code from} on
     * @param z scratch for as many columns as x has, at the same stride
     * @return {@code Σ_i w_i}
     */
    default double momentsAbout(
            double[] mean,
            double[] w,
            int at,
            double[] x,
            int stride,
            double[] rows,
            int from,
            int n,
            double[] z,
            double[] first,
            double[] second) {
        int d = mean.length;
        centre(x, d, stride, n, mean, z);
        moments(w, at, z, d, stride, n, first);
        scatter(w, at, z, d, stride, n, second);
        return total(w, at, n);
    }

    /** {@code cross += Σ_i w_i x_i zᵢᵀ} {@code (d x q)}, of a tile x of d columns and a tile z of q. */
    void cross(double[] w, int at, double[] x, int d, double[] z, int q, int stride, int n, double[] cross);

    /**
     * Turns K log joint densities a row, {@code joint[k * stride + i]}, into responsibilities in place, by
     * log-sum-exp; {@code evidence[at + i]} receives {@code log Σ_k exp(joint_k + offset_k)} and {@code entropy[i]}
     * the entropy of the assignment, in nats. A row without density under any component has evidence minus infinity
     * and responsibilities zero.
     */
    void responsibilities(
            double[] joint, double[] offset, int stride, int n, double[] evidence, int at, double[] entropy);

    /** {@code out_i = w[at + i] · r[from + i]}; returns the sum of out. */
    double weigh(double[] w, int at, double[] r, int from, int n, double[] out);

    /** {@code Σ_i w[at + i]}. */
    double total(double[] w, int at, int n);

    /** {@code Σ_i w[at + i] · v[from + i]}, terms of weight zero left out. */
    double dot(double[] w, int at, double[] v, int from, int n);

    /**
     * Adds {@code Σ_i w[at + i]}, {@code Σ_i w[at + i] v[from + i]} and the sum of the latter's magnitudes to
     * compensated sums; terms of weight zero are left out.
     */
    void add(double[] w, int at, double[] v, int from, int n, Sum weight, Sum sum, Sum magnitude);

    /** Plain Java for little work, the best of what runs here for more; {@code width} is that of matrix products in it. */
    static Kernels of(int width, double flops) {
        return InstalledKernels.of(width, flops);
    }

    /** What kernels run here, and when, or why not: name to words. */
    static Map<String, String> describe() {
        return InstalledKernels.describe();
    }
}
