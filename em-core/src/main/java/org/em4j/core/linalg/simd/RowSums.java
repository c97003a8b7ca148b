package org.em4j.core.linalg.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.SPECIES;

import jdk.incubator.vector.DoubleVector;

/** Sums of the rows of a matrix, each times a number. Every entry is summed by rows in order, wherever it stands. */
final class RowSums {
    private RowSums() {}

    /** {@code out += m}, n entries. */
    static void add(double[] m, int from, double[] out, int to, int n) {
        int whole = Lanes.whole(n, L);
        for (int j = 0; j < whole; j += L) {
            fromArray(SPECIES, out, to + j).add(fromArray(SPECIES, m, from + j)).intoArray(out, to + j);
        }
        for (int j = whole; j < n; j++) {
            out[to + j] += m[from + j];
        }
    }

    /** {@code out += c m}, n entries. */
    static void one(double c, double[] m, int from, double[] out, int to, int n) {
        int whole = Lanes.whole(n, L);
        DoubleVector factor = broadcast(SPECIES, c);
        for (int j = 0; j < whole; j += L) {
            fromArray(SPECIES, m, from + j)
                    .fma(factor, fromArray(SPECIES, out, to + j))
                    .intoArray(out, to + j);
        }
        for (int j = whole; j < n; j++) {
            out[to + j] = Math.fma(c, m[from + j], out[to + j]);
        }
    }

    /** {@code out += Σ_k c_k m_k} of 8 rows that lie {@code ld} apart. */
    static void eight(double[] c, int at, int step, double[] m, int from, int ld, double[] out, int to, int n) {
        int whole = Lanes.whole(n, L);
        DoubleVector c0 = broadcast(SPECIES, c[at]);
        DoubleVector c1 = broadcast(SPECIES, c[at + step]);
        DoubleVector c2 = broadcast(SPECIES, c[at + 2 * step]);
        DoubleVector c3 = broadcast(SPECIES, c[at + 3 * step]);
        DoubleVector c4 = broadcast(SPECIES, c[at + 4 * step]);
        DoubleVector c5 = broadcast(SPECIES, c[at + 5 * step]);
        DoubleVector c6 = broadcast(SPECIES, c[at + 6 * step]);
        DoubleVector c7 = broadcast(SPECIES, c[at + 7 * step]);
        for (int j = 0, k = from; j < whole; j += L, k += L) {
            DoubleVector s = fromArray(SPECIES, m, k).fma(c0, fromArray(SPECIES, out, to + j));
            s = fromArray(SPECIES, m, k + ld).fma(c1, s);
            s = fromArray(SPECIES, m, k + 2 * ld).fma(c2, s);
            s = fromArray(SPECIES, m, k + 3 * ld).fma(c3, s);
            s = fromArray(SPECIES, m, k + 4 * ld).fma(c4, s);
            s = fromArray(SPECIES, m, k + 5 * ld).fma(c5, s);
            s = fromArray(SPECIES, m, k + 6 * ld).fma(c6, s);
            fromArray(SPECIES, m, k + 7 * ld).fma(c7, s).intoArray(out, to + j);
        }
        for (int j = whole; j < n; j++) {
            double s = out[to + j];
            for (int k = 0; k < 8; k++) {
                s = Math.fma(c[at + k * step], m[from + k * ld + j], s);
            }
            out[to + j] = s;
        }
    }
}
