package org.em4j.core.linalg;

import java.util.ServiceLoader;

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

    /** {@code norms_i = |P z_i|²}, overwritten, for a lower triangular P {@code (d x d)}. */
    void whiten(double[] p, int d, double[] z, int stride, int n, double[] norms);

    /** {@code y = A z}: a tile of r columns from one of d, A {@code (r x d)}. */
    void transform(double[] a, int r, int d, double[] z, int stride, int n, double[] y);

    /** {@code norms_i = Σ_j scale_j z_ij²}, overwritten. */
    void norms(double[] scale, int d, double[] z, int stride, int n, double[] norms);

    /** {@code first_j += Σ_i w_i z_ij}. */
    void moments(double[] w, int at, double[] z, int d, int stride, int n, double[] first);

    /** {@code squares_j += Σ_i w_i z_ij²}. */
    void squares(double[] w, int at, double[] z, int d, int stride, int n, double[] squares);

    /** {@code second += Σ_i w_i z_i z_iᵀ} {@code (d x d)}; only the lower triangle is meaningful afterwards. */
    void scatter(double[] w, int at, double[] z, int d, int stride, int n, double[] second);

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

    /** The kernels for tiles of d columns: portable ones, or a provider's where d is large enough for it to win. */
    static Kernels forColumns(int d) {
        return d >= Provider.WIDE ? Provider.WIDEST : PortableKernels.INSTANCE;
    }

    /** What {@code em info} says of the kernels that wide data would run on. */
    static String describe() {
        return Provider.WIDEST.toString();
    }

    /** Finds kernels that other packages bring (native BLAS), once, and only when wide data first asks for them. */
    final class Provider {
        /** Columns from which a native matrix product beats plain Java loops (measured: docs/adr/0003). */
        static final int WIDE = 64;

        static final Kernels WIDEST = find();

        private Provider() {}

        private static Kernels find() {
            if ("portable".equals(System.getProperty("em4j.kernels"))) {
                return PortableKernels.INSTANCE;
            }
            for (ServiceLoader.Provider<Kernels> provider :
                    ServiceLoader.load(Kernels.class, Kernels.class.getClassLoader()).stream()
                            .toList()) {
                try {
                    return provider.get();
                } catch (java.util.ServiceConfigurationError | LinkageError e) {
                    System.getLogger(Kernels.class.getName())
                            .log(System.Logger.Level.DEBUG, "kernels not usable here: " + provider.type(), e);
                }
            }
            return PortableKernels.INSTANCE;
        }
    }
}
