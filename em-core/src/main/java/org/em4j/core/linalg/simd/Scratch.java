package org.em4j.core.linalg.simd;

import static org.em4j.core.linalg.simd.Lanes.L;

import java.util.Arrays;

/** One thread's scratch; grows as asked and never shrinks. */
final class Scratch {
    /** Register tiles on their way to a sum: 16 vectors, or a panel's product. */
    final double[] sums = new double[16 * Math.max(L, 4)];

    /** One vector. */
    final double[] vector = new double[L];

    private double[] wide = new double[0];
    private double[] narrow = new double[0];
    private double[] pair = new double[0];

    /** Room for columns; contents are arbitrary. */
    double[] wide(int size) {
        if (wide.length < size) {
            wide = new double[size];
        }
        return wide;
    }

    /** More room, for a pair of vectors a column; contents are arbitrary. */
    double[] pair(int size) {
        if (pair.length < size) {
            pair = new double[size];
        }
        return pair;
    }

    /** More room, for a few values a row; contents are arbitrary. */
    double[] narrow(int size) {
        if (narrow.length < size) {
            narrow = new double[size];
        }
        return narrow;
    }

    /** Rows {@code whole} to n of a tile, as one of its own of the given stride, zeros behind them. */
    static double[] pad(double[] z, int d, int stride, int whole, int n, double[] out, int padded) {
        for (int j = 0; j < d; j++) {
            System.arraycopy(z, j * stride + whole, out, j * padded, n - whole);
            Arrays.fill(out, j * padded + n - whole, (j + 1) * padded, 0);
        }
        return out;
    }
}
