package org.em4j.gallery;

import static org.apache.commons.math3.util.MathArrays.ebeSubtract;
import static org.apache.commons.math3.util.MathArrays.linearCombination;

import java.util.Arrays;
import java.util.function.Function;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Charted;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Moments;
import org.em4j.core.model.Observed;
import org.em4j.gmm.FullNormal;
import org.em4j.gmm.Gaussian;

/**
 * Linear regression with normal errors; a mixture of it is a mixture of regressions. An observation is a row of p
 * covariates with the response last. The parameters are a normal distribution of rows, of which only what it says of the
 * response given the covariates enters the density; what it says of the covariates follows the data.
 */
public record LinearRegression(int p)
        implements LatentModel<double[], FullNormal, Observed, Moments>, Charted<FullNormal> {
    /** A line: intercept, slopes {@code (p)}, variance of the errors. */
    public record Line(double intercept, double[] slopes, double variance) {
        /** The line of a distribution of rows. */
        public static Line of(FullNormal theta) {
            double[] w = whitener(theta);
            int p = w.length - 1;
            double[] slopes = Arrays.stream(w, 0, p).map(v -> -v / w[p]).toArray();
            return new Line(linearCombination(w, theta.mean()) / w[p], slopes, 1 / (w[p] * w[p]));
        }
    }

    /** {@code (p + 1)}, the last row of the inverse Cholesky factor: minus the slopes, and 1, in units of the errors. */
    private static double[] whitener(FullNormal theta) {
        int m = theta.mean().length;
        double[] flat = Arrays.stream(theta.covariance())
                .flatMapToDouble(Arrays::stream)
                .toArray();
        return Arrays.copyOfRange(Cholesky.of(flat, m).inverseFactor(), m * (m - 1), m * m);
    }

    @Override
    public Function<double[], Observed> posterior(FullNormal theta) {
        double[] w = whitener(theta);
        double[] mean = theta.mean();
        double constant = Math.log(w[p]) - 0.5 * Math.log(2 * Math.PI);
        return x -> new Observed(constant - 0.5 * Math.pow(linearCombination(w, ebeSubtract(x, mean)), 2));
    }

    @Override
    public Moments zero(FullNormal theta) {
        return new Moments(theta.mean());
    }

    @Override
    public void accumulate(double[] x, Observed q, double weight, Moments into) {
        into.add(x, weight);
    }

    @Override
    public FullNormal maximize(Moments s, FullNormal current) {
        return new Gaussian(p + 1).maximize(s, current);
    }

    @Override
    public double expectedLogJoint(FullNormal theta, Moments s) {
        double[] w = whitener(theta);
        double[] m = s.about(theta.mean()).second(); // its lower triangle counts
        double squares = 0;
        for (int i = 0; i <= p; i++) {
            for (int j = 0; j <= i; j++) {
                squares += (i == j ? 1 : 2) * w[i] * w[j] * m[i * (p + 1) + j];
            }
        }
        return s.weight() * (Math.log(w[p]) - 0.5 * Math.log(2 * Math.PI)) - 0.5 * squares;
    }

    /** Squared, because the sum of squares has (p + 1)² terms as large as that of a normal distribution, and they cancel. */
    @Override
    public double conditionNumber(FullNormal theta) {
        return Math.pow((p + 1) * new Gaussian(p + 1).conditionNumber(theta), 2);
    }

    @Override
    public Chart<FullNormal> chart(FullNormal at) {
        return new Gaussian(p + 1).chart(at);
    }
}
