package org.em4j.core.mixture;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.em4j.core.mixture.gate.Density;
import org.em4j.core.mixture.gate.NoiseShare;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;
import org.em4j.core.model.Sums;
import org.em4j.core.model.decorate.Reparametrized;

/**
 * Any model with noise: {@code p(x) = (1 - ε) p(x; theta) + ε u(x)} for a fixed density u, uniform over the range of the data,
 * say. Only ε and the model's theta are fitted (Banfield and Raftery 1993). In a posterior, outcome 0 is the model's, outcome 1
 * noise.
 *
 * @param rest the model of what is no noise
 * @param noise the density u
 */
public record Contaminated<X, P, Q extends Posterior, S extends Statistics<S>>(
        LatentModel<X, P, Q, S> rest, Density<X> noise)
        implements Reparametrized<
                X, NoiseParameters<P>, GatedParameters<Double, P>, ComponentPosterior<Q>, MixtureStatistics<Sums, S>> {
    @Override
    public GatedMixture<X, Double, Sums, P, Q, S> model() {
        return new GatedMixture<>(1, new NoiseShare<>(noise), rest, new Untied<>(rest, ""));
    }

    @Override
    public GatedParameters<Double, P> inner(NoiseParameters<P> theta) {
        return new GatedParameters<>(theta.noise(), List.of(theta.theta()));
    }

    @Override
    public NoiseParameters<P> outer(GatedParameters<Double, P> theta) {
        return new NoiseParameters<>(theta.gate(), theta.components().get(0));
    }

    @Override
    public Optional<Sampler<X>> sampler(NoiseParameters<P> theta) {
        return rest.sampler(theta.theta()).map(others -> sampler(theta.noise(), others));
    }

    private Sampler<X> sampler(double share, Sampler<X> others) {
        return new Sampler<>() {
            @Override
            public X sample(RandomGenerator random) {
                return (random.nextDouble() < share ? noise : others).sample(random);
            }

            @Override
            public X inPlaceOf(X observed, RandomGenerator random) {
                boolean isNoise = noise.admits(observed) && random.nextDouble() < share;
                return (isNoise ? noise : others).inPlaceOf(observed, random);
            }
        };
    }
}
