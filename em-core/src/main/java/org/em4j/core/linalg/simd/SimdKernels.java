package org.em4j.core.linalg.simd;

import static jdk.incubator.vector.DoubleVector.fromArray;
import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.SPECIES;
import static org.em4j.core.linalg.simd.RowProducts.PAIR;

import java.util.Arrays;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.linalg.Sum;

/**
 * Kernels in the Vector API, for vectors of any number of lanes.
 *
 * <p>A row's result does not depend on where in a tile it stands: rows that do not fill a vector go through one that is
 * padded. Thread-safe: every thread has scratch of its own.
 */
final class SimdKernels implements Kernels {
    /** Columns from which rows' outer products win over columns' inner ones, turning the tile included (measured). */
    private static final int WIDE = 32;

    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    @Override
    public void centre(double[] z, int d, int stride, int n, double[] mean, double[] out) {
        for (int j = 0; j < d; j++) {
            shift(z, j * stride, n, mean[j], out);
        }
    }

    private static void shift(double[] z, int from, int n, double mean, double[] out) {
        int whole = Lanes.whole(n, L);
        for (int i = 0; i < whole; i += L) {
            fromArray(SPECIES, z, from + i).sub(mean).intoArray(out, from + i);
        }
        for (int i = from + whole; i < from + n; i++) {
            out[i] = z[i] - mean;
        }
    }

    @Override
    public void subtract(double[] z, int d, int stride, int n, double[] y) {
        for (int j = 0; j < d; j++) {
            subtract(z, j * stride, n, y);
        }
    }

    private static void subtract(double[] z, int from, int n, double[] y) {
        int whole = Lanes.whole(n, L);
        for (int i = from; i < from + whole; i += L) {
            fromArray(SPECIES, z, i).sub(fromArray(SPECIES, y, i)).intoArray(y, i);
        }
        for (int i = from + whole; i < from + n; i++) {
            y[i] = z[i] - y[i];
        }
    }

    @Override
    public void whiten(double[] p, int d, double[] z, int stride, int n, double[] norms, int at) {
        Quadratics.of(p, new double[d], z, stride, n, 1, 0, norms, at, scratch.get());
    }

    @Override
    public void logDensities(
            double[] p,
            double[] mean,
            double constant,
            double[] x,
            int stride,
            int n,
            double[] z,
            double[] out,
            int at) {
        Quadratics.of(p, mean, x, stride, n, -0.5, constant, out, at, scratch.get());
    }

    @Override
    public void transform(double[] a, int r, int d, double[] z, int stride, int n, double[] y) {
        int whole = Lanes.whole(n, PAIR);
        for (int i = 0; i < whole; i += PAIR) {
            transform(a, r, d, z, i, stride, y, i, stride);
        }
        if (whole < n) {
            Scratch s = scratch.get();
            double[] padded = Scratch.pad(z, d, stride, whole, n, s.wide(d * PAIR), PAIR);
            double[] rest = s.narrow(r * PAIR);
            transform(a, r, d, padded, 0, PAIR, rest, 0, PAIR);
            for (int j = 0; j < r; j++) {
                System.arraycopy(rest, j * PAIR, y, j * stride + whole, n - whole);
            }
        }
    }

    private static void transform(
            double[] a, int r, int d, double[] z, int from, int stride, double[] y, int at, int step) {
        int j = 0;
        for (; j + 4 <= r; j += 4) {
            RowProducts.four(a, j * d, d, d, z, from, stride, y, at + j * step, step);
        }
        for (; j < r; j++) {
            RowProducts.one(a, j * d, d, z, from, stride, y, at + j * step);
        }
    }

    @Override
    public void combine(
            double[] c, int at, int step, int rows, double[] m, int from, int ld, double[] out, int to, int n) {
        int k = 0;
        for (; k + 8 <= rows; k += 8) {
            RowSums.eight(c, at + k * step, step, m, from + k * ld, ld, out, to, n);
        }
        for (; k < rows; k++) {
            RowSums.one(c[at + k * step], m, from + k * ld, out, to, n);
        }
    }

    @Override
    public void norms(double[] scale, int d, double[] z, int stride, int n, double[] norms) {
        Arrays.fill(norms, 0, n, 0);
        for (int j = 0; j < d; j++) {
            addSquares(scale[j], z, j * stride, n, norms);
        }
    }

    private static void addSquares(double scale, double[] z, int from, int n, double[] norms) {
        int whole = Lanes.whole(n, L);
        for (int i = 0; i < whole; i += L) {
            var v = fromArray(SPECIES, z, from + i);
            v.mul(scale).fma(v, fromArray(SPECIES, norms, i)).intoArray(norms, i);
        }
        for (int i = whole; i < n; i++) {
            norms[i] = Math.fma(scale * z[from + i], z[from + i], norms[i]);
        }
    }

    @Override
    public void moments(double[] w, int at, double[] z, int d, int stride, int n, double[] first) {
        double[] sums = scratch.get().sums;
        for (int j = 0; j < d; j++) {
            first[j] += ColumnProducts.one(w, at, z, j * stride, n, sums);
        }
    }

    @Override
    public void squares(double[] w, int at, double[] z, int d, int stride, int n, double[] squares) {
        double[] sums = scratch.get().sums;
        for (int j = 0; j < d; j++) {
            squares[j] += ColumnProducts.weighted(w, at, z, j * stride, z, j * stride, n, sums);
        }
    }

    @Override
    public void scatter(double[] w, int at, double[] z, int d, int stride, int n, double[] second) {
        Scratch s = scratch.get();
        if (d < WIDE) {
            int j = 0;
            for (; j + 4 <= d; j += 4) {
                double[] weighted = weighted(w, at, z, j, stride, n, s);
                for (int k = 0; k <= j; k += 4) {
                    addTile(weighted, z, k, stride, n, second, j * d + k, d, s.sums);
                }
            }
            for (; j < d; j++) {
                for (int k = 0; k <= j; k++) {
                    second[j * d + k] += ColumnProducts.weighted(w, at, z, j * stride, z, k * stride, n, s.sums);
                }
            }
        } else {
            double[] roots = s.narrow(n);
            ColumnProducts.roots(w, at, n, roots);
            double[] panels = s.wide((d + Panels.WIDTH - 1) / Panels.WIDTH * Panels.WIDTH * n);
            Panels.fill(z, d, stride, n, roots, panels);
            PanelProducts.addGram(panels, d, n, second, s.sums);
        }
    }

    @Override
    public double momentsAbout(
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
        Scratch s = scratch.get();
        if (d <= FewColumns.MOST) {
            return FewColumns.moments(w, at, x, stride, n, mean, first, second, s.sums);
        }
        if (d < Panels.WIDTH) {
            return Kernels.super.momentsAbout(mean, w, at, x, stride, rows, from, n, z, first, second);
        }
        double[] roots = s.narrow(n);
        ColumnProducts.roots(w, at, n, roots);
        double[] panels = s.wide((d + Panels.WIDTH - 1) / Panels.WIDTH * Panels.WIDTH * n);
        RowPanels.fill(rows, from, n, mean, roots, panels, first);
        PanelProducts.addGram(panels, d, n, second, s.sums);
        return WeightedSums.total(w, at, n, s.sums);
    }

    @Override
    public void cross(double[] w, int at, double[] x, int d, double[] z, int q, int stride, int n, double[] cross) {
        Scratch s = scratch.get();
        int tiles = Lanes.whole(q, 4);
        int j = 0;
        for (; j + 4 <= d; j += 4) {
            double[] weighted = weighted(w, at, x, j, stride, n, s);
            for (int k = 0; k < tiles; k += 4) {
                addTile(weighted, z, k, stride, n, cross, j * q + k, q, s.sums);
            }
            for (int k = tiles; k < q; k++) {
                for (int r = 0; r < 4; r++) {
                    cross[(j + r) * q + k] += ColumnProducts.one(weighted, r * n, z, k * stride, n, s.sums);
                }
            }
        }
        for (; j < d; j++) {
            for (int k = 0; k < q; k++) {
                cross[j * q + k] += ColumnProducts.weighted(w, at, x, j * stride, z, k * stride, n, s.sums);
            }
        }
    }

    /** {@code w ∘ z_j} of 4 columns, n apart. */
    private static double[] weighted(double[] w, int at, double[] z, int j, int stride, int n, Scratch s) {
        double[] out = s.wide(4 * n);
        for (int r = 0; r < 4; r++) {
            ColumnProducts.scale(w, at, z, (j + r) * stride, n, out, r * n, s.sums);
        }
        return out;
    }

    /** Adds 4 weighted columns times columns k to k + 3. */
    private static void addTile(
            double[] weighted, double[] z, int k, int stride, int n, double[] out, int o, int ld, double[] sums) {
        int whole = Lanes.whole(n, L);
        ColumnProducts.fourByFour(weighted, n, z, k * stride, stride, whole, sums);
        for (int r = 0; r < 4; r++) {
            for (int c = 0; c < 4; c++) {
                out[o + r * ld + c] += Lanes.sum(sums, (4 * r + c) * L);
            }
        }
        if (whole < n) {
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    out[o + r * ld + c] += ColumnProducts.rest(weighted, r * n, z, (k + c) * stride, whole, n);
                }
            }
        }
    }

    @Override
    public void responsibilities(
            double[] joint, double[] offset, int stride, int n, double[] evidence, int at, double[] entropy) {
        Scratch s = scratch.get();
        int whole = Lanes.whole(n, L);
        Assignments.assign(joint, offset, stride, whole, evidence, at, entropy, s.narrow(n));
        if (whole < n) {
            int k = offset.length;
            double[] padded = Scratch.pad(joint, k, stride, whole, n, s.wide(k * L), L);
            double[] h = s.narrow(L);
            Assignments.assign(padded, offset, L, L, s.sums, 0, h, s.vector);
            System.arraycopy(s.sums, 0, evidence, at + whole, n - whole);
            System.arraycopy(h, 0, entropy, whole, n - whole);
            for (int c = 0; c < k; c++) {
                System.arraycopy(padded, c * L, joint, c * stride + whole, n - whole);
            }
        }
    }

    @Override
    public double weigh(double[] w, int at, double[] r, int from, int n, double[] out) {
        return ColumnProducts.scale(w, at, r, from, n, out, 0, scratch.get().sums);
    }

    @Override
    public double total(double[] w, int at, int n) {
        return WeightedSums.total(w, at, n, scratch.get().sums);
    }

    @Override
    public double dot(double[] w, int at, double[] v, int from, int n) {
        return WeightedSums.dot(w, at, v, from, n, scratch.get().sums);
    }

    @Override
    public void add(double[] w, int at, double[] v, int from, int n, Sum weight, Sum sum, Sum magnitude) {
        WeightedSums.add(w, at, v, from, n, weight, sum, magnitude, scratch.get().sums);
    }

    @Override
    public String toString() {
        return "simd (Vector API, " + L + " doubles)";
    }
}
