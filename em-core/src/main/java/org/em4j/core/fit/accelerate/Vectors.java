package org.em4j.core.fit.accelerate;

import java.util.Arrays;

/** Sums of vectors, none of which is written to. */
final class Vectors {
    private Vectors() {}

    static double[] plus(double[] a, double scale, double[] b) {
        double[] c = new double[a.length];
        Arrays.setAll(c, i -> a[i] + scale * b[i]);
        return c;
    }

    static double[] minus(double[] a, double[] b) {
        return plus(a, -1, b);
    }

    /** Element by element. */
    static double[] times(double[] a, double[] b) {
        double[] c = new double[a.length];
        Arrays.setAll(c, i -> a[i] * b[i]);
        return c;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
