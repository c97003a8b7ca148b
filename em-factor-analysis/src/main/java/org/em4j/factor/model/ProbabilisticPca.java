package org.em4j.factor.model;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Spectrum;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorParameters;

/**
 * Probabilistic principal component analysis (Tipping and Bishop 1999): a linear factor model with one uniqueness for
 * all columns, the noise variance. With {@code q = d - 1} it is the unrestricted normal distribution.
 *
 * @param d number of columns
 * @param q number of factors, fewer than columns
 */
public record ProbabilisticPca(int d, int q) implements LinearFactorModel {
    /** At least one factor, and a direction left for the noise. */
    public ProbabilisticPca {
        if (q < 1 || q >= d) {
            throw new IllegalArgumentException(
                    "probabilistic PCA has at least one factor and fewer than columns, not " + q + " of " + d);
        }
    }

    /** Parameters with a noise variance in place of uniquenesses; mean {@code (d)}, loadings {@code (d x q)}. */
    public static FactorParameters parameters(double[] mean, double[][] loadings, double noiseVariance) {
        double[] uniquenesses = new double[mean.length];
        Arrays.fill(uniquenesses, noiseVariance);
        return FactorParameters.of(mean, loadings, uniquenesses);
    }

    /** The noise variance of such parameters. */
    public static double noiseVariance(FactorParameters theta) {
        return theta.uniqueness(0);
    }

    /**
     * The maximum of the likelihood in closed form: leading eigenvectors of the covariance, each scaled by the root of
     * what its eigenvalue exceeds the noise by, which is the mean of the other eigenvalues. Each column sums to no less
     * than zero.
     *
     * @throws DegenerateException if nothing is left for the noise
     */
    public FactorParameters solve(Moments data) {
        double[] flat = data.covariance();
        double[][] covariance = new double[d][];
        Arrays.setAll(covariance, j -> Arrays.copyOfRange(flat, j * d, (j + 1) * d));
        Spectrum axes = Spectrum.of(new Array2DRowRealMatrix(covariance, false));
        double[] eigenvalues = axes.values(); // in descending order
        double left = 0;
        for (int a = d - 1; a >= q; a--) {
            left += Math.max(eigenvalues[a], 0);
        }
        double noise = beyondRounding(left / (d - q), eigenvalues[0]);
        double[] loadings = new double[d * q];
        for (int a = 0; a < q; a++) {
            double[] axis = axes.axis(a);
            double length = Math.sqrt(Math.max(eigenvalues[a] - noise, 0))
                    * (Arrays.stream(axis).sum() < 0 ? -1 : 1);
            for (int j = 0; j < d; j++) {
                loadings[j * q + a] = length * axis[j];
            }
        }
        return new FactorParameters(data.mean(), loadings, same(noise));
    }

    /** The closed form. */
    @Override
    public FactorParameters start(Moments data) {
        return solve(data);
    }

    /** One for all columns. */
    @Override
    public int noises() {
        return 1;
    }

    /** The average over the columns. */
    @Override
    public double[] noise(double[] residuals, double weight) {
        return same(beyondRounding(Arrays.stream(residuals).average().orElseThrow(), 0));
    }

    /** A variance that is not zero, nor what the rounding of d eigenvalues no larger than the largest makes of zero. */
    private double beyondRounding(double noise, double largest) {
        if (!(noise > d * Math.ulp(largest))) {
            throw new DegenerateException(
                    Degeneracy.of("the factors explain the rows entirely, and leave no noise", "use fewer factors"));
        }
        return noise;
    }

    private double[] same(double noise) {
        double[] uniquenesses = new double[d];
        Arrays.fill(uniquenesses, noise);
        return uniquenesses;
    }

    @Override
    public String toString() {
        return "Probabilistic PCA";
    }
}
