package org.em4j.factor.estep;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.em4j.core.linalg.Spectrum;

/** Whether d columns can tell q factors (Ledermann 1937). */
public final class Identification {
    /**
     * The part of the information about a uniqueness that is left to it alone is zero below this, the root of the rounding
     * unit: a likelihood known to that unit does not tell where along such a direction it is highest.
     */
    private static final double FLAT = Math.sqrt(Math.ulp(1.0));

    /** Columns with a smaller part in a direction than this, of that of the first, are not named. */
    private static final double SHARE = 0.1;

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

    /**
     * Columns whose uniquenesses can move together and leave the implied covariance as it is, most first; none where the
     * information about them has full rank.
     *
     * <p>With the loadings maximised out that information is the elementwise square of what the factors leave of the
     * columns. Scaled to ones on the diagonal it has no unit, and goes on to uniquenesses that vanish.
     *
     * <p>Where as many parameters as covariances fit none of them exactly, the best place is a fold of what the model can be:
     * the information vanishes there along a direction in which the likelihood falls all the same, as its second derivatives say.
     *
     * @param residual the projection on what is left {@code (d x d)}
     * @param hessian second derivatives of minus the likelihood by the log uniquenesses {@code (d x d)}
     * @param free the columns whose uniquenesses are free to move
     */
    public static List<Integer> undetermined(double[][] residual, double[][] hessian, int[] free) {
        List<Integer> undetermined = undetermined(residual, free);
        return undetermined.isEmpty() || isCurved(hessian, free) ? List.of() : undetermined;
    }

    private static boolean isCurved(double[][] hessian, int[] free) {
        int m = free.length;
        double[][] scaled = new double[m][m];
        for (int k = 0; k < m; k++) {
            for (int l = 0; l < m; l++) {
                double unit = Math.sqrt(hessian[free[k]][free[k]] * hessian[free[l]][free[l]]);
                scaled[k][l] = hessian[free[k]][free[l]] / unit;
            }
        }
        boolean proper = Arrays.stream(scaled).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
        return proper && Spectrum.of(new Array2DRowRealMatrix(scaled, false)).values()[m - 1] > FLAT;
    }

    /**
     * Columns whose uniquenesses the expected information leaves undetermined, those that can move most first; empty if
     * it determines all.
     */
    public static List<Integer> undetermined(double[][] residual, int[] free) {
        int m = free.length;
        double[][] information = new double[m][m];
        for (int k = 0; k < m; k++) {
            for (int l = 0; l < m; l++) {
                double shared = residual[free[k]][free[l]];
                information[k][l] = shared * shared / (residual[free[k]][free[k]] * residual[free[l]][free[l]]);
            }
        }
        Spectrum axes = Spectrum.of(new Array2DRowRealMatrix(information, false));
        if (axes.values()[m - 1] > FLAT) {
            return List.of();
        }
        double[] direction = axes.axis(m - 1);
        double most = Arrays.stream(direction).map(Math::abs).max().orElse(0);
        return IntStream.range(0, m)
                .boxed()
                .filter(k -> Math.abs(direction[k]) > SHARE * most)
                .sorted(Comparator.comparingDouble(k -> -Math.abs(direction[k])))
                .map(k -> free[k])
                .toList();
    }

    /**
     * Columns whose uniquenesses are left undetermined by the information about loadings, by rows, and uniquenesses
     * {@code (dq + d)} by dq + d, whatever rows it is of. Directions that turn the factors are not counted.
     *
     * @param held columns whose uniquenesses are not free to move
     */
    public static List<Integer> undetermined(double[][] information, int q, List<Integer> held) {
        int d = information.length / (q + 1);
        return undetermined(information, d * q, q * (q - 1) / 2, held);
    }

    /**
     * Numbers of the uniquenesses that are left undetermined, in factor analyses that may share loadings or
     * uniquenesses.
     *
     * @param information about loadings, then uniquenesses
     * @param loadings how many
     * @param turns directions that turn factors
     * @param held numbers of uniquenesses that are not free to move
     */
    public static List<Integer> undetermined(double[][] information, int loadings, int turns, List<Integer> held) {
        int[] free = IntStream.range(0, information.length)
                .filter(i -> i < loadings || !held.contains(i - loadings))
                .toArray();
        int m = free.length;
        double[][] scaled = new double[m][m];
        for (int k = 0; k < m; k++) {
            for (int l = 0; l <= k; l++) {
                double unit = Math.sqrt(information[free[k]][free[k]] * information[free[l]][free[l]]);
                scaled[k][l] = unit > 0 ? information[free[k]][free[l]] / unit : 0;
                scaled[l][k] = scaled[k][l];
            }
        }
        Spectrum axes = Spectrum.of(new Array2DRowRealMatrix(scaled, false));
        int nothing = (int) Arrays.stream(axes.values()).filter(v -> v < FLAT).count();
        if (nothing <= turns) {
            return List.of();
        }
        double[] shares =
                new double[information.length - loadings]; // of each uniqueness, or of the loadings where none has one
        for (int a = m - nothing; a < m; a++) {
            for (int k = loadings; k < m; k++) {
                double share = axes.axes().getEntry(k, a);
                shares[free[k] - loadings] += share * share;
            }
        }
        double most = Arrays.stream(shares).max().orElse(0);
        return IntStream.range(0, shares.length)
                .boxed()
                .filter(j -> most < FLAT || shares[j] > SHARE * SHARE * most)
                .sorted(Comparator.comparingDouble(j -> -shares[j]))
                .toList();
    }
}
