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
import org.em4j.gallery.continuous.VonMises;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of directions that come from all around. */
public class VonMisesLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return example(size);
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class, ImputationsFollowTheDensity.class);
    }

    public static ModelCase<
                    Double,
                    MixtureParameters<VonMises.Theta>,
                    ComponentPosterior<Observed>,
                    MixtureStatistics<Sums, Sums>>
            example(Size size) {
        RandomGenerator random = size.random();
        List<Double> angles =
                random.doubles(size.n(), -Math.PI, Math.PI).boxed().toList();
        return new ModelCase<>(
                "mixture of " + size.k() + " von Mises",
                new Mixture<>(size.k(), new VonMises()),
                angles,
                size.weights(random),
                size.mixture(
                        random,
                        () -> new VonMises.Theta(random.nextDouble(-Math.PI, Math.PI), 0.5 + 3 * random.nextDouble())));
    }
}
