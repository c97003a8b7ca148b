package org.em4j.core.linalg.simd;

import static org.em4j.core.linalg.simd.Lanes.L;

/** One thread's scratch; grows as asked and never shrinks. */
final class Scratch {
    /** Register tiles on their way to a sum: 16 vectors, or a panel's product. */
    final double[] sums = new double[16 * Math.max(L, 4)];

    /** One vector. */
    final double[] vector = new double[L];

    private double[] wide = new double[0];
    private double[] narrow = new double[0];

    /** Room for columns; contents are arbitrary. */
    double[] wide(int size) {
        if (wide.length < size) {
            wide = new double[size];
        }
        return wide;
    }

    /** More room, for a few values a row; contents are arbitrary. */
    double[] narrow(int size) {
        if (narrow.length < size) {
            narrow = new double[size];
        }
        return narrow;
    }
}
