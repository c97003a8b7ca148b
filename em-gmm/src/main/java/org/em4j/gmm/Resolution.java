package org.em4j.gmm;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.em4j.core.Interruption;
import org.em4j.core.data.Rows;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;

/**
 * How finely the columns of rows were recorded. Rounding to a spacing h adds {@code h²/12} to a variance (Sheppard 1898), so a
 * component that has no covariance left when that is taken off is narrower than the values can tell: it sits on a line or a
 * plane of their lattice, and its likelihood is of the lattice alone.
 *
 * @param spacing {@code (d)} least difference between values of a column; 0 where no two rows that differ have a value in
 *     common, and nothing says that it was rounded
 */
public record Resolution(double[] spacing) {
    /** Of rows of positive weight; a row and its copies are one. */
    public static Resolution of(Rows rows) {
        double[] spacing = new double[rows.columns()];
        Arrays.setAll(spacing, j -> {
            Interruption.check();
            return spacing(rows, j);
        });
        return new Resolution(spacing);
    }

    private static double spacing(Rows rows, int j) {
        double[] sorted = values(rows, j);
        Arrays.sort(sorted);
        double least = Double.POSITIVE_INFINITY;
        boolean tied = false;
        for (int at = 1; at < sorted.length; at++) {
            double gap = sorted[at] - sorted[at - 1];
            tied |= gap == 0;
            // two results of one computation may differ by its rounding, which is no spacing
            least = gap > 16 * Math.ulp(sorted[at]) ? Math.min(least, gap) : least;
        }
        return tied && Double.isFinite(least) && isShared(rows, j, sorted) ? least : 0;
    }

    private static double[] values(Rows rows, int j) {
        double[] values = new double[rows.size()];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (counts(rows, i, j)) {
                values[count++] = value(rows, i, j);
            }
        }
        return Arrays.copyOf(values, count);
    }

    private static boolean counts(Rows rows, int i, int j) {
        return rows.weight(i) > 0 && !Double.isNaN(rows.get(i, j));
    }

    private static double value(Rows rows, int i, int j) {
        return rows.get(i, j) + 0.0; // the zeros of both signs are one
    }

    /** Whether rows that differ have a value in common, of all the values in order. */
    private static boolean isShared(Rows rows, int j, double[] sorted) {
        int[] first = new int[sorted.length]; // rows of a value, from 1, by a place of it
        for (int i = 0; i < rows.size(); i++) {
            if (counts(rows, i, j)) {
                int at = Arrays.binarySearch(sorted, value(rows, i, j));
                first[at] = first[at] == 0 ? i + 1 : first[at];
                if (first[at] <= i && !Arrays.equals(rows.get(i), rows.get(first[at] - 1))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The first component of a mixture, zero-based, that is narrower than this in some direction. */
    public OptionalInt narrower(GaussianMixture<?, ?> mixture) {
        double[][][] covariances = mixture.covariances();
        return IntStream.range(0, covariances.length)
                .filter(k -> isNarrower(covariances[k]))
                .findFirst();
    }

    private boolean isNarrower(double[][] covariance) {
        int d = spacing.length;
        double[] left = new double[d * d];
        for (int i = 0; i < d; i++) {
            System.arraycopy(covariance[i], 0, left, i * d, d);
            left[i * d + i] -= spacing[i] * spacing[i] / 12;
        }
        try {
            Cholesky.of(left, d);
            return false;
        } catch (NotPositiveDefiniteException e) {
            return true;
        }
    }
}
