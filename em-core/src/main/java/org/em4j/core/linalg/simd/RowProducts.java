package org.em4j.core.linalg.simd;

import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.all;
import static org.em4j.core.linalg.simd.Lanes.load;
import static org.em4j.core.linalg.simd.Lanes.zero;

import jdk.incubator.vector.DoubleVector;

/** Products of a matrix with two vectors of rows of a tile: register tiles of 8, 6, 4 or 1 rows of the matrix. */
final class RowProducts {
    private RowProducts() {}

    /**
     * {@code norms += |A z|²} for 8 rows of A from {@code p[o]}, which lie {@code ld} apart, and their first m columns.
     */
    static void eight(double[] p, int o, int ld, int m, double[] z, int from, int stride, double[] norms, int at) {
        DoubleVector a0 = zero(), a1 = zero(), a2 = zero(), a3 = zero();
        DoubleVector a4 = zero(), a5 = zero(), a6 = zero(), a7 = zero();
        DoubleVector b0 = zero(), b1 = zero(), b2 = zero(), b3 = zero();
        DoubleVector b4 = zero(), b5 = zero(), b6 = zero(), b7 = zero();
        for (int c = o, i = from, end = o + m; c < end; c++, i += stride) {
            DoubleVector u = load(z, i);
            DoubleVector v = load(z, i + L);
            DoubleVector e = all(p[c]);
            a0 = u.fma(e, a0);
            b0 = v.fma(e, b0);
            e = all(p[c + ld]);
            a1 = u.fma(e, a1);
            b1 = v.fma(e, b1);
            e = all(p[c + 2 * ld]);
            a2 = u.fma(e, a2);
            b2 = v.fma(e, b2);
            e = all(p[c + 3 * ld]);
            a3 = u.fma(e, a3);
            b3 = v.fma(e, b3);
            e = all(p[c + 4 * ld]);
            a4 = u.fma(e, a4);
            b4 = v.fma(e, b4);
            e = all(p[c + 5 * ld]);
            a5 = u.fma(e, a5);
            b5 = v.fma(e, b5);
            e = all(p[c + 6 * ld]);
            a6 = u.fma(e, a6);
            b6 = v.fma(e, b6);
            e = all(p[c + 7 * ld]);
            a7 = u.fma(e, a7);
            b7 = v.fma(e, b7);
        }
        DoubleVector s = a0.fma(a0, a1.fma(a1, a2.fma(a2, a3.fma(a3, load(norms, at)))));
        s.add(a4.fma(a4, a5.fma(a5, a6.fma(a6, a7.mul(a7))))).intoArray(norms, at);
        s = b0.fma(b0, b1.fma(b1, b2.fma(b2, b3.fma(b3, load(norms, at + L)))));
        s.add(b4.fma(b4, b5.fma(b5, b6.fma(b6, b7.mul(b7))))).intoArray(norms, at + L);
    }

    /** Products of 6 rows of the matrix: as many as sixteen registers hold with two vectors. */
    static void six(double[] p, int o, int ld, int m, double[] z, int from, int stride, double[] norms, int at) {
        DoubleVector a0 = zero(), a1 = zero(), a2 = zero(), a3 = zero(), a4 = zero(), a5 = zero();
        DoubleVector b0 = zero(), b1 = zero(), b2 = zero(), b3 = zero(), b4 = zero(), b5 = zero();
        for (int c = o, i = from, end = o + m; c < end; c++, i += stride) {
            DoubleVector u = load(z, i);
            DoubleVector v = load(z, i + L);
            DoubleVector e = all(p[c]);
            a0 = u.fma(e, a0);
            b0 = v.fma(e, b0);
            e = all(p[c + ld]);
            a1 = u.fma(e, a1);
            b1 = v.fma(e, b1);
            e = all(p[c + 2 * ld]);
            a2 = u.fma(e, a2);
            b2 = v.fma(e, b2);
            e = all(p[c + 3 * ld]);
            a3 = u.fma(e, a3);
            b3 = v.fma(e, b3);
            e = all(p[c + 4 * ld]);
            a4 = u.fma(e, a4);
            b4 = v.fma(e, b4);
            e = all(p[c + 5 * ld]);
            a5 = u.fma(e, a5);
            b5 = v.fma(e, b5);
        }
        DoubleVector s = a0.fma(a0, a1.fma(a1, a2.fma(a2, load(norms, at))));
        s.add(a3.fma(a3, a4.fma(a4, a5.mul(a5)))).intoArray(norms, at);
        s = b0.fma(b0, b1.fma(b1, b2.fma(b2, load(norms, at + L))));
        s.add(b3.fma(b3, b4.fma(b4, b5.mul(b5)))).intoArray(norms, at + L);
    }

    /** {@code norms += Σ_j y_j²} of some rows of results, {@code stride} apart. */
    static void squares(double[] y, int rows, int stride, double[] norms, int at) {
        DoubleVector s = load(norms, at);
        DoubleVector t = load(norms, at + L);
        for (int j = 0, i = 0; j < rows; j++, i += stride) {
            DoubleVector a = load(y, i);
            DoubleVector b = load(y, i + L);
            s = a.fma(a, s);
            t = b.fma(b, t);
        }
        s.intoArray(norms, at);
        t.intoArray(norms, at + L);
    }

    /** {@code y = A z} for 4 rows of A and m columns; the results lie {@code step} apart. */
    static void four(double[] p, int o, int ld, int m, double[] z, int from, int stride, double[] y, int at, int step) {
        DoubleVector a0 = zero(), a1 = zero(), a2 = zero(), a3 = zero();
        DoubleVector b0 = zero(), b1 = zero(), b2 = zero(), b3 = zero();
        for (int c = o, i = from, end = o + m; c < end; c++, i += stride) {
            DoubleVector u = load(z, i);
            DoubleVector v = load(z, i + L);
            DoubleVector e = all(p[c]);
            a0 = u.fma(e, a0);
            b0 = v.fma(e, b0);
            e = all(p[c + ld]);
            a1 = u.fma(e, a1);
            b1 = v.fma(e, b1);
            e = all(p[c + 2 * ld]);
            a2 = u.fma(e, a2);
            b2 = v.fma(e, b2);
            e = all(p[c + 3 * ld]);
            a3 = u.fma(e, a3);
            b3 = v.fma(e, b3);
        }
        a0.intoArray(y, at);
        b0.intoArray(y, at + L);
        a1.intoArray(y, at + step);
        b1.intoArray(y, at + step + L);
        a2.intoArray(y, at + 2 * step);
        b2.intoArray(y, at + 2 * step + L);
        a3.intoArray(y, at + 3 * step);
        b3.intoArray(y, at + 3 * step + L);
    }

    /** {@code y = A z} for one row of A. */
    static void one(double[] p, int o, int m, double[] z, int from, int stride, double[] y, int at) {
        DoubleVector a = zero();
        DoubleVector b = zero();
        for (int c = o, i = from, end = o + m; c < end; c++, i += stride) {
            DoubleVector e = all(p[c]);
            a = load(z, i).fma(e, a);
            b = load(z, i + L).fma(e, b);
        }
        a.intoArray(y, at);
        b.intoArray(y, at + L);
    }
}
