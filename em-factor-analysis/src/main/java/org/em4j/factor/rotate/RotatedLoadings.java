package org.em4j.factor.rotate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.fit.search.Restarts;

/**
 * Loadings after a rotation, with the factors in descending order of the sum of their squares, none of which sums to less
 * than zero; but for factors that the criterion tells apart, by a target or as the general one, which stay as it has them.
 *
 * @param rotation what was done
 * @param loadings {@code (d x q)}: {@code A U} of the loadings A before
 * @param transformation U {@code (q x q)}; the factors are {@code U⁻¹ z}
 * @param correlations of the factors {@code (q x q)}: {@code (UᵀU)⁻¹}, the identity after an orthogonal rotation
 * @param criterion value that was reached
 * @param minima number of different local minima that the starts led to
 */
public record RotatedLoadings(
        Rotation rotation,
        double[][] loadings,
        double[][] transformation,
        double[][] correlations,
        double criterion,
        int minima) {
    static RotatedLoadings of(Rotation rotation, RealMatrix a, RealMatrix u, double value, int minima) {
        RealMatrix rotated = a.multiply(u);
        RotationCriterion criterion = rotation.criterion();
        int q = u.getColumnDimension();
        Integer[] order = new Integer[q];
        Arrays.setAll(order, k -> k);
        Arrays.sort(
                order,
                Comparator.comparingDouble(k -> criterion.isNamed(k)
                        ? Double.NEGATIVE_INFINITY
                        : -rotated.getColumnVector(k).getNorm()));
        RealMatrix canonical = MatrixUtils.createRealMatrix(q, q);
        for (int k = 0; k < q; k++) {
            double sum = Arrays.stream(rotated.getColumn(order[k])).sum();
            boolean turned = sum < 0 && !criterion.isSigned(order[k]);
            canonical.setColumnVector(k, u.getColumnVector(order[k]).mapMultiply(turned ? -1 : 1));
        }
        return by(rotation, a, canonical, value, minima);
    }

    /** With the factors as they come. */
    static RotatedLoadings by(Rotation rotation, RealMatrix a, RealMatrix u, double criterion, int minima) {
        RealMatrix correlations = rotation.oblique()
                ? GradientProjection.inverse(u.transpose().multiply(u))
                : MatrixUtils.createRealIdentityMatrix(u.getColumnDimension());
        return new RotatedLoadings(
                rotation, a.multiply(u).getData(), u.getData(), correlations.getData(), criterion, minima);
    }

    /** Number of factors, q. */
    public int factors() {
        return transformation.length;
    }

    /** One sentence: criterion, its value, starts, local minima. */
    public String describe() {
        Restarts restarts = rotation.restarts();
        String sought = factors() == 1
                ? "one factor cannot be rotated"
                : String.format(
                        Locale.ROOT,
                        "criterion %.8f, the best of %d starts, which led to %d local %s",
                        criterion,
                        restarts.runs(),
                        minima,
                        minima == 1 ? "minimum" : "minima");
        return rotation + (rotation.weighting() == Rotation.Weighting.KAISER ? " (Kaiser)" : "") + ": " + sought;
    }
}
