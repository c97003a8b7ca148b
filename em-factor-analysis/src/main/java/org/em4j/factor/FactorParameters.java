package org.em4j.factor;

import java.io.Serializable;
import java.util.Arrays;
import org.em4j.core.equation.Equation;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;

/** Parameters of factor analysis: {@code x = mean + loadings z + noise}, noise variances the uniquenesses. */
public final class FactorParameters implements Serializable {
    private static final long serialVersionUID = 1;

    private final int q;
    private final double[] mean;
    private final double[] loadings; // flat (d x q)
    private final double[] uniquenesses;

    /** Takes over the arrays. */
    FactorParameters(double[] mean, double[] loadings, double[] uniquenesses) {
        for (int j = 0; j < mean.length; j++) {
            if (!(uniquenesses[j] > 0) || Double.isInfinite(uniquenesses[j])) {
                throw new DegenerateException(Degeneracy.of(
                                "the uniqueness of column " + (j + 1) + " is " + uniquenesses[j]
                                        + ": the factors and the other columns determine it",
                                "leave that column out, or use fewer factors")
                        .column(j));
            }
        }
        this.q = loadings.length / mean.length;
        this.mean = mean;
        this.loadings = loadings;
        this.uniquenesses = uniquenesses;
    }

    /**
     * Copies a mean {@code (d)}, loadings {@code (d x q)} and uniquenesses {@code (d)}.
     *
     * @throws DegenerateException if a uniqueness is not positive, naming the column
     * @throws IllegalArgumentException if the shapes do not agree
     */
    public static FactorParameters of(double[] mean, double[][] loadings, double[] uniquenesses) {
        int d = mean.length;
        if (loadings.length != d || uniquenesses.length != d) {
            throw new IllegalArgumentException("a mean of " + d + " columns goes with as many rows of loadings and"
                    + " uniquenesses, not " + loadings.length + " and " + uniquenesses.length);
        }
        int q = loadings[0].length;
        double[] flat = new double[d * q];
        for (int j = 0; j < d; j++) {
            if (loadings[j].length != q) {
                throw new IllegalArgumentException("row " + (j + 1) + " of the loadings has " + loadings[j].length
                        + " factors, the first has " + q);
            }
            System.arraycopy(loadings[j], 0, flat, j * q, q);
        }
        return new FactorParameters(mean.clone(), flat, uniquenesses.clone());
    }

    /** Number of columns, d. */
    public int columns() {
        return mean.length;
    }

    /** Number of factors, q. */
    public int factors() {
        return q;
    }

    /** A copy of the mean {@code (d)}. */
    public double[] mean() {
        return mean.clone();
    }

    /** A copy of the loadings {@code (d x q)}. */
    public double[][] loadings() {
        double[][] copy = new double[mean.length][];
        Arrays.setAll(copy, j -> Arrays.copyOfRange(loadings, j * q, (j + 1) * q));
        return copy;
    }

    /** A copy of the uniquenesses {@code (d)}. */
    public double[] uniquenesses() {
        return uniquenesses.clone();
    }

    /** The covariance of x, {@code loadings loadingsᵀ + diag uniquenesses}, {@code (d x d)}. */
    @Equation({"3695dn", "3695dp"})
    public double[][] covariance() {
        int d = mean.length;
        double[][] c = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                c[i][j] = common(i, j) + (i == j ? uniquenesses[i] : 0);
            }
        }
        return c;
    }

    /** The covariance that columns i and j owe to the factors, {@code (loadings loadingsᵀ)_ij}. */
    @Equation("3695dp")
    double common(int i, int j) {
        double c = 0;
        for (int a = 0; a < q; a++) {
            c += loading(i, a) * loading(j, a);
        }
        return c;
    }

    /** The mean itself, not to be written to. */
    double[] centre() {
        return mean;
    }

    double loading(int j, int a) {
        return loadings[j * q + a];
    }

    double uniqueness(int j) {
        return uniquenesses[j];
    }

    /** The loadings themselves, flat {@code (d x q)}, not to be written to. */
    double[] flatLoadings() {
        return loadings;
    }
}
