package org.em4j.gallery;

import static org.apache.commons.math3.util.MathArrays.ebeSubtract;
import static org.apache.commons.math3.util.MathArrays.linearCombination;
import static org.apache.commons.math3.util.MathArrays.scale;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.commons.math3.linear.MatrixUtils;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Charted;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Moments;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Statistics;
import org.em4j.gmm.FullNormal;
import org.em4j.gmm.Gaussian;

/**
 * Linear regression with normal errors; a mixture of it is a mixture of regressions. An observation is a row of p
 * covariates with the response last. The parameters are a normal distribution of rows, of which only what it says of the
 * response given the covariates enters the density; what it says of the covariates follows the data.
 */
public record LinearRegression(int p)
        implements LatentModel<double[], FullNormal, Observed, LinearRegression.Residuals>, Charted<FullNormal> {
    /** A line: intercept, slopes {@code (p)}, variance of the errors. */
    public record Line(double intercept, double[] slopes, double variance) {
        /** The line of a distribution of rows. */
        public static Line of(FullNormal theta) {
            Errors e = Errors.of(theta);
            int p = e.w.length - 1;
            double[] slopes = Arrays.stream(e.w, 0, p).map(v -> -v / e.w[p]).toArray();
            return new Line(linearCombination(e.w, e.mean) / e.w[p], slopes, 1 / (e.w[p] * e.w[p]));
        }
    }

    /** How many standard deviations of the errors a response lies above a line: {@code w (x - mean)}. */
    private record Errors(double[] mean, double[] w) implements Serializable {
        /** By the last row of the inverse Cholesky factor: minus the slopes, and 1, in units of the errors. */
        static Errors of(FullNormal theta) {
            int m = theta.mean().length;
            double[] flat = Arrays.stream(theta.covariance())
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            double[] inverse = Cholesky.of(flat, m).inverseFactor();
            return new Errors(theta.mean(), Arrays.copyOfRange(inverse, m * (m - 1), m * m));
        }

        double logConstant() {
            return Math.log(w[w.length - 1]) - 0.5 * Math.log(2 * Math.PI);
        }

        double of(double[] x) {
            return linearCombination(w, ebeSubtract(x, mean));
        }
    }

    /**
     * Moments of rows that have their error from a line in place of the response: sums of squares of responses would be
     * large next to those of the errors, and leave few digits of them.
     */
    public static final class Residuals implements Statistics<Residuals> {
        private static final long serialVersionUID = 1;

        private final Errors from;
        private final Moments moments;

        private Residuals(Errors from) {
            this.from = from;
            this.moments = new Moments(row(from.mean, 0));
        }

        private void add(double[] x, double weight) {
            moments.add(row(x, from.of(x)), weight);
        }

        @Override
        public Residuals addScaled(double scale, Residuals other) {
            moments.addScaled(scale, other.about(from));
            return this;
        }

        /** The moments with errors from another line. */
        private Moments about(Errors to) {
            int p = from.w.length - 1;
            double ratio = to.w[p] / from.w[p];
            double[][] change = MatrixUtils.createRealIdentityMatrix(p + 1).getData();
            change[p] = ebeSubtract(to.w, scale(ratio, from.w));
            change[p][p] = ratio;
            return moments.mapped(change, row(from.mean, to.of(from.mean)));
        }

        private static double[] row(double[] covariates, double error) {
            double[] row = covariates.clone();
            row[row.length - 1] = error;
            return row;
        }
    }

    @Override
    public Function<double[], Observed> posterior(FullNormal theta) {
        Errors errors = Errors.of(theta);
        double constant = errors.logConstant();
        return x -> new Observed(constant - 0.5 * Math.pow(errors.of(x), 2));
    }

    @Override
    public Residuals zero(FullNormal theta) {
        return new Residuals(Errors.of(theta));
    }

    @Override
    public void accumulate(double[] x, Observed q, double weight, Residuals into) {
        into.add(x, weight);
    }

    @Override
    public FullNormal maximize(Residuals s, FullNormal current) {
        Errors responses = new Errors(
                new double[p + 1], MatrixUtils.createRealIdentityMatrix(p + 1).getRow(p));
        return new Gaussian(p + 1).maximize(s.about(responses), current);
    }

    @Override
    public double expectedLogJoint(FullNormal theta, Residuals s) {
        Errors errors = Errors.of(theta);
        Moments m = s.about(errors);
        double squares = m.about(new double[p + 1]).second()[(p + 2) * p];
        return s.moments.weight() * errors.logConstant() - 0.5 * squares;
    }

    @Override
    public double conditionNumber(FullNormal theta) {
        return new Gaussian(p + 1).conditionNumber(theta);
    }

    @Override
    public Chart<FullNormal> chart(FullNormal at) {
        return new Gaussian(p + 1).chart(at);
    }
}
