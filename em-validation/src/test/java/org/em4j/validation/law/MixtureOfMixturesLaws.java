package org.em4j.validation.law;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** The combinator over itself. */
public class MixtureOfMixturesLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        return new ModelCase<>(
                "mixture of mixtures of Poissons",
                new Mixture<>(size.k(), new Mixture<>(size.k(), new Poisson())),
                size.counts(12, random),
                size.weights(random),
                size.mixture(random, () -> size.mixture(random, () -> 0.5 + 9 * random.nextDouble())));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class, ImputationsFollowTheDensity.class);
    }
}
