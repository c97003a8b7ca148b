package org.em4j.core.linalg.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors of this machine, and sums across their lanes.
 *
 * <p>Lanes are stored and added in one fixed order: the Vector API's own reduction rounds differently interpreted and
 * compiled, and so do its exponentials and logarithms.
 */
final class Lanes {
    static final VectorSpecies<Double> SPECIES =
            DoubleVector.SPECIES_PREFERRED.length() > 8 ? DoubleVector.SPECIES_512 : DoubleVector.SPECIES_PREFERRED;

    /** Doubles of a vector. */
    static final int L = SPECIES.length();

    private Lanes() {}

    /** The largest multiple of {@code step} up to n: where whole vectors end. */
    static int whole(int n, int step) {
        return n - n % step;
    }

    /** {@code Σ_h a[at + h]} over the lanes of one vector. */
    static double sum(double[] a, int at) {
        if (L == 8) {
            return ((a[at] + a[at + 4]) + (a[at + 2] + a[at + 6]))
                    + ((a[at + 1] + a[at + 5]) + (a[at + 3] + a[at + 7]));
        }
        double s = a[at];
        for (int h = 1; h < L; h++) {
            s += a[at + h];
        }
        return s;
    }
}
