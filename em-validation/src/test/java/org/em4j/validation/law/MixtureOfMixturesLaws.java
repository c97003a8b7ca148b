package org.em4j.validation.law;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.em4j.core.mixture.Mixture;

/** The combinator over itself. */
class MixtureOfMixturesLaws extends EmLaws {
    @Override
    ModelCase<?, ?, ?, ?> example(Size size) {
        RandomGenerator random = size.random();
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < size.n(); i++) {
            counts.add(random.nextInt(12));
        }
        return new ModelCase<>(
                "mixture of mixtures of Poissons",
                new Mixture<>(size.k(), new Mixture<>(size.k(), new Poisson())),
                counts,
                size.weights(random),
                size.mixture(random, () -> size.mixture(random, () -> 0.5 + 9 * random.nextDouble())));
    }
}
