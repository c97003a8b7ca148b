package org.em4j.validation.law;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ComponentsHaveNoNames;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.IntegratesToOne;
import org.em4j.laws.density.ProbabilitiesSumToOne;
import org.em4j.laws.density.SamplesFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;
import org.em4j.laws.step.GradientsAgree;

/** A variational E-step: laws hold of its lower bound, but for those that need the likelihood itself. */
public class BinaryCausesLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        return new ModelCase<>(
                "two binary causes",
                new BinaryCauses(),
                size.counts(9, random).stream()
                        .map(c -> c - 1 + random.nextGaussian())
                        .toList(),
                size.weights(random),
                new BinaryCauses.Theta(
                        new double[] {0.2 + 0.6 * random.nextDouble(), 0.2 + 0.6 * random.nextDouble()},
                        new double[] {2 + random.nextDouble(), 4 + random.nextDouble()},
                        1 + random.nextDouble()));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(
                GradientsAgree.class,
                ProbabilitiesSumToOne.class,
                ComponentsHaveNoNames.class,
                SymmetriesHold.class,
                SamplesFollowTheDensity.class,
                ImputationsFollowTheDensity.class,
                IntegratesToOne.class);
    }
}
