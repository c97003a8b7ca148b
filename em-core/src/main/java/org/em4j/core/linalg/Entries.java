package org.em4j.core.linalg;

/**
 * Copies of the numbers that parameters are made of, checked: of the shape expected, finite, symmetric. What is wrong is an
 * {@link IllegalArgumentException} that says where.
 */
public final class Entries {
    /** Of the standard deviations that an entry lies between: what two printed halves of a symmetric matrix may differ by. */
    private static final double SYMMETRIC = 1e-8;

    private Entries() {}

    /** A vector {@code (size)}; {@code what} names it in messages. */
    public static double[] vector(String what, double[] v, int size) {
        if (v.length != size) {
            throw new IllegalArgumentException(what + " has " + v.length + " numbers where " + size + " are needed");
        }
        for (int j = 0; j < size; j++) {
            if (!Double.isFinite(v[j])) {
                throw new IllegalArgumentException(what + " holds " + v[j] + " at place " + (j + 1));
            }
        }
        return v.clone();
    }

    /** A matrix, flat {@code (rows x columns)}. */
    public static double[] matrix(String what, double[][] m, int rows, int columns) {
        if (m.length != rows) {
            throw new IllegalArgumentException(what + " has " + m.length + " rows where " + rows + " are needed");
        }
        double[] flat = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(vector("row " + (i + 1) + " of " + what, m[i], columns), 0, flat, i * columns, columns);
        }
        return flat;
    }

    /** A symmetric matrix, flat {@code (d x d)}: its lower triangle, which the upper must agree with. */
    public static double[] symmetric(String what, double[][] m, int d) {
        double[] flat = matrix(what, m, d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                double lower = flat[i * d + j];
                double scale = Math.sqrt(Math.abs(flat[i * (d + 1)])) * Math.sqrt(Math.abs(flat[j * (d + 1)]));
                if (Math.abs(lower - flat[j * d + i]) > SYMMETRIC * scale) {
                    throw new IllegalArgumentException(what + " is not symmetric: " + lower + " in row " + (i + 1)
                            + ", column " + (j + 1) + ", but " + flat[j * d + i] + " in row " + (j + 1) + ", column "
                            + (i + 1));
                }
                flat[j * d + i] = lower;
            }
        }
        return flat;
    }
}
