package org.em4j.validation.law;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.discrete.ZeroInflatedPoisson;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Zero-inflated counts, and mixtures of them; in some components nothing is inflated. */
public class ZeroInflatedPoissonLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        return new ModelCase<>(
                "mixture of " + size.k() + " zero-inflated Poissons",
                new Mixture<>(size.k(), new ZeroInflatedPoisson()),
                size.counts(5, random),
                size.weights(random),
                size.mixture(
                        random,
                        () -> new ZeroInflatedPoisson.Theta(
                                random.nextInt(4) == 0 ? 0 : 0.1 + 0.8 * random.nextDouble(),
                                0.5 + 5 * random.nextDouble())));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class, ImputationsFollowTheDensity.class);
    }
}
