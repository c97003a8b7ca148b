package org.em4j.gallery.discrete;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.special.Gamma;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;

/** Poisson counts among which some zeros are of another kind (Lambert 1992). Latent: whether a zero is. */
public record ZeroInflatedPoisson()
        implements LatentModel<Integer, ZeroInflatedPoisson.Theta, ZeroInflatedPoisson.Excess, Sums> {
    /**
     * Parameters.
     *
     * @param inflation probability of a zero of the other kind, from 0 to 1
     * @param rate of the Poisson counts, 0 or more
     */
    public record Theta(double inflation, double rate) implements Serializable {}

    /** With what probability a count is a zero of the other kind. */
    public record Excess(double probability, double logEvidence) implements Posterior {
        @Override
        public double entropy() {
            double p = probability;
            return p > 0 && p < 1 ? -p * Math.log(p) - (1 - p) * Math.log1p(-p) : 0;
        }
    }

    @Override
    public Function<Integer, Excess> posterior(Theta theta) {
        Function<Integer, Double> counts =
                new Poisson().posterior(theta.rate()).andThen(q -> q.logEvidence() + Math.log1p(-theta.inflation()));
        double zero = Math.log(theta.inflation() + Math.exp(counts.apply(0)));
        double excess = Simplex.probability(Math.log(theta.inflation()) - zero);
        return x -> x == 0 ? new Excess(excess, zero) : new Excess(0, counts.apply(x));
    }

    @Override
    public Sums zero(Theta theta) {
        return new Sums(4);
    }

    @Override
    public void accumulate(Integer x, Excess q, double weight, Sums into) {
        into.add(weight, q.probability(), 1 - q.probability(), x, Gamma.logGamma(x + 1.0));
    }

    @Override
    public Theta maximize(Sums s, Theta current) {
        double rate = s.get(1) > 0 ? s.get(2) / s.get(1) : current.rate(); // of nothing, any rate is as good
        return new Theta(Simplex.share(s.get(0), s.get(1)), rate);
    }

    @Override
    public double expectedLogJoint(Theta theta, Sums s) {
        return Sums.xlogy(s.get(0), theta.inflation())
                + Sums.xlog1py(s.get(1), -theta.inflation())
                + Sums.xlogy(s.get(2), theta.rate())
                - s.get(1) * theta.rate()
                - s.get(3);
    }

    @Override
    public Roundoff roundoff(Theta theta) {
        return new Poisson().roundoff(theta.rate());
    }

    /** Log odds of the inflation, log rate. */
    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        return Optional.of(Chart.of(
                t -> new double[] {Math.log(t.inflation()) - Math.log1p(-t.inflation()), Math.log(t.rate())},
                u -> new Theta(1 / (1 + Math.exp(-u[0])), Math.exp(u[1]))));
    }

    @Override
    public List<Edge<Theta>> edges(Theta theta) {
        Edge<Double> rate = new Poisson().edges(theta.rate()).get(0);
        return List.of(
                Simplex.edge(theta.inflation(), "inflated").within(Theta::inflation, (t, p) -> new Theta(p, t.rate())),
                rate.within(Theta::rate, (t, r) -> new Theta(t.inflation(), r)));
    }

    @Override
    public Optional<Sampler<Integer>> sampler(Theta theta) {
        return new Poisson()
                .sampler(theta.rate())
                .map(counts -> random -> random.nextDouble() < theta.inflation() ? 0 : counts.sample(random));
    }
}
