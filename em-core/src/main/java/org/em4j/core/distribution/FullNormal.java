package org.em4j.core.distribution;

import java.util.Arrays;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.Entries;
import org.em4j.core.model.DegenerateException;

/** A multivariate normal distribution with any positive definite covariance; factorised when it is made. */
public final class FullNormal implements MultivariateNormal {
    private static final long serialVersionUID = 1;

    private final double[] mean;
    private final double[] covariance;
    private final Cholesky cholesky;

    private FullNormal(double[] mean, FullNormal shape) {
        this.mean = mean;
        this.covariance = shape.covariance;
        this.cholesky = shape.cholesky;
    }

    /** Takes over the arrays: a mean {@code (d)}, a symmetric covariance, flat {@code (d x d)}. */
    public FullNormal(double[] mean, double[] covariance) {
        this.mean = mean;
        this.covariance = covariance;
        this.cholesky = CovarianceStorage.cholesky(covariance, mean.length);
    }

    /**
     * {@code N(mean, covariance)}; copies both.
     *
     * @throws IllegalArgumentException if they are of different sizes or not finite, or the covariance is not symmetric
     * @throws DegenerateException if the covariance is singular, naming the column
     */
    public static FullNormal of(double[] mean, double[][] covariance) {
        int d = mean.length;
        return new FullNormal(Entries.vector("the mean", mean, d), Entries.symmetric("the covariance", covariance, d));
    }

    @Override
    public double[] mean() {
        return mean.clone();
    }

    @Override
    public double[][] covariance() {
        int d = mean.length;
        double[][] c = new double[d][];
        Arrays.setAll(c, i -> Arrays.copyOfRange(covariance, i * d, (i + 1) * d));
        return c;
    }

    /** A normal distribution with this covariance, factorised already, about another mean, which is taken over. */
    public FullNormal at(double[] other) {
        return new FullNormal(other, this);
    }

    /** The mean itself, not to be written to. */
    double[] centre() {
        return mean;
    }

    /** The covariance itself, flat {@code (d x d)}, not to be written to. */
    public double[] flatCovariance() {
        return covariance;
    }

    /** The factor of the covariance. */
    public Cholesky cholesky() {
        return cholesky;
    }
}
