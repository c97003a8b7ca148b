package org.em4j.validation.reproduce.classic;

import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Sums;

/**
 * Genetic linkage: an animal falls into one of four categories, 0 to 3, of probabilities {@code 1/2 + θ/4, (1-θ)/4,
 * (1-θ)/4, θ/4}. Latent is whether one of category 0 came by the part of it that depends on θ.
 */
record Linkage() implements LatentModel<Integer, Double, Linkage.Linked, Sums> {
    /** The probability that an animal came by a part that depends on θ. */
    record Linked(double probability, double logEvidence) implements Posterior {
        @Override
        public double entropy() {
            return -xlogx(probability) - xlogx(1 - probability);
        }

        private static double xlogx(double p) {
            return p == 0 ? 0 : p * Math.log(p);
        }
    }

    @Override
    public Function<Integer, Linked> posterior(Double theta) {
        return category -> switch (category) {
            case 0 -> new Linked(theta / 4 / (0.5 + theta / 4), Math.log(0.5 + theta / 4));
            case 3 -> new Linked(1, Math.log(theta / 4));
            default -> new Linked(0, Math.log((1 - theta) / 4));
        };
    }

    /** Animals by θ, by 1 - θ, and by neither. */
    @Override
    public Sums zero(Double theta) {
        return new Sums(3);
    }

    @Override
    public void accumulate(Integer category, Linked q, double weight, Sums into) {
        boolean neither = category == 1 || category == 2;
        into.add(weight, q.probability(), neither ? 1 : 0, neither ? 0 : 1 - q.probability());
    }

    @Override
    public Double maximize(Sums s, Double current) {
        return s.get(0) / (s.get(0) + s.get(1));
    }

    @Override
    public double expectedLogJoint(Double theta, Sums s) {
        return times(s.get(0), theta / 4) + times(s.get(1), (1 - theta) / 4) + times(s.get(2), 0.5);
    }

    /** A count of zero asks nothing of its probability, which may be zero too. */
    private static double times(double count, double probability) {
        return count == 0 ? 0 : count * Math.log(probability);
    }

    @Override
    public Optional<Chart<Double>> chart(Double at) {
        return Optional.of(Chart.of(
                theta -> new double[] {Math.log(theta / (1 - theta))}, u -> 1 / (1 + Math.exp(-u[0]))));
    }
}
