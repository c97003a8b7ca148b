package org.em4j.validation.law;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sums;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** A mixture of a model that knows nothing of tiles; where observations have weights, the last component may be all zeros. */
public class PoissonMixtureLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return example(size);
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class, ImputationsFollowTheDensity.class);
    }

    public static ModelCase<
                    Integer, MixtureParameters<Double>, ComponentPosterior<Observed>, MixtureStatistics<Sums, Sums>>
            example(Size size) {
        RandomGenerator random = size.random();
        List<Integer> counts = size.counts(12, random);
        double[] weights = size.weights(random);
        MixtureParameters<Double> theta = size.mixture(random, () -> 0.5 + 9 * random.nextDouble());
        boolean zeros = size.weighted() && size.k() > 1 && random.nextInt(3) == 0;
        return new ModelCase<>(
                "Poisson mixture of " + size.k(),
                new Mixture<>(size.k(), new Poisson()),
                counts,
                weights,
                zeros ? theta.component(size.k() - 1, 0.0) : theta);
    }
}
