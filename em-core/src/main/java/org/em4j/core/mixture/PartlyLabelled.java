package org.em4j.core.mixture;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.em4j.core.data.Labelled;
import org.em4j.core.mixture.gate.KnownLabels;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;
import org.em4j.core.model.Sums;
import org.em4j.core.model.decorate.Reparametrized;

/**
 * A mixture whose component is known for some observations: of those the likelihood is {@code p(x, z)}, the weight of the
 * component included, of the others {@code p(x)}. Known as semi-supervised, or as discriminant analysis where all are.
 */
public record PartlyLabelled<X, P, Q extends Posterior, S extends Statistics<S>>(Mixture<X, P, Q, S> mixture)
        implements Reparametrized<
                Labelled<X>,
                MixtureParameters<P>,
                GatedParameters<double[], P>,
                ComponentPosterior<Q>,
                MixtureStatistics<Sums, S>> {
    @Override
    public GatedMixture<Labelled<X>, double[], Sums, P, Q, S> model() {
        return new GatedMixture<>(
                mixture.size(),
                new KnownLabels<>(mixture.size()),
                new Unlabelled<>(mixture.component()),
                mixture.tying());
    }

    @Override
    public GatedParameters<double[], P> inner(MixtureParameters<P> theta) {
        return theta.gated();
    }

    @Override
    public MixtureParameters<P> outer(GatedParameters<double[], P> theta) {
        return MixtureParameters.of(theta);
    }

    /** Observations of unknown component; in the place of one whose component is known, the one that was drawn is known. */
    @Override
    public Optional<Sampler<Labelled<X>>> sampler(MixtureParameters<P> theta) {
        return GatedMixture.all(mixture.each(theta, mixture.component()::sampler))
                .map(own -> sampler(theta.weights(), own));
    }

    private static <X> Sampler<Labelled<X>> sampler(double[] weights, List<Sampler<X>> own) {
        return new Sampler<>() {
            @Override
            public Labelled<X> sample(RandomGenerator random) {
                return new Labelled<>(own.get(Simplex.draw(weights, random)).sample(random), Labelled.UNKNOWN);
            }

            @Override
            public Labelled<X> inPlaceOf(Labelled<X> observed, RandomGenerator random) {
                int k = Simplex.draw(weights, random);
                X drawn = own.get(k).inPlaceOf(observed.observation(), random);
                return new Labelled<>(drawn, observed.isKnown() ? k : Labelled.UNKNOWN);
            }
        };
    }
}
