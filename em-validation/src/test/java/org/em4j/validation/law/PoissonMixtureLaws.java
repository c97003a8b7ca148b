package org.em4j.validation.law;

import java.util.random.RandomGenerator;
import org.em4j.core.mixture.Assignment;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.Tallies;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sums;
import org.em4j.gallery.Poisson;
import org.em4j.validation.law.jqwik.EmLaws;

/** A mixture of a model that knows nothing of tiles. */
public class PoissonMixtureLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return example(size);
    }

    public static ModelCase<Integer, MixtureParameters<Double>, Assignment<Observed>, Tallies<Sums>> example(
            Size size) {
        RandomGenerator random = size.random();
        return new ModelCase<>(
                "Poisson mixture of " + size.k(),
                new Mixture<>(size.k(), new Poisson()),
                size.counts(12, random),
                size.weights(random),
                size.mixture(random, () -> 0.5 + 9 * random.nextDouble()));
    }
}
