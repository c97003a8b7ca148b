package org.em4j.validation.law;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.continuous.GammaDensity;
import org.em4j.gallery.discrete.NegativeBinomial;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of negative binomial counts. */
public class NegativeBinomialLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        return new ModelCase<>(
                "mixture of " + size.k() + " negative binomials",
                new Mixture<>(size.k(), new NegativeBinomial()),
                size.counts(8, random),
                size.weights(random),
                size.mixture(
                        random,
                        () -> new GammaDensity.Theta(0.3 + 3 * random.nextDouble(), 0.5 + 5 * random.nextDouble())));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class, ImputationsFollowTheDensity.class);
    }
}
