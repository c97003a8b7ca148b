package org.em4j.factor.rotate;

import java.util.function.ToDoubleBiFunction;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A quarter of the sum of each squared loading times a sum of them (Clarkson and Jennrich 1988): {@code ¼ Σ l²(r Σ_row +
 * c mean_column + t mean of rows - l²)}. Varimax, quartimax, oblimin and the family of Crawford and Ferguson (1970) are
 * such, and differ by r, c and t alone.
 *
 * @param weights r, c and t
 */
public record Quartic(Weights weights) implements RotationCriterion {
    /** What the sums count for loadings of d columns on q factors. */
    @FunctionalInterface
    public interface Weights {
        /**
         * Three numbers: r of the sum of the row, c of the mean of the column, t of the mean of the sums of all rows.
         *
         * @param d number of columns
         * @param q number of factors
         */
        double[] of(int d, int q);
    }

    /**
     * Orthomax: the variance of the squared loadings within each factor is made large, or their fourth powers.
     *
     * @param gamma 1 for varimax (Kaiser 1958), 0 for quartimax (Carroll 1953, Neuhaus and Wrigley 1954)
     */
    public static Quartic orthomax(double gamma) {
        return new Quartic((d, q) -> new double[] {0, gamma, 0});
    }

    /**
     * Direct oblimin (Jennrich and Sampson 1966): products of the squared loadings of different factors, less gamma times
     * the product of their means.
     *
     * @param gamma 0 for quartimin, the usual one; more makes factors more oblique, and from 1 on there may be no minimum
     */
    public static Quartic oblimin(double gamma) {
        if (!(gamma < 1)) {
            throw new IllegalArgumentException(
                    "oblimin with gamma 1 or more may fall without end as factors become one; 0 is usual");
        }
        return new Quartic((d, q) -> new double[] {1, gamma, -gamma});
    }

    /**
     * Crawford and Ferguson: {@code 1 - kappa} of the complexity of the rows, and kappa of that of the factors. Where
     * factors do not correlate, 0 is quartimax, {@code 1/d} varimax.
     *
     * @param kappa from 0 to 1
     */
    public static Quartic crawfordFerguson(double kappa) {
        if (!(kappa >= 0 && kappa <= 1)) {
            throw new IllegalArgumentException("kappa of Crawford and Ferguson is a share: use 0 to 1");
        }
        return crawfordFerguson((d, q) -> kappa);
    }

    /** Equamax: Crawford and Ferguson's with kappa {@code q/2d}. */
    public static Quartic equamax() {
        return crawfordFerguson((d, q) -> q / (2.0 * d));
    }

    /** Parsimax: Crawford and Ferguson's with kappa {@code (q - 1)/(d + q - 2)}. */
    public static Quartic parsimax() {
        return crawfordFerguson((d, q) -> d + q > 2 ? (q - 1.0) / (d + q - 2) : 0);
    }

    private static Quartic crawfordFerguson(ToDoubleBiFunction<Integer, Integer> kappa) {
        return new Quartic((d, q) -> {
            double k = kappa.applyAsDouble(d, q);
            return new double[] {1 - k, k * d, 0};
        });
    }

    @Override
    public Slope at(RealMatrix loadings) {
        double[][] gradient = loadings.getData();
        int d = gradient.length;
        int q = gradient[0].length;
        double[] rows = new double[d];
        double[] means = new double[q];
        double all = 0;
        for (int j = 0; j < d; j++) {
            for (int a = 0; a < q; a++) {
                double square = gradient[j][a] * gradient[j][a];
                rows[j] += square;
                means[a] += square / d;
                all += square / d;
            }
        }
        double[] w = weights.of(d, q);
        double value = 0;
        for (int j = 0; j < d; j++) {
            for (int a = 0; a < q; a++) {
                double l = gradient[j][a];
                double sum = w[0] * rows[j] + w[1] * means[a] + w[2] * all - l * l;
                value += l * l * sum / 4;
                gradient[j][a] = l * sum;
            }
        }
        return new Slope(value, gradient);
    }
}
