package org.em4j.factor.structural.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.em4j.core.expectation.RowPosterior;
import org.em4j.core.linalg.Cholesky;

/**
 * The posterior of one row: of the latent variables, and of what is missing of it.
 *
 * @param group zero-based
 * @param mean of the columns and the latent variables, what is seen as it is
 * @param open zero-based variables that are not seen, m of them, ascending
 * @param covariance of those, flat {@code (m x m)}
 * @param logEvidence of what is seen, in nats
 * @param entropy in nats
 */
public record Completion(int group, double[] mean, int[] open, double[] covariance, double logEvidence, double entropy)
        implements RowPosterior {
    private static final long serialVersionUID = 1;

    @Override
    public double expected(int j) {
        return mean[j];
    }

    /** The row {@code (d)}, what is missing of it drawn. */
    double[] draw(double[] x, RandomGenerator random) {
        double[] drawn = x.clone();
        double[] white = new double[open.length];
        Arrays.setAll(white, i -> random.nextGaussian());
        double[] noise =
                open.length == 0 ? white : Cholesky.of(covariance, open.length).colour(white);
        for (int i = 0; i < open.length; i++) {
            if (open[i] < x.length && Double.isNaN(x[open[i]])) {
                drawn[open[i]] = mean[open[i]] + noise[i];
            }
        }
        return drawn;
    }

    @Override
    public String toString() {
        return "Completion " + Arrays.toString(mean);
    }
}
