package org.em4j.factor;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Moments;

/**
 * A start for factor analysis: uniquenesses from each column's regression on all others, {@code (1 - q / 2d)} of what
 * that leaves, and the loadings of greatest likelihood given them, from the leading principal axes of the columns in
 * units of their noise (Joereskog 1967). Free of the units of the columns.
 */
public final class PrincipalAxes {
    /** Uniqueness, as a part of the variance, where the columns are collinear and regression leaves nothing. */
    private static final double COLLINEAR = 0.5;

    private PrincipalAxes() {}

    /**
     * Starting values with q factors.
     *
     * @throws DegenerateException if a column does not vary, or two are the same but for scale: then the likelihood has
     *     no maximum
     */
    public static FactorParameters start(Moments data, int q) {
        int d = data.columns();
        double[] covariance = data.covariance();
        double[] sd = new double[d];
        for (int j = 0; j < d; j++) {
            sd[j] = Math.sqrt(covariance[j * d + j]);
            if (!(sd[j] > 0)) {
                throw new DegenerateException(
                        Degeneracy.of("column " + (j + 1) + " does not vary", "leave that column out")
                                .column(j));
            }
        }
        RealMatrix correlation = new Array2DRowRealMatrix(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                correlation.setEntry(i, j, i == j ? 1 : covariance[i * d + j] / sd[i] / sd[j]);
            }
        }
        requireDistinct(correlation);
        return loadings(data.mean(), sd, correlation, uniquenesses(correlation, q), q);
    }

    /** Uniquenesses as parts of the variances. */
    private static double[] uniquenesses(RealMatrix correlation, int q) {
        int d = correlation.getRowDimension();
        double[] flat = new double[d * d];
        Arrays.setAll(flat, i -> correlation.getEntry(i / d, i % d));
        double[] psi = new double[d];
        try {
            double[] inflation = Cholesky.of(flat, d).inflation();
            Arrays.setAll(psi, j -> Math.max(1 - 0.5 * q / d, COLLINEAR) / inflation[j]);
        } catch (NotPositiveDefiniteException e) {
            Arrays.fill(psi, COLLINEAR);
        }
        return psi;
    }

    private static FactorParameters loadings(double[] mean, double[] sd, RealMatrix correlation, double[] psi, int q) {
        int d = sd.length;
        RealMatrix scaled = new Array2DRowRealMatrix(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                scaled.setEntry(i, j, correlation.getEntry(i, j) / Math.sqrt(psi[i]) / Math.sqrt(psi[j]));
            }
        }
        EigenDecomposition axes = new EigenDecomposition(scaled);
        double[] loadings = new double[d * q];
        double[] uniquenesses = new double[d];
        for (int j = 0; j < d; j++) {
            for (int a = 0; a < Math.min(q, d); a++) {
                double excess = Math.max(axes.getRealEigenvalue(a) - 1, 0); // in descending order
                loadings[j * q + a] =
                        sd[j] * Math.sqrt(psi[j] * excess) * axes.getV().getEntry(j, a);
            }
            uniquenesses[j] = sd[j] * sd[j] * psi[j];
        }
        return new FactorParameters(mean, loadings, uniquenesses);
    }

    /** One factor explains two equal columns entirely: their uniquenesses fall to zero, and the likelihood rises for ever. */
    private static void requireDistinct(RealMatrix correlation) {
        int d = correlation.getRowDimension();
        double one = 1 - 4 * d * Math.ulp(1.0);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(correlation.getEntry(i, j)) >= one) {
                    throw new DegenerateException(Degeneracy.of(
                                    "columns " + (j + 1) + " and " + (i + 1)
                                            + " are the same but for scale, and the likelihood has no maximum",
                                    "leave one of them out")
                            .column(i));
                }
            }
        }
    }
}
