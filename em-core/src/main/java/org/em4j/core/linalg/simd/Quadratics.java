package org.em4j.core.linalg.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.SPECIES;
import static org.em4j.core.linalg.simd.RowProducts.PAIR;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/** Squared lengths of rows that a lower triangular matrix has made white: {@code constant + factor |P (x - mean)|²}. */
final class Quadratics {
    /** Rows of P in a register tile: as many as the registers hold sums of, with two vectors. */
    private static final int TALL = L >= 8 ? 8 : 6;

    private static final int SHORT = 4;

    private Quadratics() {}

    /** Of n rows of a tile, which need not fill vectors. */
    static void of(
            double[] p,
            double[] mean,
            double[] x,
            int stride,
            int n,
            double factor,
            double constant,
            double[] out,
            int at,
            Scratch s) {
        int d = mean.length;
        int whole = Lanes.whole(n, PAIR);
        double[] rest = d > FewColumns.MOST ? rest(p, d, s) : p;
        whole(p, rest, mean, x, stride, whole, factor, constant, out, at, s);
        if (whole < n) {
            double[] padded = Scratch.pad(x, d, stride, whole, n, s.wide(d * PAIR), PAIR);
            whole(p, rest, mean, padded, PAIR, PAIR, factor, constant, s.sums, 0, s);
            System.arraycopy(s.sums, 0, out, at + whole, n - whole);
        }
    }

    /** The last rows of P, fewer than a register tile's, filled up with zeros to one. */
    private static double[] rest(double[] p, int d, Scratch s) {
        int from = d / TALL * TALL * d;
        int size = d * d - from;
        if (size == 0) {
            return p;
        }
        int room = d * (d % TALL > SHORT ? TALL : SHORT);
        double[] rest = s.narrow(room);
        System.arraycopy(p, from, rest, 0, size);
        Arrays.fill(rest, size, Math.max(size, room), 0);
        return rest;
    }

    /** Of whole pairs of vectors. */
    private static void whole(
            double[] p,
            double[] rest,
            double[] mean,
            double[] x,
            int stride,
            int n,
            double factor,
            double constant,
            double[] out,
            int at,
            Scratch s) {
        int d = mean.length;
        if (d <= 2) {
            FewColumns.two(p, mean, x, stride, n, factor, constant, out, at);
        } else if (d <= FewColumns.MOST) {
            FewColumns.four(p, mean, x, stride, n, factor, constant, out, at);
        } else {
            Arrays.fill(out, at, at + n, 0);
            double[] z = s.pair(d * PAIR);
            for (int i = 0; i < n; i += PAIR) {
                centre(x, i, stride, mean, z);
                addTiles(p, rest, d, z, out, at + i);
            }
            scale(out, at, n, factor, constant);
        }
    }

    /** A pair of vectors of rows less their mean, columns one after another: it stays in the first cache. */
    private static void centre(double[] x, int from, int stride, double[] mean, double[] z) {
        for (int k = 0, i = from; k < mean.length; k++, i += stride) {
            DoubleVector m = broadcast(SPECIES, mean[k]);
            fromArray(SPECIES, x, i).sub(m).intoArray(z, k * PAIR);
            fromArray(SPECIES, x, i + L).sub(m).intoArray(z, k * PAIR + L);
        }
    }

    private static void addTiles(double[] p, double[] rest, int d, double[] z, double[] out, int at) {
        int j = 0;
        for (; j + TALL <= d; j += TALL) {
            if (TALL == 8) {
                RowProducts.eight(p, j * d, d, j + TALL, z, out, at);
            } else {
                RowProducts.six(p, j * d, d, j + TALL, z, out, at);
            }
        }
        if (d - j > SHORT && TALL == 8) {
            RowProducts.eight(rest, 0, d, d, z, out, at);
        } else if (d - j > SHORT) {
            RowProducts.six(rest, 0, d, d, z, out, at);
        } else if (j < d) {
            RowProducts.fewer(rest, 0, d, d, z, out, at);
        }
    }

    private static void scale(double[] out, int at, int n, double factor, double constant) {
        DoubleVector f = broadcast(SPECIES, factor);
        DoubleVector c = broadcast(SPECIES, constant);
        for (int i = at; i < at + n; i += L) {
            fromArray(SPECIES, out, i).fma(f, c).intoArray(out, i);
        }
    }
}
