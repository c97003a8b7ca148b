package org.em4j.gallery;

import java.io.Serializable;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.special.Gamma;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Charted;
import org.em4j.core.model.Generative;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sums;

/** The gamma distribution on positive numbers. Its M-step has no closed form and is left to the default. */
public record GammaDensity()
        implements LatentModel<Double, GammaDensity.Theta, Observed, Sums>,
                Charted<GammaDensity.Theta>,
                Generative<Double, GammaDensity.Theta> {
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
    public double expectedLogJoint(Theta t, Sums s) {
        return s.get(0) * t.logConstant() + s.get(1) * (t.shape() - 1) - s.get(2) * t.rate();
    }

    /** The terms of the log density nearly cancel at a large shape. */
    @Override
    public double cancellation(Theta t) {
        return 4 * t.shape() * (1 + Math.abs(Math.log(t.rate())) + Math.abs(Math.log(t.mean())));
    }

    @Override
    public Chart<Theta> chart(Theta at) {
        return Chart.of(
                t -> new double[] {Math.log(t.shape()), Math.log(t.mean())},
                u -> new Theta(Math.exp(u[0]), Math.exp(u[1])));
    }

    @Override
    public Function<RandomGenerator, Double> sampler(Theta t) {
        GammaDistribution gamma = new GammaDistribution(null, t.shape(), 1 / t.rate());
        return random -> gamma.inverseCumulativeProbability(random.nextDouble());
    }
}
