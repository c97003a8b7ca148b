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
    public void whiten(double[] p, int d, double[] z, int stride, int n, double[] norms, int at) {
        Arrays.fill(norms, at, at + n, 0);
        int j = 0;
        for (; j + 4 <= d; j += 4) {
            PortableProducts.whitenFour(p, j, d, z, stride, n, norms, at);
        }
        for (; j < d; j++) {
            for (int i = 0; i < n; i++) {
                double y = 0;
                for (int c = 0; c <= j; c++) {
                    y = Math.fma(p[j * d + c], z[c * stride + i], y);
                }
                norms[at + i] = Math.fma(y, y, norms[at + i]);
            }
        }
    }

    @Override
    public void transform(double[] a, int r, int d, double[] z, int stride, int n, double[] y) {
        for (int j = 0; j < r; j++) {
            int out = j * stride;
            Arrays.fill(y, out, out + n, 0);
            for (int k = 0; k < d; k++) {
                PortableProducts.axpy(a[j * d + k], z, k * stride, y, out, n);
            }
        }
    }

    @Override
    public void combine(
            double[] c, int at, int step, int rows, double[] m, int from, int ld, double[] out, int to, int n) {
        int k = 0;
        for (; k + 4 <= rows; k += 4) {
            PortableProducts.combineFour(c, at + k * step, step, m, from + k * ld, ld, out, to, n);
        }
        for (; k < rows; k++) {
            PortableProducts.axpy(c[at + k * step], m, from + k * ld, out, to, n);
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
            first[j] += PortableProducts.inner(w, at, z, j * stride, n);
        }
    }

    @Override
    public void squares(double[] w, int at, double[] z, int d, int stride, int n, double[] squares) {
        for (int j = 0; j < d; j++) {
            squares[j] += PortableProducts.inner(w, at, z, j * stride, z, j * stride, n);
        }
    }

    @Override
    public void scatter(double[] w, int at, double[] z, int d, int stride, int n, double[] second) {
        int j = 0;
        for (; j + 4 <= d; j += 4) {
            for (int k = 0; k < j + 4; k += 2) {
                PortableProducts.fourByTwo(w, at, z, j, z, k, stride, n, second, d);
            }
        }
        for (; j < d; j++) {
            for (int k = 0; k <= j; k++) {
                second[j * d + k] += PortableProducts.inner(w, at, z, j * stride, z, k * stride, n);
            }
        }
    }

    @Override
    public void cross(double[] w, int at, double[] x, int d, double[] z, int q, int stride, int n, double[] cross) {
        int even = q / 2 * 2;
        int j = 0;
        for (; j + 4 <= d; j += 4) {
            for (int k = 0; k < even; k += 2) {
                PortableProducts.fourByTwo(w, at, x, j, z, k, stride, n, cross, q);
            }
            for (int l = j; even < q && l < j + 4; l++) {
                cross[l * q + even] += PortableProducts.inner(w, at, x, l * stride, z, even * stride, n);
            }
        }
        for (; j < d; j++) {
            for (int k = 0; k < q; k++) {
                cross[j * q + k] += PortableProducts.inner(w, at, x, j * stride, z, k * stride, n);
            }
        }
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
