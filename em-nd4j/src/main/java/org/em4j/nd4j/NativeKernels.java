package org.em4j.nd4j;

import java.io.IOException;
import java.util.Arrays;
import org.bytedeco.javacpp.Loader;
import org.em4j.core.linalg.PortableKernels;

/**
 * Kernels for wide rows: matrix products by OpenBLAS, one thread each, and everything else in plain Java.
 *
 * <p>A tile is a column-major matrix to BLAS. Where only a triangle counts, products go panel by panel and leave the
 * other triangle out, but for the panels' corners. Thread-safe: every thread has scratch of its own.
 */
final class NativeKernels extends PortableKernels {
    /** Columns of a panel: wide enough for dgemm, narrow enough to save close to half (measured: docs/adr/0003). */
    private static final int PANEL = 32;

    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    /**
     * Loads OpenBLAS and tries it out.
     *
     * @throws IllegalStateException if a product is wrong, as some versions of OpenBLAS have them on some processors
     * @throws LinkageError if there is no OpenBLAS for this machine
     */
    NativeKernels() {
        SelfTest.require(this, PortableKernels.INSTANCE);
    }

    @Override
    public void whiten(double[] p, int d, double[] z, int stride, int n, double[] norms, int at) {
        Scratch s = scratch.get();
        s.a.write(z, extent(d, stride, n));
        s.b.write(p, d * d); // row-major P is column-major Pᵀ, upper triangular
        s.c.reserve(d * stride);
        for (int j = 0; j < d; j += PANEL) {
            int width = Math.min(PANEL, d - j);
            s.product(n, width, j + width, stride, j * d, d, j * stride, stride);
        }
        double[] y = s.heap(d * stride);
        s.c.read(0, y, 0, extent(d, stride, n));
        Arrays.fill(norms, at, at + n, 0);
        for (int j = 0; j < d; j++) {
            addSquares(y, j * stride, n, norms, at);
        }
    }

    /** The numbers of a tile from the first to the last one in use. */
    private static int extent(int d, int stride, int n) {
        return (d - 1) * stride + n;
    }

    private static void addSquares(double[] y, int from, int n, double[] norms, int at) {
        for (int i = 0; i < n; i++) {
            norms[at + i] = Math.fma(y[from + i], y[from + i], norms[at + i]);
        }
    }

    @Override
    public void transform(double[] a, int r, int d, double[] z, int stride, int n, double[] y) {
        Scratch s = scratch.get();
        s.a.write(z, extent(d, stride, n));
        s.b.write(a, r * d);
        s.c.reserve(r * stride);
        s.product(n, r, d, stride, 0, d, 0, stride);
        for (int j = 0; j < r; j++) {
            s.c.read(j * stride, y, j * stride, n);
        }
    }

    @Override
    public void scatter(double[] w, int at, double[] z, int d, int stride, int n, double[] second) {
        Scratch s = scratch.get();
        s.a.write(z, extent(d, stride, n));
        s.b.write(weighted(w, at, z, d, stride, n, s), extent(d, stride, n));
        s.c.reserve(d * d);
        for (int j = 0; j < d; j += PANEL) {
            int width = Math.min(PANEL, d - j);
            s.crossProduct(j + width, width, n, stride, j * stride, stride, j * d, d);
        }
        double[] sums = s.heap(d * d);
        s.c.read(0, sums, 0, d * d);
        for (int j = 0; j < d; j++) {
            add(sums, j * d, j + 1, second);
        }
    }

    @Override
    public void cross(double[] w, int at, double[] x, int d, double[] z, int q, int stride, int n, double[] cross) {
        Scratch s = scratch.get();
        s.a.write(weighted(w, at, z, q, stride, n, s), extent(q, stride, n));
        s.b.write(x, extent(d, stride, n));
        s.c.reserve(d * q);
        s.crossProduct(q, d, n, stride, 0, stride, 0, q); // zᵀ W x column-major is xᵀ W z row-major
        double[] sums = s.heap(d * q);
        s.c.read(0, sums, 0, d * q);
        add(sums, 0, d * q, cross);
    }

    /** {@code w_i z_i}, on the thread's heap scratch. */
    private static double[] weighted(double[] w, int at, double[] z, int d, int stride, int n, Scratch s) {
        double[] out = s.heap(d * stride);
        for (int j = 0; j < d; j++) {
            scale(w, at, z, j * stride, n, out);
        }
        return out;
    }

    private static void scale(double[] w, int at, double[] z, int from, int n, double[] out) {
        for (int i = 0; i < n; i++) {
            out[from + i] = w[at + i] * z[from + i];
        }
    }

    private static void add(double[] sums, int at, int size, double[] into) {
        for (int i = at; i < at + size; i++) {
            into[i] += sums[i];
        }
    }

    @Override
    public String toString() {
        try {
            return "native (OpenBLAS " + Loader.getVersion("org.bytedeco", "openblas") + ")";
        } catch (IOException e) {
            return "native (OpenBLAS)";
        }
    }
}
