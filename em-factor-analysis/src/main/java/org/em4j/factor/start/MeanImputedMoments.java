package org.em4j.factor.start;

import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;

/**
 * Moments of rows to start from: where values are missing, with the mean of their column in their place. That shrinks
 * covariances, which a start may be forgiven and an estimate may not.
 */
public final class MeanImputedMoments {
    private MeanImputedMoments() {}

    /**
     * The moments of rows, completed by column means.
     *
     * @throws InvalidDataException if a column has no value at all
     */
    public static Moments of(Rows rows) {
        if (rows.gaps() == 0) {
            return Moments.of(rows);
        }
        double[] mean = means(rows);
        Moments moments = new Moments(mean);
        for (int i = 0; i < rows.size(); i++) {
            double[] x = rows.get(i);
            for (int j = 0; j < x.length; j++) {
                x[j] = Double.isNaN(x[j]) ? mean[j] : x[j];
            }
            moments.add(x, rows.weight(i)); // of rows without any value that is zero
        }
        return moments;
    }

    private static double[] means(Rows rows) {
        double[] mean = new double[rows.columns()];
        for (int j = 0; j < mean.length; j++) {
            double weight = 0;
            for (int i = 0; i < rows.size(); i++) {
                if (!Double.isNaN(rows.get(i, j)) && rows.weight(i) > 0) {
                    weight += rows.weight(i);
                    mean[j] += (rows.get(i, j) - mean[j]) * (rows.weight(i) / weight);
                }
            }
            if (weight == 0) {
                throw new InvalidDataException("column " + (j + 1) + " has no value at all; leave it out");
            }
        }
        return mean;
    }
}
