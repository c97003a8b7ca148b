package org.em4j.core.linalg;

/** Register tiles of {@link PortableKernels}: sums of products, unrolled so far that none waits for the one before. */
final class PortableProducts {
    private PortableProducts() {}

    /** Rows j..j+3 of P against the tile, two data rows at a time; P is zero right of its diagonal. */
    static void whitenFour(double[] p, int j, int d, double[] z, int stride, int n, double[] norms, int at) {
        int a = j * d;
        int b = a + d;
        int c = b + d;
        int e = c + d;
        int last = Math.min(j + 4, d);
        for (int i = 0; i < n; i += 2) {
            int other = i + 1 < n ? 1 : 0; // an odd last row is done twice, and its second result dropped
            double a0 = 0, a1 = 0, b0 = 0, b1 = 0, c0 = 0, c1 = 0, e0 = 0, e1 = 0;
            for (int k = 0, o = i; k < last; k++, o += stride) {
                double u = z[o];
                double v = z[o + other];
                a0 = Math.fma(p[a + k], u, a0);
                a1 = Math.fma(p[a + k], v, a1);
                b0 = Math.fma(p[b + k], u, b0);
                b1 = Math.fma(p[b + k], v, b1);
                c0 = Math.fma(p[c + k], u, c0);
                c1 = Math.fma(p[c + k], v, c1);
                e0 = Math.fma(p[e + k], u, e0);
                e1 = Math.fma(p[e + k], v, e1);
            }
            norms[at + i] += a0 * a0 + b0 * b0 + c0 * c0 + e0 * e0;
            if (other == 1) {
                norms[at + i + 1] += a1 * a1 + b1 * b1 + c1 * c1 + e1 * e1;
            }
        }
    }

    /** {@code y += c x}, n entries. */
    static void axpy(double c, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(c, x[xo + i], y[yo + i]);
        }
    }

    /** Adds four rows of a matrix to n entries of out. */
    static void combineFour(double[] c, int at, int step, double[] m, int from, int ld, double[] out, int to, int n) {
        double c0 = c[at];
        double c1 = c[at + step];
        double c2 = c[at + 2 * step];
        double c3 = c[at + 3 * step];
        for (int j = 0, k = from; j < n; j++, k++) {
            double s = Math.fma(c1, m[k + ld], Math.fma(c0, m[k], out[to + j]));
            out[to + j] = Math.fma(c3, m[k + 3 * ld], Math.fma(c2, m[k + 2 * ld], s));
        }
    }

    /** Columns j..j+3 of x against columns k, k+1 of z: {@code out[j..j+3][k..k+1] += Σ_i w_i x_i z_i}. */
    static void fourByTwo(
            double[] w, int at, double[] x, int j, double[] z, int k, int stride, int n, double[] out, int ld) {
        int a = j * stride;
        int b = a + stride;
        int c = b + stride;
        int e = c + stride;
        int u = k * stride;
        int v = u + stride;
        double a0 = 0, a1 = 0, b0 = 0, b1 = 0, c0 = 0, c1 = 0, e0 = 0, e1 = 0;
        for (int i = 0; i < n; i++) {
            double weight = w[at + i];
            double p = weight * z[u + i];
            double q = weight * z[v + i];
            a0 = Math.fma(p, x[a + i], a0);
            a1 = Math.fma(q, x[a + i], a1);
            b0 = Math.fma(p, x[b + i], b0);
            b1 = Math.fma(q, x[b + i], b1);
            c0 = Math.fma(p, x[c + i], c0);
            c1 = Math.fma(q, x[c + i], c1);
            e0 = Math.fma(p, x[e + i], e0);
            e1 = Math.fma(q, x[e + i], e1);
        }
        int o = j * ld + k;
        out[o] += a0;
        out[o + 1] += a1;
        out[o + ld] += b0;
        out[o + ld + 1] += b1;
        out[o + 2 * ld] += c0;
        out[o + 2 * ld + 1] += c1;
        out[o + 3 * ld] += e0;
        out[o + 3 * ld + 1] += e1;
    }

    /** {@code Σ_i w_i x_i}, n rows. */
    static double inner(double[] w, int at, double[] x, int xo, int n) {
        double s = 0, t = 0, u = 0, v = 0;
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            s = Math.fma(w[at + i], x[xo + i], s);
            t = Math.fma(w[at + i + 1], x[xo + i + 1], t);
            u = Math.fma(w[at + i + 2], x[xo + i + 2], u);
            v = Math.fma(w[at + i + 3], x[xo + i + 3], v);
        }
        for (; i < n; i++) {
            s = Math.fma(w[at + i], x[xo + i], s);
        }
        return (s + t) + (u + v);
    }

    /** {@code Σ_i w_i x_i y_i}, n rows. */
    static double inner(double[] w, int at, double[] x, int xo, double[] y, int yo, int n) {
        double s = 0, t = 0;
        int i = 0;
        for (; i + 2 <= n; i += 2) {
            s = Math.fma(w[at + i] * x[xo + i], y[yo + i], s);
            t = Math.fma(w[at + i + 1] * x[xo + i + 1], y[yo + i + 1], t);
        }
        return i < n ? Math.fma(w[at + i] * x[xo + i], y[yo + i], s + t) : s + t;
    }
}
