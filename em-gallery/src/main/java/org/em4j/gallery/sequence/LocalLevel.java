package org.em4j.gallery.sequence;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Sums;

/**
 * A level that walks at random, seen with noise: the simplest linear Gaussian state space model (Shumway and Stoffer 1982,
 * Durbin and Koopman 2012). An observation is a series of any length {@code (n)}, where NaN is a gap. Latent: the level at each
 * time, by Kalman's filter and a pass back. Before the series starts its level is normal, with a mean and a variance that
 * are given: a large one where nothing is known.
 *
 * <pre>{@code
 * LocalLevel model = new LocalLevel(1000, 1e7);
 * double[] flow = {1120, 1160, 963, Double.NaN, Double.NaN, 1160, 813, 1230};
 * Fit<LocalLevel.Theta> fit = new Em().fit(model, Observations.of(List.of(flow)), new LocalLevel.Theta(1e3, 1e4));
 * double[] levels = model.posterior(fit.theta()).apply(flow).level(); // smoothed, in the gap too
 * }</pre>
 *
 * @param mean of the first level
 * @param variance of the first level, positive
 */
public record LocalLevel(double mean, double variance)
        implements LatentModel<double[], LocalLevel.Theta, LocalLevel.Levels, Sums> {
    /**
     * Parameters.
     *
     * @param step variance of the level's change in a unit of time, positive
     * @param noise variance of what is seen about the level, positive
     */
    public record Theta(double step, double noise) implements Serializable {}

    /**
     * The posterior of the levels of a series.
     *
     * @param mean of the first level before anything is seen
     * @param above smoothed levels less that mean {@code (n)}, which lose no digits far from zero
     * @param variance of each level {@code (n)}
     * @param changes sum of the expected squares of the level's changes
     */
    public record Levels(
            double mean, double[] above, double[] variance, double changes, double logEvidence, double entropy)
            implements Posterior {
        /** Smoothed levels {@code (n)}. */
        public double[] level() {
            return Arrays.stream(above).map(v -> mean + v).toArray();
        }
    }

    /** Log density of a normal number at this squared deviation, or the expected one at an expected square. */
    private static double logNormal(double square, double variance) {
        return -0.5 * (Math.log(2 * Math.PI * variance) + square / variance);
    }

    private static double entropy(double variance) {
        return 0.5 * (Math.log(2 * Math.PI * variance) + 1);
    }

    @Override
    public Function<double[], Levels> posterior(Theta theta) {
        return y -> {
            double[] above = new double[y.length];
            double[] left = new double[y.length];
            double evidence = 0;
            double m = 0;
            double v = variance;
            for (int t = 0; t < y.length; t++) {
                if (!Double.isNaN(y[t])) {
                    double error = y[t] - mean - m;
                    double spread = v + theta.noise();
                    evidence += logNormal(error * error, spread);
                    m += error * v / spread;
                    v *= theta.noise() / spread;
                }
                above[t] = m;
                left[t] = v;
                v += theta.step();
            }
            return smoothed(theta, above, left, evidence);
        };
    }

    /** Backwards from the filtered levels: given the next one, a level is normal about a point between the two. */
    private Levels smoothed(Theta theta, double[] above, double[] variance, double evidence) {
        int last = above.length - 1;
        double entropy = last < 0 ? 0 : entropy(variance[last]);
        double changes = 0;
        for (int t = last - 1; t >= 0; t--) {
            double ahead = variance[t] + theta.step();
            double open = variance[t] * theta.step() / ahead;
            double kept = theta.step() / ahead;
            double change = kept * (above[t + 1] - above[t]);
            changes += change * change + kept * kept * variance[t + 1] + open;
            entropy += entropy(open);
            above[t] = above[t + 1] - change;
            variance[t] = open + (1 - kept) * (1 - kept) * variance[t + 1];
        }
        return new Levels(mean, above, variance, changes, evidence, entropy);
    }

    /** Numbers of series, of changes and of what is seen, each followed by the sum of their squares. */
    @Override
    public Sums zero(Theta theta) {
        return new Sums(6);
    }

    @Override
    public void accumulate(double[] y, Levels q, double weight, Sums into) {
        if (y.length == 0) {
            return;
        }
        int seen = 0;
        double noise = 0;
        for (int t = 0; t < y.length; t++) {
            if (!Double.isNaN(y[t])) {
                seen++;
                noise += Math.pow(y[t] - mean - q.above()[t], 2) + q.variance()[t];
            }
        }
        double first = Math.pow(q.above()[0], 2) + q.variance()[0];
        into.add(weight, 1, first, y.length - 1, q.changes(), seen, noise);
    }

    /** A variance that nothing is known of stays. */
    @Override
    public Theta maximize(Sums s, Theta current) {
        return new Theta(
                s.get(2) > 0 ? s.get(3) / s.get(2) : current.step(),
                s.get(4) > 0 ? s.get(5) / s.get(4) : current.noise());
    }

    @Override
    public double expectedLogJoint(Theta theta, Sums s) {
        return term(s, 0, variance) + term(s, 2, theta.step()) + term(s, 4, theta.noise());
    }

    private static double term(Sums s, int of, double variance) {
        return -0.5 * (s.get(of) * Math.log(2 * Math.PI * variance) + s.get(of + 1) / variance);
    }

    /** Logs of both. */
    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        return Optional.of(Chart.of(
                t -> new double[] {Math.log(t.step()), Math.log(t.noise())},
                u -> new Theta(Math.exp(u[0]), Math.exp(u[1]))));
    }
}
