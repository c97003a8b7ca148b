package org.em4j.core.linalg.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;
import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.SPECIES;

import jdk.incubator.vector.DoubleVector;

/** Products of a matrix with two vectors of rows of a tile: register tiles of 8, 6, 4 or 1 rows of the matrix. */
final class RowProducts {
    /** Rows of the tile: two vectors. */
    static final int PAIR = 2 * L;

    private RowProducts() {}

    /**
     * {@code norms += |A z|²} for 8 rows of A from {@code p[o]}, which lie {@code ld} apart, and their first m columns: a
     * pair of vectors each, one after another.
     */
    static void eight(double[] p, int o, int ld, int m, double[] z, double[] norms, int at) {
        DoubleVector a0 = zero(SPECIES), a1 = zero(SPECIES), a2 = zero(SPECIES), a3 = zero(SPECIES);
        DoubleVector a4 = zero(SPECIES), a5 = zero(SPECIES), a6 = zero(SPECIES), a7 = zero(SPECIES);
        DoubleVector b0 = zero(SPECIES), b1 = zero(SPECIES), b2 = zero(SPECIES), b3 = zero(SPECIES);
        DoubleVector b4 = zero(SPECIES), b5 = zero(SPECIES), b6 = zero(SPECIES), b7 = zero(SPECIES);
        for (int k = 0; k < m; k++) {
            DoubleVector u = fromArray(SPECIES, z, k * PAIR);
            DoubleVector v = fromArray(SPECIES, z, k * PAIR + L);
            DoubleVector e = broadcast(SPECIES, p[o + k]);
            a0 = u.fma(e, a0);
            b0 = v.fma(e, b0);
            e = broadcast(SPECIES, p[o + ld + k]);
            a1 = u.fma(e, a1);
            b1 = v.fma(e, b1);
            e = broadcast(SPECIES, p[o + 2 * ld + k]);
            a2 = u.fma(e, a2);
            b2 = v.fma(e, b2);
            e = broadcast(SPECIES, p[o + 3 * ld + k]);
            a3 = u.fma(e, a3);
            b3 = v.fma(e, b3);
            e = broadcast(SPECIES, p[o + 4 * ld + k]);
            a4 = u.fma(e, a4);
            b4 = v.fma(e, b4);
            e = broadcast(SPECIES, p[o + 5 * ld + k]);
            a5 = u.fma(e, a5);
            b5 = v.fma(e, b5);
            e = broadcast(SPECIES, p[o + 6 * ld + k]);
            a6 = u.fma(e, a6);
            b6 = v.fma(e, b6);
            e = broadcast(SPECIES, p[o + 7 * ld + k]);
            a7 = u.fma(e, a7);
            b7 = v.fma(e, b7);
        }
        DoubleVector s = a0.fma(a0, a1.fma(a1, a2.fma(a2, a3.fma(a3, fromArray(SPECIES, norms, at)))));
        s.add(a4.fma(a4, a5.fma(a5, a6.fma(a6, a7.mul(a7))))).intoArray(norms, at);
        s = b0.fma(b0, b1.fma(b1, b2.fma(b2, b3.fma(b3, fromArray(SPECIES, norms, at + L)))));
        s.add(b4.fma(b4, b5.fma(b5, b6.fma(b6, b7.mul(b7))))).intoArray(norms, at + L);
    }

    /** Of 6 rows: as many as sixteen registers hold with two vectors. */
    static void six(double[] p, int o, int ld, int m, double[] z, double[] norms, int at) {
        DoubleVector a0 = zero(SPECIES), a1 = zero(SPECIES), a2 = zero(SPECIES), a3 = zero(SPECIES);
        DoubleVector a4 = zero(SPECIES), a5 = zero(SPECIES);
        DoubleVector b0 = zero(SPECIES), b1 = zero(SPECIES), b2 = zero(SPECIES), b3 = zero(SPECIES);
        DoubleVector b4 = zero(SPECIES), b5 = zero(SPECIES);
        for (int k = 0; k < m; k++) {
            DoubleVector u = fromArray(SPECIES, z, k * PAIR);
            DoubleVector v = fromArray(SPECIES, z, k * PAIR + L);
            DoubleVector e = broadcast(SPECIES, p[o + k]);
            a0 = u.fma(e, a0);
            b0 = v.fma(e, b0);
            e = broadcast(SPECIES, p[o + ld + k]);
            a1 = u.fma(e, a1);
            b1 = v.fma(e, b1);
            e = broadcast(SPECIES, p[o + 2 * ld + k]);
            a2 = u.fma(e, a2);
            b2 = v.fma(e, b2);
            e = broadcast(SPECIES, p[o + 3 * ld + k]);
            a3 = u.fma(e, a3);
            b3 = v.fma(e, b3);
            e = broadcast(SPECIES, p[o + 4 * ld + k]);
            a4 = u.fma(e, a4);
            b4 = v.fma(e, b4);
            e = broadcast(SPECIES, p[o + 5 * ld + k]);
            a5 = u.fma(e, a5);
            b5 = v.fma(e, b5);
        }
        DoubleVector s = a0.fma(a0, a1.fma(a1, a2.fma(a2, fromArray(SPECIES, norms, at))));
        s.add(a3.fma(a3, a4.fma(a4, a5.mul(a5)))).intoArray(norms, at);
        s = b0.fma(b0, b1.fma(b1, b2.fma(b2, fromArray(SPECIES, norms, at + L))));
        s.add(b3.fma(b3, b4.fma(b4, b5.mul(b5)))).intoArray(norms, at + L);
    }

    /** Of 4 rows, what is left of eights or sixes. */
    static void fewer(double[] p, int o, int ld, int m, double[] z, double[] norms, int at) {
        DoubleVector a0 = zero(SPECIES), a1 = zero(SPECIES), a2 = zero(SPECIES), a3 = zero(SPECIES);
        DoubleVector b0 = zero(SPECIES), b1 = zero(SPECIES), b2 = zero(SPECIES), b3 = zero(SPECIES);
        for (int k = 0; k < m; k++) {
            DoubleVector u = fromArray(SPECIES, z, k * PAIR);
            DoubleVector v = fromArray(SPECIES, z, k * PAIR + L);
            DoubleVector e = broadcast(SPECIES, p[o + k]);
            a0 = u.fma(e, a0);
            b0 = v.fma(e, b0);
            e = broadcast(SPECIES, p[o + ld + k]);
            a1 = u.fma(e, a1);
            b1 = v.fma(e, b1);
            e = broadcast(SPECIES, p[o + 2 * ld + k]);
            a2 = u.fma(e, a2);
            b2 = v.fma(e, b2);
            e = broadcast(SPECIES, p[o + 3 * ld + k]);
            a3 = u.fma(e, a3);
            b3 = v.fma(e, b3);
        }
        DoubleVector s = a0.fma(a0, a1.fma(a1, fromArray(SPECIES, norms, at)));
        s.add(a2.fma(a2, a3.mul(a3))).intoArray(norms, at);
        s = b0.fma(b0, b1.fma(b1, fromArray(SPECIES, norms, at + L)));
        s.add(b2.fma(b2, b3.mul(b3))).intoArray(norms, at + L);
    }

    /** {@code y = A z} for 4 rows of A and m columns; the results lie {@code step} apart. */
    static void four(double[] p, int o, int ld, int m, double[] z, int from, int stride, double[] y, int at, int step) {
        DoubleVector a0 = zero(SPECIES), a1 = zero(SPECIES), a2 = zero(SPECIES), a3 = zero(SPECIES);
        DoubleVector b0 = zero(SPECIES), b1 = zero(SPECIES), b2 = zero(SPECIES), b3 = zero(SPECIES);
        for (int c = o, i = from, end = o + m; c < end; c++, i += stride) {
            DoubleVector u = fromArray(SPECIES, z, i);
            DoubleVector v = fromArray(SPECIES, z, i + L);
            DoubleVector e = broadcast(SPECIES, p[c]);
            a0 = u.fma(e, a0);
            b0 = v.fma(e, b0);
            e = broadcast(SPECIES, p[c + ld]);
            a1 = u.fma(e, a1);
            b1 = v.fma(e, b1);
            e = broadcast(SPECIES, p[c + 2 * ld]);
            a2 = u.fma(e, a2);
            b2 = v.fma(e, b2);
            e = broadcast(SPECIES, p[c + 3 * ld]);
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
        DoubleVector a = zero(SPECIES);
        DoubleVector b = zero(SPECIES);
        for (int c = o, i = from, end = o + m; c < end; c++, i += stride) {
            DoubleVector e = broadcast(SPECIES, p[c]);
            a = fromArray(SPECIES, z, i).fma(e, a);
            b = fromArray(SPECIES, z, i + L).fma(e, b);
        }
        a.intoArray(y, at);
        b.intoArray(y, at + L);
    }
}
