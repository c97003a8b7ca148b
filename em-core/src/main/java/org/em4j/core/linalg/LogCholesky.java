package org.em4j.core.linalg;

/**
 * Free coordinates of a covariance: its Cholesky factor by rows, each in a unit of its column, the diagonal in logs; d (d + 1) / 2
 * numbers.
 */
public final class LogCholesky {
    private LogCholesky() {}

    /** Writes the coordinates to {@code u[at ...]}. */
    public static void coordinates(Cholesky cholesky, double[] units, double[] u, int at) {
        int d = cholesky.order();
        int o = at;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++, o++) {
                double l = cholesky.factor()[i * d + j] / units[i];
                u[o] = i == j ? Math.log(l) : l;
            }
        }
    }

    /** The covariance, flat {@code (d x d)}, of the coordinates at {@code u[at ...]}. */
    public static double[] covariance(double[] u, int at, double[] units) {
        int d = units.length;
        double[] l = new double[d * d];
        int o = at;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++, o++) {
                l[i * d + j] = units[i] * (i == j ? Math.exp(u[o]) : u[o]);
            }
        }
        return Cholesky.product(l, d);
    }
}
