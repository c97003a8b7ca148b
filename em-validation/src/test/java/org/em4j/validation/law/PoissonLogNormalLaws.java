package org.em4j.validation.law;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.em4j.gallery.discrete.PoissonLogNormal;
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
import org.em4j.laws.statistics.OrderDoesNotMatter;
import org.em4j.laws.statistics.StatisticsMerge;
import org.em4j.laws.statistics.WeightsAreCopies;
import org.em4j.laws.statistics.ZeroWeightIsAbsence;
import org.em4j.laws.step.GradientsAgree;

/** A Monte Carlo E-step: what laws compare may be off by what the posteriors say that they are. */
public class PoissonLogNormalLaws extends EmLaws {
    private static final int DRAWS = 40;

    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        return new ModelCase<>(
                "counts with normal log rates",
                new PoissonLogNormal(DRAWS, size.seed()),
                size.counts(12, random),
                size.weights(random),
                new PoissonLogNormal.Theta(2 * random.nextDouble(), 0.3 + random.nextDouble()));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(
                GradientsAgree.class,
                ProbabilitiesSumToOne.class,
                StatisticsMerge.class,
                WeightsAreCopies.class,
                ZeroWeightIsAbsence.class,
                OrderDoesNotMatter.class,
                ComponentsHaveNoNames.class,
                SymmetriesHold.class,
                SamplesFollowTheDensity.class,
                ImputationsFollowTheDensity.class,
                IntegratesToOne.class);
    }
}
