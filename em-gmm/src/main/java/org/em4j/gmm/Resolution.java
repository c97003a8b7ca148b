package org.em4j.gmm;

import java.util.Arrays;
import java.util.Comparator;
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
        int[] order = IntStream.range(0, rows.size())
                .filter(i -> rows.weight(i) > 0 && !Double.isNaN(rows.get(i, j)))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> rows.get(i, j)))
                .mapToInt(Integer::intValue)
                .toArray();
        double least = Double.POSITIVE_INFINITY;
        boolean shared = false;
        for (int at = 1; at < order.length; at++) {
            double value = rows.get(order[at], j);
            double gap = value - rows.get(order[at - 1], j);
            shared |= gap == 0 && !Arrays.equals(rows.get(order[at]), rows.get(order[at - 1]));
            // two results of one computation may differ by its rounding, which is no spacing
            least = gap > 16 * Math.ulp(value) ? Math.min(least, gap) : least;
        }
        return shared && Double.isFinite(least) ? least : 0;
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
