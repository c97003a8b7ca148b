package org.em4j.gallery.regression;

import static org.apache.commons.math3.util.MathArrays.ebeSubtract;
import static org.apache.commons.math3.util.MathArrays.linearCombination;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.distribution.ChartUnits;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.LogCholesky;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;

/**
 * Linear regression whose intercept, and some of whose slopes, differ from group to group: a linear mixed model (Laird and Ware
 * 1982), by maximum likelihood. An observation is a group, rows {@code (n x (p + 1))} of p covariates with the response last, as
 * many as there are. Latent: by how much the group's line differs from the common one, its random effects, which are normal with
 * mean 0. All else is as in {@link LinearRegression}.
 *
 * <pre>{@code
 * MixedModel model = new MixedModel(1, List.of(0)); // each group has an intercept and a slope of its own
 * double[][] one = {{0, 250}, {1, 262}, {2, 271}}; // days without sleep, and how long a reaction takes
 * double[][] another = {{0, 223}, {1, 229}, {2, 238}, {3, 240}};
 * double[][] third = {{0, 281}, {1, 285}, {3, 317}};
 * MixedModel.Theta start = new MixedModel.Theta(
 *         FullNormal.of(new double[] {1, 250}, new double[][] {{1, 0}, {0, 900}}), // of rows
 *         FullNormal.of(new double[] {0, 0}, new double[][] {{100, 0}, {0, 10}})); // of effects
 * Fit<MixedModel.Theta> fit = new Em().fit(model, Observations.of(List.of(one, another, third)), start);
 * LinearRegression.Line common = LinearRegression.Line.of(fit.theta().rows());
 * double[] effects = model.posterior(fit.theta()).apply(one).mean(); // of the intercept and the slope
 * }</pre>
 *
 * @param p number of covariates, 0 or more
 * @param slopes covariates, by their numbers from 0, whose slopes differ from group to group, as the intercept always does
 */
public record MixedModel(int p, List<Integer> slopes)
        implements LatentModel<double[][], MixedModel.Theta, MixedModel.Effects, MixedModel.Seen> {
    /** Rows of a group that is drawn in the place of none. */
    private static final int MOST = 10;

    /** Copies the list. */
    public MixedModel {
        slopes = List.copyOf(slopes);
    }

    /**
     * Parameters.
     *
     * @param rows of which the common line is {@link LinearRegression.Line#of}
     * @param effects of the intercept, then of the slopes {@code (q)}; their mean is 0
     */
    public record Theta(FullNormal rows, FullNormal effects) implements Serializable {}

    /**
     * The posterior of a group's effects.
     *
     * @param mean of them {@code (q)}: best linear unbiased predictions, given the parameters
     * @param covariance of them, flat {@code (q x q)}
     * @param errors expected error of each response {@code (n)}, in units of the errors' standard deviation
     * @param variances of those {@code (n)}
     */
    public record Effects(
            double[] mean, double[] covariance, double[] errors, double[] variances, double logEvidence, double entropy)
            implements Posterior {}

    /** What regressions need of the rows without the effects, and second moments of the effects. */
    public record Seen(LinearRegression.Whitened rows, Moments effects) implements Statistics<Seen> {
        @Override
        public Seen addScaled(double scale, Seen other) {
            rows.addScaled(scale, other.rows);
            effects.addScaled(scale, other.effects);
            return this;
        }
    }

    private LinearRegression common() {
        return new LinearRegression(p);
    }

    /** Number of effects. */
    private int q() {
        return slopes.size() + 1;
    }

    /** Effects are {@code L u}, with u white: all that is inverted is {@code I + W'W}, where row z of W is {@code z' L / sd}. */
    @Override
    public Function<double[][], Effects> posterior(Theta theta) {
        double peak =
                common().posterior(theta.rows()).apply(theta.rows().mean()).logEvidence();
        double sd = Math.sqrt(LinearRegression.Line.of(theta.rows()).variance());
        Cholesky prior = theta.effects().cholesky();
        RealMatrix l = square(prior.factor());
        double free = q() * (1 + Math.log(2 * Math.PI)) + prior.logDeterminant();
        return group -> {
            RealMatrix w = design(group).multiply(l).scalarMultiply(1 / sd);
            double[] a = flat(w.transpose().multiply(w));
            IntStream.range(0, q()).forEach(i -> a[i * (q() + 1)] += 1);
            Cholesky precision = Cholesky.of(a, q());
            RealMatrix root = square(precision.inverseFactor()).transpose(); // root root' is the covariance of u
            double[] errors = errors(group, theta.rows());
            double[] u = root.operate(root.preMultiply(w.preMultiply(errors)));
            double[] left = ebeSubtract(errors, w.operate(u));
            double squares = linearCombination(left, left) + linearCombination(u, u);
            RealMatrix spread = l.multiply(root);
            return new Effects(
                    l.operate(u),
                    flat(spread.multiply(spread.transpose())),
                    left,
                    squares(w.multiply(root)),
                    group.length * peak - (precision.logDeterminant() + squares) / 2,
                    (free - precision.logDeterminant()) / 2);
        };
    }

    private RealMatrix design(double[][] group) {
        return MatrixUtils.createRealMatrix(Arrays.stream(group)
                .map(x -> IntStream.range(0, q())
                        .mapToDouble(k -> k == 0 ? 1 : x[slopes.get(k - 1)])
                        .toArray())
                .toArray(double[][]::new));
    }

    private double[] errors(double[][] group, FullNormal rows) {
        return Arrays.stream(group)
                .mapToDouble(x -> LinearRegression.white(x, rows)[p])
                .toArray();
    }

    /** Of each row. */
    private static double[] squares(RealMatrix rows) {
        return Arrays.stream(rows.getData())
                .mapToDouble(row -> linearCombination(row, row))
                .toArray();
    }

    private static double[] flat(RealMatrix m) {
        return Arrays.stream(m.getData()).flatMapToDouble(Arrays::stream).toArray();
    }

    private RealMatrix square(double[] flat) {
        RealMatrix m = MatrixUtils.createRealMatrix(q(), q());
        IntStream.range(0, flat.length).forEach(i -> m.setEntry(i / q(), i % q(), flat[i]));
        return m;
    }

    @Override
    public Seen zero(Theta theta) {
        return new Seen(common().zero(theta.rows()), new Moments(new double[q()]));
    }

    @Override
    public void accumulate(double[][] group, Effects e, double weight, Seen into) {
        for (int i = 0; i < group.length; i++) {
            double[] row = LinearRegression.white(group[i], into.rows().by());
            row[p] = e.errors()[i];
            into.rows().moments().add(row, weight);
            into.rows().moments().addCovariance(weight, new int[] {p}, new double[] {e.variances()[i]});
        }
        into.effects().add(e.mean(), weight);
        into.effects().addCovariance(weight, IntStream.range(0, q()).toArray(), e.covariance());
    }

    @Override
    public Theta maximize(Seen s, Theta current) {
        Moments aboutZero = s.effects().aboutKnownMean(new double[q()]);
        return new Theta(
                common().maximize(s.rows(), current.rows()), new Gaussian(q()).maximize(aboutZero, current.effects()));
    }

    @Override
    public double expectedLogJoint(Theta theta, Seen s) {
        return common().expectedLogJoint(theta.rows(), s.rows())
                + new Gaussian(q()).expectedLogJoint(theta.effects(), s.effects());
    }

    @Override
    public Roundoff roundoff(Theta theta) {
        return common().roundoff(theta.rows()).and(new Gaussian(q()).roundoff(theta.effects()));
    }

    /** The common line and the variance about it, then the effects' Cholesky factor, in units of their standard deviations. */
    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        double[] units = ChartUnits.of(at.effects()).sd();
        return common().chart(at.rows())
                .map(line -> Chart.of(
                        theta -> {
                            double[] u = Arrays.copyOf(line.coordinates(theta.rows()), p + 2 + q() * (q() + 1) / 2);
                            LogCholesky.coordinates(theta.effects().cholesky(), units, u, p + 2);
                            return u;
                        },
                        u -> new Theta(
                                line.point(Arrays.copyOf(u, p + 2)),
                                new FullNormal(new double[q()], LogCholesky.covariance(u, p + 2, units)))));
    }

    /**
     * Draws responses to the covariates of groups in whose place they are; else to uniform ones in one to ten rows, for covariates are
     * no part of the model.
     */
    @Override
    public Optional<Sampler<double[][]>> sampler(Theta theta) {
        double sd = Math.sqrt(LinearRegression.Line.of(theta.rows()).variance());
        Sampler<double[]> effects = new Gaussian(q()).sampler(theta.effects()).orElseThrow();
        return Optional.of(new Sampler<>() {
            @Override
            public double[][] sample(RandomGenerator random) {
                double[][] group = new double[1 + random.nextInt(MOST)][];
                Arrays.setAll(group, i -> random.doubles(p + 1).toArray());
                return inPlaceOf(group, random);
            }

            @Override
            public double[][] inPlaceOf(double[][] observed, RandomGenerator random) {
                double[] shift = design(observed).operate(effects.sample(random));
                double[] errors = errors(observed, theta.rows());
                double[][] group = Arrays.stream(observed).map(double[]::clone).toArray(double[][]::new);
                for (int i = 0; i < group.length; i++) {
                    group[i][p] += shift[i] + sd * (random.nextGaussian() - errors[i]);
                }
                return group;
            }
        });
    }
}
