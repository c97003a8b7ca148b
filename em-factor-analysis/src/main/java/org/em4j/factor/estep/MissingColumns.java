package org.em4j.factor.estep;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What the missing columns of a row are expected to be, given the others.
 *
 * @param columns that are missing, m of them, ascending
 * @param centre mean of all columns {@code (d)}, not to be written to
 * @param deviations {@code (m)} expected of the missing columns, from their means
 */
public record MissingColumns(int[] columns, double[] centre, double[] deviations) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Nothing is missing. */
    static final MissingColumns NONE = new MissingColumns(new int[0], new double[0], new double[0]);

    /** What column j, one of the missing, is expected to be. */
    double expected(int j) {
        return centre[j] + deviations[Arrays.binarySearch(columns, j)];
    }

    /** The deviations {@code (d)} of a row from an origin, what is missing as it is expected to be. */
    public double[] fill(double[] x, double[] origin) {
        double[] r = new double[x.length];
        for (int j = 0; j < r.length; j++) {
            r[j] = x[j] - origin[j];
        }
        for (int i = 0; i < columns.length; i++) {
            int j = columns[i];
            r[j] = deviations[i] + (centre[j] - origin[j]);
        }
        return r;
    }
}
