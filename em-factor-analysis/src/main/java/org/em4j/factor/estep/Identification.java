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
        return Spectrum.of(scaled(hessian, free)).values()[free.length - 1] > FLAT;
    }

    /**
     * Columns whose uniquenesses the expected information leaves undetermined, those that can move most first; empty if
     * it determines all.
     */
    public static List<Integer> undetermined(double[][] residual, int[] free) {
        double[][] information = new double[residual.length][residual.length];
        for (int k : free) {
            for (int l : free) {
                information[k][l] = residual[k][l] * residual[k][l];
            }
        }
        return flattest(information, free);
    }

    /**
     * Columns whose uniquenesses are left undetermined by factor analyses that share theirs, or their loadings, most first:
     * by the sum of what each tells, the loadings maximised out, which depends on its implied covariance and not on how
     * loadings are turned.
     *
     * @param components on the scale of the columns
     * @param weights of each
     * @param free the columns whose uniquenesses are free to move
     */
    public static List<Integer> undetermined(List<FactorParameters> components, double[] weights, int[] free) {
        int d = components.get(0).columns();
        double[][] information = new double[d][d];
        boolean told = false;
        for (int k = 0; k < weights.length; k++) {
            FactorParameters theta = components.get(k);
            Left left = Left.of(theta);
            if (left.explaining < theta.factors()) {
                continue; // one factor is to spare, and may take noise of any
            }
            told = true;
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    double shared = left.projection[i][j];
                    information[i][j] += weights[k] * shared * shared / (theta.uniqueness(i) * theta.uniqueness(j));
                }
            }
        }
        return told ? flattest(information, free) : IntStream.of(free).boxed().toList();
    }

    /** In how many directions loadings can move and leave the implied covariance as it is: they turn, or one factor has none. */
    public static int turns(FactorParameters theta) {
        int used = Left.of(theta).explaining;
        return used * (used - 1) / 2 + (theta.factors() - used) * theta.columns();
    }

    /**
     * What factors leave of the columns, each over the root of its uniqueness.
     *
     * @param projection on it {@code (d x d)}
     * @param explaining number of factors that explain something
     */
    private record Left(double[][] projection, int explaining) {
        static Left of(FactorParameters theta) {
            int d = theta.columns();
            double[][] projection = new double[d][d];
            for (int j = 0; j < d; j++) {
                projection[j][j] = 1;
            }
            int explaining = 0;
            for (int a = 0; a < theta.factors(); a++) {
                double[] axis = new double[d];
                for (int j = 0; j < d; j++) {
                    axis[j] = theta.loading(j, a) / Math.sqrt(theta.uniqueness(j));
                }
                double[] rest = product(projection, product(projection, axis)); // the second time of what rounding left
                double squared = Arrays.stream(rest).map(r -> r * r).sum();
                if (squared > FLAT) {
                    explaining++;
                    for (int i = 0; i < d; i++) {
                        for (int j = 0; j < d; j++) {
                            projection[i][j] -= rest[i] * rest[j] / squared;
                        }
                    }
                }
            }
            return new Left(projection, explaining);
        }

        private static double[] product(double[][] matrix, double[] v) {
            return Arrays.stream(matrix)
                    .mapToDouble(row -> IntStream.range(0, v.length)
                            .mapToDouble(j -> row[j] * v[j])
                            .sum())
                    .toArray();
        }
    }

    /** Rows and columns of those that are free, with ones on the diagonal. */
    private static Array2DRowRealMatrix scaled(double[][] matrix, int[] free) {
        int m = free.length;
        double[][] scaled = new double[m][m];
        for (int k = 0; k < m; k++) {
            for (int l = 0; l < m; l++) {
                double unit = Math.sqrt(matrix[free[k]][free[k]] * matrix[free[l]][free[l]]);
                scaled[k][l] = unit > 0 ? matrix[free[k]][free[l]] / unit : 0;
            }
        }
        return new Array2DRowRealMatrix(scaled, false);
    }

    /** Columns that move along the flattest direction; none where it is not flat. */
    private static List<Integer> flattest(double[][] information, int[] free) {
        int m = free.length;
        if (m == 0) {
            return List.of();
        }
        Spectrum axes = Spectrum.of(scaled(information, free));
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
        Spectrum axes = Spectrum.of(scaled(information, free));
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
