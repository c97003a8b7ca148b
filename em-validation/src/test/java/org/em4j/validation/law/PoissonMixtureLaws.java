package org.em4j.validation.law;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.em4j.core.mixture.Mixture;

/** A mixture of a model that knows nothing of tiles. */
class PoissonMixtureLaws extends EmLaws {
    @Override
    ModelCase<?, ?, ?, ?> example(Size size) {
        RandomGenerator random = size.random();
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < size.n(); i++) {
            counts.add(random.nextInt(random.nextInt(20) == 0 ? 500 : 12));
        }
        return new ModelCase<>(
                "Poisson mixture of " + size.k(),
                new Mixture<>(size.k(), new Poisson()),
                counts,
                size.weights(random),
                size.mixture(random, () -> 0.5 + 9 * random.nextDouble()));
    }
}
