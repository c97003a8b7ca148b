package org.em4j.gallery.sequence;

import static org.apache.commons.math3.util.MathArrays.ebeAdd;

import java.io.Serializable;
import java.util.Arrays;
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
import org.em4j.core.model.Sums;

/**
 * A linear Gaussian state space model (Shumway and Stoffer 1982): {@code x_t = transition x_(t-1) + step}, {@code y_t = loadings x_t
 * + noise}. An observation is a series {@code (T x q)}, as long as it may be, where NaN is a gap. Latent: the states {@code (T x m)}.
 * The first state is normal, as given. Steps have any covariance; the noise of one column is independent of the others', so that
 * what columns have in common is in the state.
 *
 * <pre>{@code
 * double[][] loadings = {{1, 0}, {1, 0}, {0, 1}}; // two measurements of one state, and one of another
 * FullNormal first = FullNormal.of(new double[] {0, 0}, new double[][] {{10, 0}, {0, 10}});
 * StateSpace model = new StateSpace(loadings, first, true);
 * double[][] series = {{1.2, 0.8, 2}, {1.9, 1.7, Double.NaN}, {2.2, 2.6, 1.1}, {1.4, 1.8, 1.5}, {0.6, 0.2, 1.4}, {0.5, 1, 0.3}};
 * StateSpace.Theta start = new StateSpace.Theta(
 *         new double[][] {{0.9, 0}, {0, 0.9}},
 *         FullNormal.of(new double[] {0, 0}, new double[][] {{1, 0}, {0, 1}}),
 *         new double[] {0.5, 0.5, 0.5});
 * Fit<StateSpace.Theta> fit = new Em().maxIterations(20).fit(model, Observations.of(List.<double[][]>of(series)), start);
 * double[][] states = model.posterior(fit.theta()).apply(series).means(); // smoothed, in gaps too
 * }</pre>
 *
 * @param loadings {@code (q x m)}: what columns are expected to be, given the state; not to be written to
 * @param first distribution of the first state {@code (m)}: a wide one where nothing is known
 * @param learnsTransition whether the transition is a parameter; else it stays what it is where a fit starts, as in a local level
 */
public record StateSpace(double[][] loadings, FullNormal first, boolean learnsTransition)
        implements LatentModel<double[][], StateSpace.Theta, StateSpace.States, StateSpace.Seen> {
    /** Times of a series that is drawn in the place of none. */
    private static final int MOST = 10;

    /**
     * Parameters.
     *
     * @param transition {@code (m x m)}, not to be written to
     * @param steps distribution of steps {@code (m)}, whose mean is 0
     * @param noise variances {@code (q)}, positive; not to be written to
     */
    public record Theta(double[][] transition, FullNormal steps, double[] noise) implements Serializable {}

    /**
     * The posterior of a series' states.
     *
     * @param means smoothed states {@code (T x m)}
     * @param covariances of each, flat {@code (T x (m m))}
     * @param steps second moments of states and the steps that follow them
     * @param noise of each column the number of measurements and the expected squares of their noise {@code (2 q)}
     */
    public record States(
            double[][] means, double[][] covariances, Steps steps, double[] noise, double logEvidence, double entropy)
            implements Posterior {}

    /** Moments of states {@code (m)} with the steps from them {@code (m)}, which are what is left by a transition. */
    public record Steps(double[][] transition, Moments moments) implements Statistics<Steps> {
        @Override
        public Steps addScaled(double scale, Steps other) {
            moments.addScaled(scale, other.by(transition, 0));
            return this;
        }

        /** As another transition leaves them: all columns, or those from one on. */
        private Moments by(double[][] other, int from) {
            int m = transition.length;
            double[][] columns = new double[2 * m][];
            Arrays.setAll(
                    columns,
                    j -> IntStream.range(from, 2 * m)
                            .mapToDouble(i -> i == j ? 1 : i >= m && j < m ? transition[i - m][j] - other[i - m][j] : 0)
                            .toArray());
            return moments.mapped(columns, new double[2 * m - from]);
        }
    }

    /** First states, steps, and of each column the number of measurements and the sum of the squares of their noise. */
    public record Seen(Moments first, Steps steps, Sums noise) implements Statistics<Seen> {
        @Override
        public Seen addScaled(double scale, Seen other) {
            first.addScaled(scale, other.first);
            steps.addScaled(scale, other.steps);
            noise.addScaled(scale, other.noise);
            return this;
        }
    }

    private int m() {
        return first.mean().length;
    }

    @Override
    public Function<double[][], States> posterior(Theta theta) {
        return y -> KalmanSmoother.smoothed(this, theta, y);
    }

    @Override
    public Seen zero(Theta theta) {
        Moments none = new Moments(new double[2 * m()]);
        return new Seen(new Moments(first.mean()), new Steps(theta.transition(), none), new Sums(2 * loadings.length));
    }

    @Override
    public void accumulate(double[][] y, States q, double weight, Seen into) {
        into.first.add(q.means()[0], weight);
        into.first.addCovariance(weight, IntStream.range(0, m()).toArray(), q.covariances()[0]);
        into.steps.addScaled(weight, q.steps());
        into.noise.add(weight, q.noise());
    }

    /** The regression of states on those before; what nothing is known of stays. */
    @Override
    public Theta maximize(Seen s, Theta current) {
        double[] noise = current.noise().clone();
        Arrays.setAll(noise, j -> s.noise.get(2 * j) > 0 ? s.noise.get(2 * j + 1) / s.noise.get(2 * j) : noise[j]);
        if (!(s.steps.moments().weight() > 0)) {
            return new Theta(current.transition(), current.steps(), noise);
        }
        double[][] transition = learnsTransition ? best(s.steps) : current.transition();
        Moments left = s.steps.by(transition, m()).aboutKnownMean(new double[m()]);
        return new Theta(transition, new Gaussian(m()).maximize(left, current.steps()), noise);
    }

    /** The transition of these steps, and what is regular about them. */
    private double[][] best(Steps steps) {
        int m = m();
        double[] second = steps.moments().symmetric().second();
        double[] states = new double[m * m];
        Arrays.setAll(states, i -> second[i / m * 2 * m + i % m]);
        Cholesky regression = new FullNormal(new double[m], states).cholesky();
        double[][] best = new double[m][];
        Arrays.setAll(
                best,
                i -> ebeAdd(
                        steps.transition()[i],
                        regression.solve(Arrays.copyOfRange(second, (m + i) * 2 * m, (m + i) * 2 * m + m))));
        return best;
    }

    @Override
    public double expectedLogJoint(Theta theta, Seen s) {
        Gaussian states = new Gaussian(m());
        double value = states.expectedLogJoint(first, s.first)
                + states.expectedLogJoint(theta.steps(), s.steps.by(theta.transition(), m()));
        for (int j = 0; j < theta.noise().length; j++) {
            double variance = theta.noise()[j];
            value -= (s.noise.get(2 * j) * Math.log(2 * Math.PI * variance) + s.noise.get(2 * j + 1) / variance) / 2;
        }
        return value;
    }

    @Override
    public Roundoff roundoff(Theta theta) {
        return KalmanSmoother.sharpened(this, theta, first).and(KalmanSmoother.sharpened(this, theta, theta.steps()));
    }

    /** The transition, if it is a parameter, and the steps' Cholesky factor, in units of the steps; logs of the noise. */
    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        int m = m();
        double[] sd = ChartUnits.of(at.steps()).sd();
        int free = learnsTransition ? m * m : 0;
        int noise = free + m * (m + 1) / 2;
        return Optional.of(Chart.of(
                theta -> {
                    double[] u = new double[noise + loadings.length];
                    Arrays.setAll(
                            u,
                            i -> i < free
                                    ? theta.transition()[i / m][i % m] * sd[i % m] / sd[i / m]
                                    : i < noise ? 0 : Math.log(theta.noise()[i - noise]));
                    LogCholesky.coordinates(theta.steps().cholesky(), sd, u, free);
                    return u;
                },
                u -> {
                    double[][] transition = new double[m][m];
                    for (int i = 0; i < m * m; i++) {
                        transition[i / m][i % m] =
                                i < free ? u[i] * sd[i / m] / sd[i % m] : at.transition()[i / m][i % m];
                    }
                    return new Theta(
                            transition,
                            new FullNormal(new double[m], LogCholesky.covariance(u, free, sd)),
                            Arrays.stream(u, noise, u.length).map(Math::exp).toArray());
                }));
    }

    /** Draws series as long as those in whose place they are, with their gaps; else of one to ten times. */
    @Override
    public Optional<Sampler<double[][]>> sampler(Theta theta) {
        RealMatrix transition = MatrixUtils.createRealMatrix(theta.transition());
        RealMatrix seen = MatrixUtils.createRealMatrix(loadings);
        Sampler<double[]> start = new Gaussian(m()).sampler(first).orElseThrow();
        Sampler<double[]> step = new Gaussian(m()).sampler(theta.steps()).orElseThrow();
        return Optional.of(new Sampler<>() {
            @Override
            public double[][] sample(RandomGenerator random) {
                return inPlaceOf(new double[1 + random.nextInt(MOST)][loadings.length], random);
            }

            @Override
            public double[][] inPlaceOf(double[][] observed, RandomGenerator random) {
                double[][] y = new double[observed.length][];
                double[] state = start.sample(random);
                for (int t = 0; t < y.length; t++) {
                    y[t] = seen.operate(state);
                    for (int j = 0; j < y[t].length; j++) {
                        double noise = Math.sqrt(theta.noise()[j]) * random.nextGaussian();
                        y[t][j] = Double.isNaN(observed[t][j]) ? Double.NaN : y[t][j] + noise;
                    }
                    state = ebeAdd(transition.operate(state), step.sample(random));
                }
                return y;
            }
        });
    }
}
