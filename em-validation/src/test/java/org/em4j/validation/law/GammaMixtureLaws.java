package org.em4j.validation.law;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.continuous.GammaDensity;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of a model without an M-step of its own. */
public class GammaMixtureLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        List<Double> waits =
                Stream.generate(random::nextExponential).limit(size.n()).toList();
        return new ModelCase<>(
                "mixture of " + size.k() + " gamma densities",
                new Mixture<>(size.k(), new GammaDensity()),
                waits,
                size.weights(random),
                size.mixture(
                        random,
                        () -> new GammaDensity.Theta(0.5 + 3 * random.nextDouble(), 0.5 + random.nextDouble())));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class, ImputationsFollowTheDensity.class);
    }
}
