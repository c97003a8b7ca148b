package org.em4j.gallery.discrete;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.special.Gamma;
import org.em4j.core.Randomness;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.Exactness;
import org.em4j.core.expectation.ReferenceEStep;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;

/**
 * Counts whose log rates are normal, by a Monte Carlo E-step (Wei and Tanner 1990): the integral over the log rate has no closed
 * form, and is estimated by importance sampling about its mode. All iterations take the same draws, a function of the seed and
 * the block of the data: a fit repeats, on any number of threads.
 *
 * @param draws of the log rate for each count
 * @param seed what they are drawn by
 */
public record PoissonLogNormal(int draws, long seed)
        implements LatentModel<Integer, PoissonLogNormal.Theta, PoissonLogNormal.LogRate, Sums> {
    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);
    private static final int NEWTON = 100;

    /** Degrees of freedom of what log rates are drawn from. */
    private static final int DEGREES = 5;

    private static final double LOG_CONSTANT =
            Gamma.logGamma((DEGREES + 1) / 2.0) - Gamma.logGamma(DEGREES / 2.0) - 0.5 * Math.log(DEGREES * Math.PI);

    /** An error can be told from two draws on. */
    public PoissonLogNormal {
        if (draws < 2) {
            throw new IllegalArgumentException("a Monte Carlo E-step takes 2 draws at least, not " + draws);
        }
    }

    /** Mean and standard deviation of the log rates. */
    public record Theta(double mean, double sd) implements Serializable {}

    /** The log rate u of a count: means of u, of its square, and of {@code log p(x | u)} over what was drawn. */
    public record LogRate(
            double mean, double square, double logDensity, double entropy, double logEvidence, Exactness exactness)
            implements Posterior {}

    @Override
    public Function<Integer, LogRate> posterior(Theta theta) {
        return posterior(theta, Randomness.of(seed, 0, 0));
    }

    @Override
    public Optional<EStep<Integer, Sums>> bind(Theta theta) {
        return Optional.of(ReferenceEStep.of(this, block -> posterior(theta, Randomness.of(seed, 0, block))));
    }

    /**
     * Draws u from a density q about the mode, and weighs it by {@code p(x, u) / q(u)}. It is a t distribution: a normal one has
     * lighter tails than the posterior, so that the weights may have no variance, and no standard error.
     */
    private Function<Integer, LogRate> posterior(Theta theta, RandomGenerator random) {
        return x -> {
            double mode = mode(x, theta);
            double spread = 1 / Math.sqrt(Math.exp(mode) + 1 / (theta.sd() * theta.sd()));
            double[] u = new double[draws];
            double[] logQ = new double[draws];
            double[] logWeight = new double[draws];
            for (int j = 0; j < draws; j++) {
                double t = t(random);
                u[j] = mode + spread * t;
                logQ[j] = LOG_CONSTANT - (DEGREES + 1) / 2.0 * Math.log1p(t * t / DEGREES) - Math.log(spread);
                logWeight[j] = logDensity(x, u[j]) + logNormal(u[j], theta) - logQ[j];
            }
            return weighted(x, u, logQ, logWeight);
        };
    }

    private LogRate weighted(int x, double[] u, double[] logQ, double[] logWeight) {
        double[] share = logWeight.clone();
        double logTotal = Simplex.normalize(share);
        double mean = 0;
        double square = 0;
        double density = 0;
        double entropy = 0;
        double squares = 0;
        for (int j = 0; j < draws; j++) {
            double w = Simplex.probability(share[j]);
            mean += w * u[j];
            square += w * u[j] * u[j];
            density += w * logDensity(x, u[j]);
            entropy -= w * (share[j] + Math.log(draws) + logQ[j]); // the posterior's density at u is w · draws · q(u)
            squares += w * w;
        }
        double variance = Math.max(0, squares * draws - 1) / (draws - 1); // of the mean weight, over its square
        return new LogRate(
                mean, square, density, entropy, logTotal - Math.log(draws), Exactness.estimate(Math.sqrt(variance)));
    }

    private static double t(RandomGenerator random) {
        double squares = 0;
        for (int i = 0; i < DEGREES; i++) {
            double z = random.nextGaussian();
            squares += z * z / DEGREES;
        }
        return random.nextGaussian() / Math.sqrt(squares);
    }

    private static double logDensity(int x, double u) {
        return x * u - Math.exp(u) - Gamma.logGamma(x + 1.0);
    }

    private static double logNormal(double u, Theta theta) {
        double z = (u - theta.mean()) / theta.sd();
        return -z * z / 2 - Math.log(theta.sd()) - HALF_LOG_2_PI;
    }

    /** Newton's method from above, where the slope is concave and it cannot overshoot. */
    private static double mode(int x, Theta theta) {
        double u = Math.max(theta.mean(), Math.log(x + 1.0));
        double precision = 1 / (theta.sd() * theta.sd());
        for (int step = 0; step < NEWTON; step++) {
            double down = ((u - theta.mean()) * precision + Math.exp(u) - x) / (precision + Math.exp(u));
            if (!(u - down < u)) {
                break;
            }
            u -= down;
        }
        return u;
    }

    @Override
    public Sums zero(Theta theta) {
        return new Sums(4);
    }

    @Override
    public void accumulate(Integer x, LogRate q, double weight, Sums into) {
        into.add(weight, 1, q.mean(), q.square(), q.logDensity());
    }

    @Override
    public Theta maximize(Sums s, Theta current) {
        double mean = s.get(1) / s.get(0);
        double variance = s.get(2) / s.get(0) - mean * mean;
        if (!(variance > 0)) {
            throw new DegenerateException(Degeneracy.of(
                    "counts vary no more than Poisson counts of one rate do", "fit a Poisson distribution"));
        }
        return new Theta(mean, Math.sqrt(variance));
    }

    @Override
    public double expectedLogJoint(Theta theta, Sums s) {
        double squares = s.get(2) - 2 * theta.mean() * s.get(1) + theta.mean() * theta.mean() * s.get(0);
        return s.get(3) - s.get(0) * (Math.log(theta.sd()) + HALF_LOG_2_PI) - squares / (2 * theta.sd() * theta.sd());
    }

    /** The mean square less the square of the mean is what is left of two large numbers, where rates vary little. */
    @Override
    public Roundoff roundoff(Theta theta) {
        double ratio = theta.mean() / theta.sd();
        return Roundoff.ofTerms(ratio * ratio, Math.exp(theta.mean() + 3 * theta.sd()));
    }

    /** The mean, and the log of the standard deviation. */
    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        return Optional.of(Chart.of(
                t -> new double[] {t.mean(), Math.log(t.sd())}, u -> new Theta(u[0], Math.exp(u[1]))));
    }

    @Override
    public Optional<Sampler<Integer>> sampler(Theta theta) {
        return Optional.of(random -> new Poisson()
                .sampler(Math.exp(theta.mean() + theta.sd() * random.nextGaussian()))
                .orElseThrow()
                .sample(random));
    }
}
