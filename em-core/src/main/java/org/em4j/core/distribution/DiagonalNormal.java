package org.em4j.core.distribution;

import org.em4j.core.linalg.Entries;
import org.em4j.core.model.DegenerateException;

/** A normal distribution whose columns are independent. */
public final class DiagonalNormal implements MultivariateNormal {
    private static final long serialVersionUID = 1;

    private final double[] mean;
    private final double[] variances;

    private DiagonalNormal(double[] mean, double[] variances) {
        this.mean = mean;
        this.variances = variances;
    }

    /**
     * {@code N(mean, diag variances)}; copies both.
     *
     * @throws IllegalArgumentException if they are of different sizes, or the mean is not finite
     * @throws DegenerateException if a variance is not positive, naming the column
     */
    public static DiagonalNormal of(double[] mean, double[] variances) {
        if (variances.length != mean.length) {
            throw new IllegalArgumentException(
                    mean.length + " means go with as many variances, not " + variances.length);
        }
        for (int j = 0; j < variances.length; j++) {
            if (!(variances[j] > 0) || Double.isInfinite(variances[j])) {
                throw new DegenerateException(Degeneracies.constant(j));
            }
        }
        return new DiagonalNormal(Entries.vector("the mean", mean, mean.length), variances.clone());
    }

    @Override
    public double[] mean() {
        return mean.clone();
    }

    /** A copy of the variances {@code (d)}. */
    public double[] variances() {
        return variances.clone();
    }

    @Override
    public double[][] covariance() {
        double[][] c = new double[mean.length][mean.length];
        for (int j = 0; j < mean.length; j++) {
            c[j][j] = variances[j];
        }
        return c;
    }

    /** The mean itself, not to be written to. */
    double[] centre() {
        return mean;
    }

    /** Variance of column j. */
    double variance(int j) {
        return variances[j];
    }
}
