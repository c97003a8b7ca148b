package org.em4j.factor;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** Whether d columns can tell q factors (Ledermann 1937). */
public final class Identification {
    private Identification() {}

    /** Distinct variances and covariances less free parameters, {@code ((d - q)² - d - q) / 2}: negative if the model is not identified. */
    public static int degreesOfFreedom(int d, int q) {
        return ((d - q) * (d - q) - d - q) / 2;
    }

    /** Loadings up to rotation, and uniquenesses: {@code dq + d - q(q-1)/2}. */
    public static int freeParameters(int d, int q) {
        return d * q + d - q * (q - 1) / 2;
    }

    /** The number of factors, no integer in general, at which no degrees of freedom are left: {@code (2d + 1 - sqrt(8d + 1)) / 2}. */
    public static double ledermannBound(int d) {
        return (2 * d + 1 - Math.sqrt(8.0 * d + 1)) / 2;
    }

    /** A sentence on it, with the numbers. */
    public static String describe(int d, int q) {
        int df = degreesOfFreedom(d, q);
        String bound = String.format(Locale.ROOT, "Ledermann's bound is %.2f factors", ledermannBound(d));
        String balance = freeParameters(d, q) + " parameters for " + d * (d + 1) / 2 + " variances and covariances";
        String factors = q == 1 ? "1 factor on " + d + " columns leaves " : q + " factors on " + d + " columns leave ";
        if (df < 0) {
            return "not identified: " + factors + df + " degrees of freedom, " + balance + "; " + bound;
        }
        return factors + df + " degrees of freedom (" + balance + "; " + bound + ")";
    }

    /** The coordinate with most of a share in a direction without curvature, or -1 if there is no such direction. */
    static int undetermined(double[][] hessian, int[] free, double flat) {
        if (free.length == 0) {
            return -1;
        }
        double[][] block = new double[free.length][free.length];
        for (int k = 0; k < free.length; k++) {
            int row = free[k];
            Arrays.setAll(block[k], l -> hessian[row][free[l]]);
        }
        EigenDecomposition axes = new EigenDecomposition(new Array2DRowRealMatrix(block, false));
        double[] curvatures = axes.getRealEigenvalues();
        int last = curvatures.length - 1;
        if (curvatures[last] > flat * curvatures[0]) {
            return -1;
        }
        double[] direction = axes.getEigenvector(last).toArray();
        int most = 0;
        for (int k = 1; k < direction.length; k++) {
            most = Math.abs(direction[k]) > Math.abs(direction[most]) ? k : most;
        }
        return free[most];
    }
}
