package org.em4j.gallery.discrete;

import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.numbers.gamma.Digamma;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;
import org.em4j.gallery.continuous.GammaDensity;

/**
 * Counts that vary more than Poisson counts do. Latent: the rate of each, which is gamma distributed (Greenwood and Yule
 * 1920). Its parameters are those of the rates: the mean of the counts, and a shape that is the size of the negative binomial
 * distribution; their variance is {@code mean + mean² / shape}.
 *
 * <pre>{@code
 * List<Integer> counts = List.of(0, 7, 1, 0, 22, 3, 0, 5);
 * Fit<GammaDensity.Theta> fit =
 *         new Em().fit(new NegativeBinomial(), Observations.of(counts), new GammaDensity.Theta(1, 4)); // shape, mean
 * }</pre>
 */
public record NegativeBinomial() implements LatentModel<Integer, GammaDensity.Theta, NegativeBinomial.Rate, Sums> {
    /** A count's rate, which is Gamma(shape, rate). */
    public record Rate(double shape, double rate, double logEvidence) implements Posterior {
        @Override
        public double entropy() {
            return shape - Math.log(rate) + Gamma.logGamma(shape) + (1 - shape) * Digamma.value(shape);
        }
    }

    private static GammaDensity rates() {
        return new GammaDensity();
    }

    @Override
    public Function<Integer, Rate> posterior(GammaDensity.Theta t) {
        double size = t.shape();
        double none = -size * Math.log1p(t.mean() / size); // log p(0)
        double odds = -Math.log1p(size / t.mean());
        return x -> new Rate(
                size + x,
                size / t.mean() + 1,
                Gamma.logGamma(size + x) - Gamma.logGamma(size) - Gamma.logGamma(x + 1.0) + none + x * odds);
    }

    /** Of what the rates' distribution needs of a rate, and of the log probability of the count. */
    @Override
    public Sums zero(GammaDensity.Theta theta) {
        return new Sums(4);
    }

    @Override
    public void accumulate(Integer x, Rate q, double weight, Sums into) {
        double mean = q.shape() / q.rate();
        double log = Digamma.value(q.shape()) - Math.log(q.rate());
        into.add(weight, 1, log, mean, x * log - mean - Gamma.logGamma(x + 1.0));
    }

    @Override
    public GammaDensity.Theta maximize(Sums s, GammaDensity.Theta current) {
        return rates().maximize(s, current);
    }

    @Override
    public double expectedLogJoint(GammaDensity.Theta theta, Sums s) {
        return rates().expectedLogJoint(theta, s) + s.get(3);
    }

    @Override
    public Roundoff roundoff(GammaDensity.Theta t) {
        return rates().roundoff(t).and(new Poisson().roundoff(t.mean()));
    }

    @Override
    public Optional<Chart<GammaDensity.Theta>> chart(GammaDensity.Theta at) {
        return rates().chart(at);
    }

    @Override
    public Optional<Sampler<Integer>> sampler(GammaDensity.Theta t) {
        return rates().sampler(t)
                .map(gamma -> random -> new Poisson()
                        .sampler(gamma.sample(random))
                        .orElseThrow()
                        .sample(random));
    }
}
