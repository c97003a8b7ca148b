package org.em4j.validation.law;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.continuous.Weibull;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.IntegratesToOne;
import org.em4j.laws.density.SamplesFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of Weibull times; one in three was cut off. */
public class WeibullLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        List<Weibull.Time> times = Stream.generate(
                        () -> new Weibull.Time(0.01 + random.nextExponential(), random.nextInt(3) == 0))
                .limit(size.n())
                .toList();
        return new ModelCase<>(
                "mixture of " + size.k() + " Weibull times",
                new Mixture<>(size.k(), new Weibull()),
                times,
                size.weights(random),
                size.mixture(
                        random, () -> new Weibull.Theta(0.5 + 2 * random.nextDouble(), 0.5 + random.nextDouble())));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(
                SymmetriesHold.class,
                SamplesFollowTheDensity.class,
                ImputationsFollowTheDensity.class,
                IntegratesToOne.class);
    }

    @Override
    protected Size largest() {
        return new Size(60, 1, 2, 0, true, 0);
    }
}
