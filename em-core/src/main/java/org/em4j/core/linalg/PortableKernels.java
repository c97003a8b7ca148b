package org.em4j.core.linalg;

import java.util.Arrays;
import org.em4j.core.Equation;

/** Kernels in plain Java: register tiles of scalar fused multiply-adds, the same on every JVM and CPU. */
public class PortableKernels implements Kernels {
    /** The one instance; it has no state. */
    public static final PortableKernels INSTANCE = new PortableKernels();

    /** For kernels that replace some of these. */
    protected PortableKernels() {}

    @Override
    public void centre(double[] z, int d, int stride, int n, double[] mean, double[] out) {
        for (int j = 0; j < d; j++) {
            double m = mean[j];
            for (int i = j * stride, end = i + n; i < end; i++) {
                out[i] = z[i] - m;
            }
        }
    }

    @Override
    public void subtract(double[] z, int d, int stride, int n, double[] y) {
        for (int j = 0; j < d; j++) {
            for (int i = j * stride, end = i + n; i < end; i++) {
                y[i] = z[i] - y[i];
            }
        }
    }

    @Override
    public void whiten(double[] p, int d, double[] z, int stride, int n, double[] norms) {
        Arrays.fill(norms, 0, n, 0);
        int j = 0;
        for (; j + 4 <= d; j += 4) {
            whitenFour(p, j, d, z, stride, n, norms);
        }
        for (; j < d; j++) {
            for (int i = 0; i < n; i++) {
                double y = 0;
                for (int c = 0; c <= j; c++) {
                    y = Math.fma(p[j * d + c], z[c * stride + i], y);
                }
                norms[i] = Math.fma(y, y, norms[i]);
            }
        }
    }

    /** Rows j..j+3 of P against the tile, two data rows at a time; P is zero right of its diagonal. */
    private static void whitenFour(double[] p, int j, int d, double[] z, int stride, int n, double[] norms) {
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
            norms[i] += a0 * a0 + b0 * b0 + c0 * c0 + e0 * e0;
            if (other == 1) {
                norms[i + 1] += a1 * a1 + b1 * b1 + c1 * c1 + e1 * e1;
            }
        }
    }

    @Override
    public void transform(double[] a, int r, int d, double[] z, int stride, int n, double[] y) {
        for (int j = 0; j < r; j++) {
            int out = j * stride;
            Arrays.fill(y, out, out + n, 0);
            for (int k = 0; k < d; k++) {
                axpy(a[j * d + k], z, k * stride, y, out, n);
            }
        }
    }

    private static void axpy(double c, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(c, x[xo + i], y[yo + i]);
        }
    }

    @Override
    public void combine(
            double[] c, int at, int step, int rows, double[] m, int from, int ld, double[] out, int to, int n) {
        int k = 0;
        for (; k + 4 <= rows; k += 4) {
            combineFour(c, at + k * step, step, m, from + k * ld, ld, out, to, n);
        }
        for (; k < rows; k++) {
            axpy(c[at + k * step], m, from + k * ld, out, to, n);
        }
    }

    private static void combineFour(
            double[] c, int at, int step, double[] m, int from, int ld, double[] out, int to, int n) {
        double c0 = c[at];
        double c1 = c[at + step];
        double c2 = c[at + 2 * step];
        double c3 = c[at + 3 * step];
        for (int j = 0, k = from; j < n; j++, k++) {
            double s = Math.fma(c1, m[k + ld], Math.fma(c0, m[k], out[to + j]));
            out[to + j] = Math.fma(c3, m[k + 3 * ld], Math.fma(c2, m[k + 2 * ld], s));
        }
    }

    @Override
    public void norms(double[] scale, int d, double[] z, int stride, int n, double[] norms) {
        Arrays.fill(norms, 0, n, 0);
        for (int j = 0; j < d; j++) {
            double s = scale[j];
            for (int i = 0, o = j * stride; i < n; i++, o++) {
                norms[i] = Math.fma(s * z[o], z[o], norms[i]);
            }
        }
    }

    @Override
    public void moments(double[] w, int at, double[] z, int d, int stride, int n, double[] first) {
        for (int j = 0; j < d; j++) {
            first[j] += inner(w, at, z, j * stride, n);
        }
    }

    @Override
    public void squares(double[] w, int at, double[] z, int d, int stride, int n, double[] squares) {
        for (int j = 0; j < d; j++) {
            squares[j] += inner(w, at, z, j * stride, z, j * stride, n);
        }
    }

    @Override
    public void scatter(double[] w, int at, double[] z, int d, int stride, int n, double[] second) {
        int j = 0;
        for (; j + 4 <= d; j += 4) {
            for (int k = 0; k < j + 4; k += 2) {
                fourByTwo(w, at, z, j, z, k, stride, n, second, d);
            }
        }
        for (; j < d; j++) {
            for (int k = 0; k <= j; k++) {
                second[j * d + k] += inner(w, at, z, j * stride, z, k * stride, n);
            }
        }
    }

    @Override
    public void cross(double[] w, int at, double[] x, int d, double[] z, int q, int stride, int n, double[] cross) {
        int even = q / 2 * 2;
        int j = 0;
        for (; j + 4 <= d; j += 4) {
            for (int k = 0; k < even; k += 2) {
                fourByTwo(w, at, x, j, z, k, stride, n, cross, q);
            }
            for (int l = j; even < q && l < j + 4; l++) {
                cross[l * q + even] += inner(w, at, x, l * stride, z, even * stride, n);
            }
        }
        for (; j < d; j++) {
            for (int k = 0; k < q; k++) {
                cross[j * q + k] += inner(w, at, x, j * stride, z, k * stride, n);
            }
        }
    }

    /** Columns j..j+3 of x against columns k, k+1 of z: {@code out[j..j+3][k..k+1] += Σ_i w_i x_i z_i}. */
    private static void fourByTwo(
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

    private static double inner(double[] w, int at, double[] x, int xo, int n) {
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

    private static double inner(double[] w, int at, double[] x, int xo, double[] y, int yo, int n) {
        double s = 0, t = 0;
        int i = 0;
        for (; i + 2 <= n; i += 2) {
            s = Math.fma(w[at + i] * x[xo + i], y[yo + i], s);
            t = Math.fma(w[at + i + 1] * x[xo + i + 1], y[yo + i + 1], t);
        }
        return i < n ? Math.fma(w[at + i] * x[xo + i], y[yo + i], s + t) : s + t;
    }

    @Override
    @Equation({"3695a", "3695e", "3695fi"})
    public void responsibilities(
            double[] joint, double[] offset, int stride, int n, double[] evidence, int at, double[] entropy) {
        for (int i = 0; i < n; i++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int k = 0, o = i; k < offset.length; k++, o += stride) {
                joint[o] += offset[k];
                max = Math.max(max, joint[o]);
            }
            double sum = 0;
            double cross = 0;
            for (int k = 0, o = i; k < offset.length; k++, o += stride) {
                double u = joint[o] - max;
                double e = u < NEGLIGIBLE ? 0 : Math.exp(u); // max = -inf gives NaN here, told apart below
                joint[o] = e;
                sum += e;
                cross = e > 0 ? Math.fma(e, u, cross) : cross;
            }
            double log = Math.log(sum);
            evidence[at + i] = max + log;
            entropy[i] = log - cross / sum;
            double r = 1 / sum;
            if (max == Double.NEGATIVE_INFINITY) {
                evidence[at + i] = max;
                entropy[i] = 0;
                r = 0;
            }
            for (int k = 0, o = i; k < offset.length; k++, o += stride) {
                joint[o] = r == 0 ? 0 : joint[o] * r;
            }
        }
    }

    /** Responsibilities below e^-600 of the largest are exactly zero: denormals would slow every later loop. */
    private static final double NEGLIGIBLE = -600;

    @Override
    public double weigh(double[] w, int at, double[] r, int from, int n, double[] out) {
        double s = 0;
        for (int i = 0; i < n; i++) {
            out[i] = w[at + i] * r[from + i];
            s += out[i];
        }
        return s;
    }

    @Override
    public double total(double[] w, int at, int n) {
        double s = 0, t = 0;
        int i = 0;
        for (; i + 2 <= n; i += 2) {
            s += w[at + i];
            t += w[at + i + 1];
        }
        return i < n ? w[at + i] + (s + t) : s + t;
    }

    @Override
    public double dot(double[] w, int at, double[] v, int from, int n) {
        double s = 0;
        for (int i = 0; i < n; i++) {
            s = w[at + i] == 0 ? s : Math.fma(w[at + i], v[from + i], s);
        }
        return s;
    }

    @Override
    public void add(double[] w, int at, double[] v, int from, int n, Sum weight, Sum sum, Sum magnitude) {
        for (int i = 0; i < n; i++) {
            double weighted = w[at + i];
            if (weighted != 0) {
                double term = weighted * v[from + i];
                weight.add(weighted);
                sum.add(term);
                magnitude.add(Math.abs(term));
            }
        }
    }

    @Override
    public String toString() {
        return "portable (plain Java)";
    }
}
