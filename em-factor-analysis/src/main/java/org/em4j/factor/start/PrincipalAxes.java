package org.em4j.factor.start;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorParameters;

/**
 * A start for factor analysis: uniquenesses from each column's regression on all others, {@code (1 - q / 2d)} of what
 * that leaves, and the loadings of greatest likelihood given them, from the leading principal axes of the columns in
 * units of their noise (Joereskog 1967). Free of the units of the columns.
 *
 * <p>Beyond {@link #WIDE} columns uniquenesses are half the variances, and the axes roughly those.
 */
public final class PrincipalAxes {
    /**
     * More columns than this are not decomposed: estimation is ECME from one start, without other starts, a test of
     * identification or a verdict on uniquenesses that fall to zero.
     */
    public static final int WIDE = 200;

    /** Uniqueness, as a part of the variance, where the columns are collinear and regression leaves nothing. */
    private static final double COLLINEAR = 0.5;

    private PrincipalAxes() {}

    /**
     * Starting values with q factors.
     *
     * @throws DegenerateException if columns do not vary, or a few are collinear: then the likelihood has no maximum
     */
    public static FactorParameters start(Moments data, int q) {
        return start(Correlations.of(data), q);
    }

    public static FactorParameters start(Correlations correlations, int q) {
        if (correlations.columns() > WIDE) {
            return roughly(correlations, q);
        }
        correlations.requireDistinct(q);
        return start(correlations, q, uniquenesses(correlations, q));
    }

    /** Starting values with given uniquenesses, as parts of the variances {@code (d)}. */
    public static FactorParameters start(Correlations correlations, int q, double[] uniquenesses) {
        double[] u = Arrays.stream(uniquenesses).map(Math::log).toArray();
        ProfileLikelihood.Point at = new ProfileLikelihood(correlations.root(), q, 0).at(u);
        return correlations.inUnits(at.loadings(q), uniquenesses);
    }

    /** Uniquenesses as parts of the variances. */
    private static double[] uniquenesses(Correlations correlations, int q) {
        double part = correlations.isSingular() ? COLLINEAR : Math.max(1 - 0.5 * q / correlations.columns(), COLLINEAR);
        return Arrays.stream(correlations.left()).map(left -> part * left).toArray();
    }

    private static FactorParameters roughly(Correlations correlations, int q) {
        int d = correlations.columns();
        double[] flat = correlations.flat();
        UnaryOperator<double[]> matrix = rows -> {
            double[] images = new double[rows.length];
            Kernels.of(d, 2.0 * rows.length * d).transform(rows, q, d, flat, d, d, images);
            Arrays.setAll(images, i -> images[i] / COLLINEAR);
            return images;
        };
        LeadingAxes axes = LeadingAxes.roughly(d, q, matrix);
        double[][] loadings = new double[d][q];
        for (int a = 0; a < q; a++) {
            double length = Math.sqrt(COLLINEAR * Math.max(axes.values()[a] - 1, 0));
            for (int j = 0; j < d; j++) {
                loadings[j][a] = length * axes.axes()[a * d + j];
            }
        }
        double[] uniquenesses = new double[d];
        Arrays.fill(uniquenesses, COLLINEAR);
        return correlations.inUnits(loadings, uniquenesses);
    }
}
