package org.em4j.gallery.continuous;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.special.Gamma;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.NumericMaximum;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;

/** The gamma distribution on positive numbers. Its M-step has no closed form. */
public record GammaDensity() implements LatentModel<Double, GammaDensity.Theta, Observed, Sums> {
    /**
     * Parameters.
     *
     * @param shape the squared mean over the variance
     * @param mean of the distribution; shape and mean, unlike shape and rate, are estimated independently
     */
    public record Theta(double shape, double mean) implements Serializable {
        private double rate() {
            return shape / mean;
        }

        private double logConstant() {
            return shape * Math.log(rate()) - Gamma.logGamma(shape);
        }
    }

    @Override
    public Function<Double, Observed> posterior(Theta t) {
        return x -> new Observed(t.logConstant() + (t.shape() - 1) * Math.log(x) - t.rate() * x);
    }

    @Override
    public Sums zero(Theta theta) {
        return new Sums(3);
    }

    @Override
    public void accumulate(Double x, Observed q, double weight, Sums into) {
        into.add(weight, 1, Math.log(x), x);
    }

    @Override
    public Theta maximize(Sums s, Theta current) {
        return NumericMaximum.of(this, s, current);
    }

    @Override
    public double expectedLogJoint(Theta t, Sums s) {
        return s.get(0) * t.logConstant() + s.get(1) * (t.shape() - 1) - s.get(2) * t.rate();
    }

    /** The terms of the log density nearly cancel at a large shape. */
    @Override
    public Roundoff roundoff(Theta t) {
        return Roundoff.ofTerms(t.shape(), t.shape() * Math.log(t.rate()), t.shape() * Math.log(t.mean()));
    }

    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        return Optional.of(Chart.of(
                t -> new double[] {Math.log(t.shape()), Math.log(t.mean())},
                u -> new Theta(Math.exp(u[0]), Math.exp(u[1]))));
    }

    @Override
    public Optional<Sampler<Double>> sampler(Theta t) {
        GammaDistribution gamma = new GammaDistribution(null, t.shape(), 1 / t.rate());
        return Optional.of(random -> gamma.inverseCumulativeProbability(random.nextDouble()));
    }
}
