package org.em4j.core.linalg.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;
import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.SPECIES;
import static org.em4j.core.linalg.simd.Panels.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/** Rows that lie one after another, less their mean and times the roots of their weights, as {@link Panels}. */
final class RowPanels {
    private RowPanels() {}

    /** Panels of n rows of d columns from {@code x[from]}; adds their weighted sums to {@code first}. */
    static void fill(double[] x, int from, int n, double[] mean, double[] roots, double[] panels, double[] first) {
        int d = mean.length;
        int whole = Lanes.whole(d, L);
        for (int c = 0; c < whole; c += L) {
            columns(x, from, d, n, mean, c, roots, panels, c / WIDTH * WIDTH * n + c % WIDTH, first);
        }
        for (int c = whole; c < d; c++) {
            column(x, from + c, d, n, mean[c], roots, panels, c / WIDTH * WIDTH * n + c % WIDTH);
            first[c] += inner(roots, panels, c / WIDTH * WIDTH * n + c % WIDTH, n);
        }
        for (int i = 0, o = d / WIDTH * WIDTH * n; d % WIDTH > 0 && i < n; i++, o += WIDTH) {
            Arrays.fill(panels, o + d % WIDTH, o + WIDTH, 0);
        }
    }

    /** A vector of columns from c, two rows at a time: each sum waits for itself. */
    private static void columns(
            double[] x,
            int from,
            int d,
            int n,
            double[] mean,
            int c,
            double[] roots,
            double[] panels,
            int to,
            double[] first) {
        DoubleVector m = fromArray(SPECIES, mean, c);
        DoubleVector s = zero(SPECIES);
        DoubleVector t = zero(SPECIES);
        int even = Lanes.whole(n, 2);
        int o = from + c;
        int p = to;
        for (int i = 0; i < even; i += 2, o += 2 * d, p += 2 * WIDTH) {
            DoubleVector r = broadcast(SPECIES, roots[i]);
            DoubleVector v = fromArray(SPECIES, x, o).sub(m).mul(r);
            v.intoArray(panels, p);
            s = v.fma(r, s);
            r = broadcast(SPECIES, roots[i + 1]);
            v = fromArray(SPECIES, x, o + d).sub(m).mul(r);
            v.intoArray(panels, p + WIDTH);
            t = v.fma(r, t);
        }
        if (even < n) {
            DoubleVector r = broadcast(SPECIES, roots[even]);
            DoubleVector v = fromArray(SPECIES, x, o).sub(m).mul(r);
            v.intoArray(panels, p);
            s = v.fma(r, s);
        }
        s.add(t).add(fromArray(SPECIES, first, c)).intoArray(first, c);
    }

    private static void column(
            double[] x, int from, int d, int n, double mean, double[] roots, double[] panels, int to) {
        for (int i = 0, o = from, p = to; i < n; i++, o += d, p += WIDTH) {
            panels[p] = (x[o] - mean) * roots[i];
        }
    }

    private static double inner(double[] roots, double[] panels, int from, int n) {
        double sum = 0;
        for (int i = 0, p = from; i < n; i++, p += WIDTH) {
            sum = Math.fma(panels[p], roots[i], sum);
        }
        return sum;
    }
}
