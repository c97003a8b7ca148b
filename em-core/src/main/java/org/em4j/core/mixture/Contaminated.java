package org.em4j.core.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.em4j.core.data.Block;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.expectation.ReferenceEStep;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;

/**
 * Any model with noise: {@code p(x) = (1 - ε) p(x; theta) + ε u(x)} for a fixed density u, uniform over the range of the data,
 * say. Only ε and the model's theta are fitted (Banfield and Raftery 1993).
 */
public record Contaminated<X, P, Q extends Posterior, S extends Statistics<S>>(
        LatentModel<X, P, Q, S> model, Density<X> noise)
        implements LatentModel<X, NoiseParameters<P>, Contaminated.NoisePosterior<Q>, Contaminated.NoiseStatistics<S>> {
    /** The least log odds of noise that a chart holds: below e⁻⁶⁰⁰ the shares of noise are zero, see {@link Simplex}. */
    private static final double LEAST = -600;

    /**
     * Whether an observation is noise.
     *
     * @param noise the probability that it is
     * @param rest the probability that it is not: to the last digit, where one less the other has none left
     * @param logDensity of the noise, in nats
     * @param within the model's posterior, if it is not
     */
    public record NoisePosterior<Q extends Posterior>(
            double noise, double rest, double logDensity, Q within, double logEvidence) implements Posterior {
        @Override
        public double entropy() {
            return doubt(noise, rest) + (rest > 0 ? rest * within.entropy() : 0);
        }

        /** The share of a part of the model, as far as the observation is no noise. */
        @Override
        public double share(int part) {
            return rest > 0 ? rest * within.share(part) : 0;
        }
    }

    /** The weight of the noise and of the rest, the noise's log density under its weight, and the rest's statistics. */
    public record NoiseStatistics<S extends Statistics<S>>(double[] sums, S rest)
            implements Statistics<NoiseStatistics<S>> {
        @Override
        public NoiseStatistics<S> addScaled(double scale, NoiseStatistics<S> other) {
            Arrays.setAll(sums, i -> sums[i] + scale * other.sums[i]);
            rest.addScaled(scale, other.rest);
            return this;
        }

        private void add(double noise, double logDensity, double others) {
            sums[0] += noise;
            sums[1] += others;
            sums[2] += noise == 0 ? 0 : noise * logDensity;
        }
    }

    private static double doubt(double noise, double rest) {
        return (noise > 0 ? -noise * Math.log(noise) : 0) + (rest > 0 ? -rest * Math.log(rest) : 0);
    }

    /** {@code log(exp(a) + exp(b))}. */
    private static double logSum(double a, double b) {
        double max = Math.max(a, b);
        return max == Double.NEGATIVE_INFINITY ? max : max + Math.log1p(Math.exp(Math.min(a, b) - max));
    }

    @Override
    public Function<X, NoisePosterior<Q>> posterior(NoiseParameters<P> theta) {
        Function<X, Q> posterior = model.posterior(theta.theta());
        double logNoise = Math.log(theta.noise());
        double logRest = Math.log1p(-theta.noise());
        return x -> {
            Q q = posterior.apply(x);
            double log = noise.log(x);
            double joint = logRest + q.logEvidence();
            double evidence = logSum(logNoise + log, joint);
            return new NoisePosterior<>(share(logNoise + log, evidence), share(joint, evidence), log, q, evidence);
        };
    }

    private static double share(double logJoint, double evidence) {
        return logJoint == Double.NEGATIVE_INFINITY ? 0 : Simplex.probability(logJoint - evidence);
    }

    @Override
    public NoiseStatistics<S> zero(NoiseParameters<P> theta) {
        return new NoiseStatistics<>(new double[3], model.zero(theta.theta()));
    }

    @Override
    public void accumulate(X x, NoisePosterior<Q> q, double weight, NoiseStatistics<S> into) {
        double rest = weight * q.rest();
        into.add(weight * q.noise(), q.logDensity(), rest);
        if (rest != 0) {
            model.accumulate(x, q.within(), rest, into.rest());
        }
    }

    @Override
    public NoiseParameters<P> maximize(NoiseStatistics<S> s, NoiseParameters<P> current) {
        double noise = s.sums()[0] / (s.sums()[0] + s.sums()[1]);
        if (!(noise < 1)) { // also where there is no weight at all
            throw new DegenerateException(Degeneracy.of("all rows are noise", "fit without noise"));
        }
        return new NoiseParameters<>(noise, model.maximize(s.rest(), current.theta()));
    }

    @Override
    public double expectedLogJoint(NoiseParameters<P> theta, NoiseStatistics<S> s) {
        double noise = s.sums()[0];
        double rest = s.sums()[1];
        return (noise == 0 ? 0 : noise * Math.log(theta.noise()))
                + s.sums()[2]
                + (rest == 0 ? 0 : rest * Math.log1p(-theta.noise()))
                + model.expectedLogJoint(theta.theta(), s.rest());
    }

    @Override
    public double logPrior(NoiseParameters<P> theta) {
        return model.logPrior(theta.theta());
    }

    @Override
    public Roundoff roundoff(NoiseParameters<P> theta) {
        return model.roundoff(theta.theta());
    }

    @Override
    public Optional<EStep<X, NoiseStatistics<S>>> bind(NoiseParameters<P> theta) {
        EStep<X, S> bound = ReferenceEStep.unlessBound(model, theta.theta());
        return Optional.of(workspace -> new Worker(theta.noise(), bound.batch(workspace), workspace.rows()));
    }

    private final class Worker implements EStepWorker<X, NoiseStatistics<S>> {
        private final double logNoise;
        private final double logRest;
        private final EStepWorker<X, S> others;
        private final double[] logDensity;
        private final double[] noisy;
        private final double[] rest;
        private final double[] weights;
        private int n;

        private Worker(double share, EStepWorker<X, S> others, int rows) {
            this.logNoise = Math.log(share);
            this.logRest = Math.log1p(-share);
            this.others = others;
            this.logDensity = new double[rows];
            this.noisy = new double[rows];
            this.rest = new double[rows];
            this.weights = new double[rows];
        }

        @Override
        public void evidence(Block<X> tile, double[] out, int at) {
            n = tile.size();
            others.evidence(tile, out, at);
            for (int i = 0; i < n; i++) {
                logDensity[i] = noise.log(tile.get(i));
                double joint = logNoise + logDensity[i];
                double other = logRest + out[at + i];
                out[at + i] = logSum(joint, other);
                noisy[i] = share(joint, out[at + i]);
                rest[i] = share(other, out[at + i]);
            }
        }

        @Override
        public double accumulate(double[] w, int at, NoiseStatistics<S> into) {
            double entropy = 0;
            for (int i = 0; i < n; i++) {
                weights[i] = w[at + i] * rest[i];
                if (w[at + i] != 0) {
                    into.add(w[at + i] * noisy[i], logDensity[i], weights[i]);
                    entropy += w[at + i] * doubt(noisy[i], rest[i]);
                }
            }
            return entropy + others.accumulate(weights, 0, into.rest());
        }
    }

    /** The log odds of noise, then the model's coordinates, which are all there is where no noise is left. */
    @Override
    public Optional<Chart<NoiseParameters<P>>> chart(NoiseParameters<P> at) {
        return model.chart(at.theta()).map(rest -> chart(at, rest));
    }

    private static <P> Chart<NoiseParameters<P>> chart(NoiseParameters<P> at, Chart<P> rest) {
        if (at.noise() == 0) {
            return Chart.of(theta -> rest.coordinates(theta.theta()), u -> new NoiseParameters<>(0, rest.point(u)));
        }
        return Chart.of(
                theta -> {
                    double[] v = rest.coordinates(theta.theta());
                    double[] u = new double[v.length + 1];
                    u[0] = Math.max(LEAST, Math.log(theta.noise()) - Math.log1p(-theta.noise()));
                    System.arraycopy(v, 0, u, 1, v.length);
                    return u;
                },
                u -> new NoiseParameters<>(1 / (1 + Math.exp(-u[0])), rest.point(Arrays.copyOfRange(u, 1, u.length))));
    }

    /** No noise, and the model's own edges. */
    @Override
    public List<Edge<NoiseParameters<P>>> edges(NoiseParameters<P> theta) {
        List<Edge<NoiseParameters<P>>> edges = new ArrayList<>();
        edges.add(new Edge<>("P(noise) = 0", theta.noise(), (c, far) -> new NoiseParameters<>(far, c.theta())));
        for (Edge<P> edge : model.edges(theta.theta())) {
            edges.add(edge.within(NoiseParameters::theta, (c, p) -> new NoiseParameters<>(c.noise(), p)));
        }
        return edges;
    }

    @Override
    public Optional<Sampler<X>> sampler(NoiseParameters<P> theta) {
        return model.sampler(theta.theta()).map(others -> sampler(theta.noise(), others));
    }

    private Sampler<X> sampler(double part, Sampler<X> others) {
        return new Sampler<>() {
            @Override
            public X sample(RandomGenerator random) {
                return (random.nextDouble() < part ? noise : others).sample(random);
            }

            @Override
            public X inPlaceOf(X observed, RandomGenerator random) {
                boolean isNoise = noise.admits(observed) && random.nextDouble() < part;
                return (isNoise ? noise : others).inPlaceOf(observed, random);
            }
        };
    }
}
