package org.em4j.gallery.discrete;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.special.Gamma;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;

/** Poisson counts: a whole model, as a researcher would write it. Its parameter is the rate, 0 if all counts are. */
public record Poisson() implements LatentModel<Integer, Double, Observed, Sums> {
    @Override
    public Function<Integer, Observed> posterior(Double rate) {
        return x -> new Observed(Sums.xlogy(x, rate) - rate - Gamma.logGamma(x + 1.0));
    }

    @Override
    public Sums zero(Double rate) {
        return new Sums(3);
    }

    @Override
    public void accumulate(Integer x, Observed q, double weight, Sums into) {
        into.add(weight, 1, x, Gamma.logGamma(x + 1.0));
    }

    @Override
    public Double maximize(Sums s, Double current) {
        return s.get(1) / s.get(0);
    }

    @Override
    public double expectedLogJoint(Double rate, Sums s) {
        return Sums.xlogy(s.get(1), rate) - s.get(0) * rate - s.get(2);
    }

    /** The three terms of the log density nearly cancel at a count close to a large rate. */
    @Override
    public Roundoff roundoff(Double rate) {
        return Roundoff.ofTerms(rate, Sums.xlogy(rate, rate));
    }

    @Override
    public Optional<Chart<Double>> chart(Double at) {
        return Optional.of(Chart.of(rate -> new double[] {Math.log(rate)}, u -> Math.exp(u[0])));
    }

    @Override
    public List<Edge<Double>> edges(Double rate) {
        return List.of(new Edge<>("rate = 0", rate, (r, far) -> far));
    }

    /** Arrivals at the rate within one unit of time. */
    @Override
    public Optional<Sampler<Integer>> sampler(Double rate) {
        return Optional.of(random -> {
            int count = 0;
            for (double t = random.nextExponential(); t < rate; t += random.nextExponential()) {
                count++;
            }
            return count;
        });
    }
}
