package org.em4j.core.linalg;

import java.util.Arrays;
import java.util.Random;

/** Random matrices to test with. */
final class Matrices {
    private Matrices() {}

    /** A covariance {@code (d x d)} in units that span six decades. */
    static double[][] covariance(int d, Random random) {
        return covariance(d, 3, random);
    }

    /** {@code B Bᵀ / d + 1/2 I}, well-conditioned, in units from 10^-decades to 10^decades; exactly symmetric. */
    static double[][] covariance(int d, int decades, Random random) {
        double[][] b = new double[d][d];
        double[] unit = new double[d];
        for (int i = 0; i < d; i++) {
            Arrays.setAll(b[i], j -> random.nextGaussian());
            unit[i] = Math.pow(10, random.nextInt(2 * decades + 1) - decades);
        }
        double[][] c = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double dot = i == j ? 0.5 * d : 0;
                for (int k = 0; k < d; k++) {
                    dot += b[i][k] * b[j][k];
                }
                c[i][j] = dot / d * (unit[i] * unit[j]);
            }
        }
        return c;
    }

    static double[] vector(int d, Random random) {
        double[] x = new double[d];
        Arrays.setAll(x, i -> random.nextGaussian());
        return x;
    }

    /** Rows one after another. */
    static double[] flat(double[][] a) {
        return Arrays.stream(a).flatMapToDouble(Arrays::stream).toArray();
    }

    /** The square root of each diagonal entry: the units in which errors are small. */
    static double[] scales(double[][] covariance) {
        double[] s = new double[covariance.length];
        Arrays.setAll(s, i -> Math.sqrt(covariance[i][i]));
        return s;
    }
}
