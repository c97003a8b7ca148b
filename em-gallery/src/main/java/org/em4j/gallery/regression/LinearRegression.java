package org.em4j.gallery.regression;

import static org.apache.commons.math3.util.MathArrays.ebeSubtract;
import static org.apache.commons.math3.util.MathArrays.linearCombination;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.Moments;
import org.em4j.core.estep.EStep;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Statistics;

/**
 * Linear regression with normal errors; a mixture of it is a mixture of regressions. An observation is a row of p
 * covariates with the response last. The parameters are a normal distribution of rows, of which only what it says of the
 * response given the covariates enters the density; what it says of the covariates follows the data.
 */
public record LinearRegression(int p)
        implements LatentModel<double[], FullNormal, Observed, LinearRegression.Whitened> {
    /** A line: intercept, slopes {@code (p)}, variance of the errors. */
    public record Line(double intercept, double[] slopes, double variance) {
        /** The line of a distribution of rows: the last row of its inverse Cholesky factor, in units of the errors. */
        public static Line of(FullNormal theta) {
            int p = theta.mean().length - 1;
            double[] w = Arrays.copyOfRange(theta.cholesky().inverseFactor(), p * (p + 1), (p + 1) * (p + 1));
            double[] slopes = Arrays.stream(w, 0, p).map(v -> -v / w[p]).toArray();
            return new Line(linearCombination(w, theta.mean()) / w[p], slopes, 1 / (w[p] * w[p]));
        }
    }

    /** Whitened rows end in the error; sums of squares of responses would be large next to those of errors, and cancel. */
    public record Whitened(FullNormal by, Moments moments) implements Statistics<Whitened> {
        @Override
        public Whitened addScaled(double scale, Whitened other) {
            moments.addScaled(scale, other.whitened(by));
            return this;
        }

        /** The moments of the rows, whitened by another distribution. */
        Moments whitened(FullNormal other) {
            double[][] columns =
                    MatrixUtils.createRealIdentityMatrix(moments.columns()).getData();
            Arrays.setAll(columns, j -> other.cholesky().whiten(by.cholesky().colour(columns[j])));
            return moments.mapped(columns, white(by.mean(), other));
        }
    }

    /** A row in units of the distribution: its last is the error, in units of the errors' standard deviation. */
    static double[] white(double[] x, FullNormal by) {
        return by.cholesky().whiten(ebeSubtract(x, by.mean()));
    }

    private static double peak(FullNormal theta) {
        return -0.5 * Math.log(2 * Math.PI * Line.of(theta).variance());
    }

    @Override
    public Optional<EStep<double[], Whitened>> bind(FullNormal theta) {
        return Optional.of(new RegressionEStep(theta, peak(theta)));
    }

    @Override
    public Function<double[], Observed> posterior(FullNormal theta) {
        double peak = peak(theta);
        return x -> new Observed(peak - 0.5 * Math.pow(white(x, theta)[p], 2));
    }

    @Override
    public Whitened zero(FullNormal theta) {
        return new Whitened(theta, new Moments(new double[p + 1]));
    }

    @Override
    public void accumulate(double[] x, Observed q, double weight, Whitened into) {
        into.moments.add(white(x, into.by), weight);
    }

    @Override
    public FullNormal maximize(Whitened s, FullNormal current) {
        FullNormal standard = FullNormal.of(
                new double[p + 1], MatrixUtils.createRealIdentityMatrix(p + 1).getData());
        return new Gaussian(p + 1).maximize(s.whitened(standard), current);
    }

    @Override
    public double expectedLogJoint(FullNormal theta, Whitened s) {
        return s.moments.weight() * peak(theta)
                - 0.5 * s.whitened(theta).about(new double[p + 1]).second()[p * (p + 2)];
    }

    @Override
    public Roundoff roundoff(FullNormal theta) {
        return new Gaussian(p + 1).roundoff(theta);
    }

    /** The line alone: where it is at the covariates' mean, its slopes, and the logarithm of the variance, all in no unit. */
    @Override
    public Optional<Chart<FullNormal>> chart(FullNormal at) {
        double height = at.mean()[p];
        double error = Math.sqrt(Line.of(at).variance());
        return Optional.of(Chart.of(
                theta -> {
                    Line line = Line.of(theta);
                    double[] u = at.cholesky()
                            .whiten(MatrixUtils.createRealMatrix(at.covariance())
                                    .operate(together(line.slopes(), 0)));
                    Arrays.setAll(u, j -> u[j] / error);
                    u[p] = Math.log(line.variance()) - 2 * Math.log(error);
                    double higher =
                            linearCombination(together(line.slopes(), -1), ebeSubtract(at.mean(), theta.mean()));
                    return DoubleStream.concat(DoubleStream.of(higher / error), Arrays.stream(u))
                            .toArray();
                },
                u -> {
                    double[] slopes =
                            Arrays.stream(u, 1, p + 1).map(v -> v * error).toArray();
                    double[] response = at.cholesky().colour(together(slopes, 0));
                    double[][] covariance = at.covariance();
                    IntStream.range(0, p).forEach(j -> covariance[p][j] = covariance[j][p] = response[j]);
                    covariance[p][p] = Math.pow(error * Math.exp(u[p + 1] / 2), 2)
                            + Arrays.stream(slopes).map(v -> v * v).sum();
                    double[] flat = Arrays.stream(covariance)
                            .flatMapToDouble(Arrays::stream)
                            .toArray();
                    return new FullNormal(together(at.mean(), height + u[0] * error), flat);
                }));
    }

    /** The first p of some numbers, and another. */
    private double[] together(double[] some, double last) {
        double[] all = Arrays.copyOf(some, p + 1);
        all[p] = last;
        return all;
    }
}
