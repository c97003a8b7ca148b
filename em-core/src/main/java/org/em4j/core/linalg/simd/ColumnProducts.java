package org.em4j.core.linalg.simd;

import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;
import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.SPECIES;

import jdk.incubator.vector.DoubleVector;

/** Inner products of columns over rows: register tiles whose lanes are rows, summed across at the end. */
final class ColumnProducts {
    private ColumnProducts() {}

    /** {@code sums[(4 r + s) L ...] = a_r ∘ z_s} summed vector by vector, of 4 columns and 4, whole vectors of n rows. */
    static void fourByFour(double[] a, int rows, double[] z, int from, int stride, int n, double[] sums) {
        DoubleVector c00 = zero(SPECIES), c01 = zero(SPECIES), c02 = zero(SPECIES), c03 = zero(SPECIES);
        DoubleVector c10 = zero(SPECIES), c11 = zero(SPECIES), c12 = zero(SPECIES), c13 = zero(SPECIES);
        DoubleVector c20 = zero(SPECIES), c21 = zero(SPECIES), c22 = zero(SPECIES), c23 = zero(SPECIES);
        DoubleVector c30 = zero(SPECIES), c31 = zero(SPECIES), c32 = zero(SPECIES), c33 = zero(SPECIES);
        int a1 = rows;
        int a2 = 2 * rows;
        int a3 = 3 * rows;
        int z1 = from + stride;
        int z2 = z1 + stride;
        int z3 = z2 + stride;
        for (int i = 0; i < n; i += L) {
            DoubleVector x0 = fromArray(SPECIES, a, i),
                    x1 = fromArray(SPECIES, a, a1 + i),
                    x2 = fromArray(SPECIES, a, a2 + i),
                    x3 = fromArray(SPECIES, a, a3 + i);
            DoubleVector y = fromArray(SPECIES, z, from + i);
            c00 = x0.fma(y, c00);
            c10 = x1.fma(y, c10);
            c20 = x2.fma(y, c20);
            c30 = x3.fma(y, c30);
            y = fromArray(SPECIES, z, z1 + i);
            c01 = x0.fma(y, c01);
            c11 = x1.fma(y, c11);
            c21 = x2.fma(y, c21);
            c31 = x3.fma(y, c31);
            y = fromArray(SPECIES, z, z2 + i);
            c02 = x0.fma(y, c02);
            c12 = x1.fma(y, c12);
            c22 = x2.fma(y, c22);
            c32 = x3.fma(y, c32);
            y = fromArray(SPECIES, z, z3 + i);
            c03 = x0.fma(y, c03);
            c13 = x1.fma(y, c13);
            c23 = x2.fma(y, c23);
            c33 = x3.fma(y, c33);
        }
        c00.intoArray(sums, 0);
        c01.intoArray(sums, L);
        c02.intoArray(sums, 2 * L);
        c03.intoArray(sums, 3 * L);
        c10.intoArray(sums, 4 * L);
        c11.intoArray(sums, 5 * L);
        c12.intoArray(sums, 6 * L);
        c13.intoArray(sums, 7 * L);
        c20.intoArray(sums, 8 * L);
        c21.intoArray(sums, 9 * L);
        c22.intoArray(sums, 10 * L);
        c23.intoArray(sums, 11 * L);
        c30.intoArray(sums, 12 * L);
        c31.intoArray(sums, 13 * L);
        c32.intoArray(sums, 14 * L);
        c33.intoArray(sums, 15 * L);
    }

    /** The inner product of a column and another, n rows; {@code sums} is scratch. */
    static double one(double[] a, int at, double[] z, int from, int n, double[] sums) {
        DoubleVector s = zero(SPECIES);
        DoubleVector t = zero(SPECIES);
        int whole = Lanes.whole(n, 2 * L);
        for (int i = 0; i < whole; i += 2 * L) {
            s = fromArray(SPECIES, a, at + i).fma(fromArray(SPECIES, z, from + i), s);
            t = fromArray(SPECIES, a, at + i + L).fma(fromArray(SPECIES, z, from + i + L), t);
        }
        s.add(t).intoArray(sums, 0);
        return Lanes.sum(sums, 0) + rest(a, at, z, from, whole, n);
    }

    /** What rows {@code whole} to n add. */
    static double rest(double[] a, int at, double[] z, int from, int whole, int n) {
        double s = 0;
        for (int i = whole; i < n; i++) {
            s = Math.fma(a[at + i], z[from + i], s);
        }
        return s;
    }

    /** {@code out = w ∘ z}, n rows; returns its sum. */
    static double scale(double[] w, int at, double[] z, int from, int n, double[] out, int to, double[] sums) {
        DoubleVector s = zero(SPECIES);
        DoubleVector t = zero(SPECIES);
        int whole = Lanes.whole(n, 2 * L);
        for (int i = 0; i < whole; i += 2 * L) {
            DoubleVector u = fromArray(SPECIES, w, at + i).mul(fromArray(SPECIES, z, from + i));
            DoubleVector v = fromArray(SPECIES, w, at + i + L).mul(fromArray(SPECIES, z, from + i + L));
            u.intoArray(out, to + i);
            v.intoArray(out, to + i + L);
            s = s.add(u);
            t = t.add(v);
        }
        s.add(t).intoArray(sums, 0);
        double sum = Lanes.sum(sums, 0);
        for (int i = whole; i < n; i++) {
            out[to + i] = w[at + i] * z[from + i];
            sum += out[to + i];
        }
        return sum;
    }

    /** {@code Σ_i w_i x_i z_i}, n rows. */
    static double weighted(double[] w, int at, double[] x, int xs, double[] z, int zs, int n, double[] sums) {
        DoubleVector s = zero(SPECIES);
        DoubleVector t = zero(SPECIES);
        int whole = Lanes.whole(n, 2 * L);
        for (int i = 0; i < whole; i += 2 * L) {
            s = fromArray(SPECIES, w, at + i).mul(fromArray(SPECIES, x, xs + i)).fma(fromArray(SPECIES, z, zs + i), s);
            t = fromArray(SPECIES, w, at + i + L)
                    .mul(fromArray(SPECIES, x, xs + i + L))
                    .fma(fromArray(SPECIES, z, zs + i + L), t);
        }
        s.add(t).intoArray(sums, 0);
        double sum = Lanes.sum(sums, 0);
        for (int i = whole; i < n; i++) {
            sum = Math.fma(w[at + i] * x[xs + i], z[zs + i], sum);
        }
        return sum;
    }

    /** {@code out = √w}, n rows. */
    static void roots(double[] w, int at, int n, double[] out) {
        int whole = Lanes.whole(n, L);
        for (int i = 0; i < whole; i += L) {
            fromArray(SPECIES, w, at + i).sqrt().intoArray(out, i);
        }
        for (int i = whole; i < n; i++) {
            out[i] = Math.sqrt(w[at + i]);
        }
    }
}
