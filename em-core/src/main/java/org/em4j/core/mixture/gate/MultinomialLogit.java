package org.em4j.core.mixture.gate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.Newton;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.Bag;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;

/**
 * Weights by logistic regression on covariates: {@code log p(z = k | x) / p(z = 1 | x) = b_k' covariates(x)}, as in mixtures of
 * experts and latent class regression with concomitant variables (Dayton and Macready 1988). Parameters are the coefficients
 * {@code ((K - 1) x p)}, row by row, of the second outcome and those after it; the M-step is Newton's method.
 *
 * <p>Where covariates tell outcomes apart without error the coefficients have no maximum; they stop where the weights are 0 and 1
 * to rounding.
 *
 * @param outcomes number of components, K
 * @param width number of covariates, p
 * @param covariates of an observation {@code (p)}; a constant among them is the intercept
 */
public record MultinomialLogit<X>(int outcomes, int width, Covariates<X> covariates) implements Gate<X, double[], Bag> {
    /** What is added to the curvature, in parts of it, so that saturated weights leave it positive definite. */
    private static final double RIDGE = 1e-12;

    /** A covariate of which less is left by the others, as a part of its square, is collinear with them. */
    private static final double RANK = 1e-12;

    /** What the weights depend on. */
    @FunctionalInterface
    public interface Covariates<X> extends Serializable {
        /** The covariates of an observation {@code (p)}. */
        double[] of(X x);
    }

    /** At least two outcomes and a covariate. */
    public MultinomialLogit {
        if (outcomes < 2 || width < 1) {
            throw new IllegalArgumentException(
                    "a multinomial logit has two outcomes and a covariate at least, not " + outcomes + " and " + width);
        }
    }

    /** The coefficients of weights that are all the same. */
    public double[] equal() {
        return new double[(outcomes - 1) * width];
    }

    @Override
    public Function<X, double[]> logWeights(double[] b) {
        return x -> logs(b, covariates.of(x));
    }

    private double[] logs(double[] b, double[] v) {
        double[] logs = new double[outcomes];
        for (int k = 1; k < outcomes; k++) {
            for (int j = 0; j < width; j++) {
                logs[k] += b[(k - 1) * width + j] * v[j];
            }
        }
        Simplex.normalize(logs);
        return logs;
    }

    /** Rows of covariates and shares. */
    @Override
    public Bag zero(double[] b) {
        return new Bag(width + outcomes);
    }

    @Override
    public void accumulate(X x, double[] shares, double weight, Bag into) {
        double[] row = new double[width + outcomes];
        System.arraycopy(covariates.of(x), 0, row, 0, width);
        System.arraycopy(shares, 0, row, width, outcomes);
        into.add(weight, row);
    }

    @Override
    public double expectedLogWeights(double[] b, Bag seen) {
        return seen.sum(row -> {
            double[] logs = logs(b, row);
            double sum = 0;
            for (int k = 0; k < outcomes; k++) {
                sum += row[width + k] == 0 ? 0 : row[width + k] * logs[k];
            }
            return sum;
        });
    }

    /** @throws DegenerateException if covariates are collinear: many coefficients would do as well */
    @Override
    public double[] maximize(Bag seen, double[] current) {
        requireRank(seen);
        return Newton.climb(current, seen.sum(row -> 1), b -> expectedLogWeights(b, seen), b -> slope(b, seen));
    }

    private Newton.Slope slope(double[] b, Bag seen) {
        int n = b.length;
        double[] slope = new double[n];
        double[] curvature = new double[n * n];
        for (int i = 0; i < seen.size(); i++) {
            double[] row = seen.row(i);
            double[] p = logs(b, row);
            double total = 0;
            for (int k = 0; k < outcomes; k++) {
                p[k] = Math.exp(p[k]);
                total += row[width + k];
            }
            for (int a = 0; a < n; a++) {
                int k = 1 + a / width;
                double w = seen.weight(i) * row[a % width];
                slope[a] += w * (row[width + k] - total * p[k]);
                for (int c = 0; c <= a; c++) {
                    int l = 1 + c / width;
                    curvature[a * n + c] += w * total * row[c % width] * ((k == l ? p[k] : 0) - p[k] * p[l]);
                }
            }
        }
        for (int a = 0; a < n; a++) {
            curvature[a * n + a] *= 1 + RIDGE;
        }
        return new Newton.Slope(slope, curvature);
    }

    /** Collinearity is a matter of the covariates alone, scaled to the same size. */
    private void requireRank(Bag seen) {
        double[] gram = new double[width * width];
        for (int i = 0; i < seen.size(); i++) {
            double[] row = seen.row(i);
            for (int a = 0; a < gram.length; a++) {
                gram[a] += seen.weight(i) * row[a / width] * row[a % width];
            }
        }
        double[] scales = new double[width];
        Arrays.setAll(scales, j -> Math.sqrt(gram[j * width + j]));
        Arrays.setAll(gram, a -> gram[a] / (scales[a / width] * scales[a % width]) - (a % (width + 1) == 0 ? RANK : 0));
        try {
            Cholesky.of(gram, width);
        } catch (NotPositiveDefiniteException e) {
            throw new DegenerateException(
                    Degeneracy.of("the covariates of the weights are collinear", "leave one of them out"));
        }
    }

    /** The coefficients themselves. */
    @Override
    public Optional<Chart<double[]>> chart(double[] b) {
        return Optional.of(Chart.of(double[]::clone, double[]::clone));
    }
}
