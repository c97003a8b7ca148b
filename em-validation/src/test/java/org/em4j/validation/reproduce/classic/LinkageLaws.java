package org.em4j.validation.reproduce.classic;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
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

/** The linkage model is held to the laws of any model. */
class LinkageLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        List<Integer> animals =
                Stream.generate(() -> random.nextInt(4)).limit(size.n()).toList();
        double theta = 0.1 + 0.8 * random.nextDouble();
        return new ModelCase<>("genetic linkage", new Linkage(), animals, size.weights(random), theta);
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(
                ProbabilitiesSumToOne.class,
                ComponentsHaveNoNames.class,
                SymmetriesHold.class,
                SamplesFollowTheDensity.class,
                ImputationsFollowTheDensity.class,
                IntegratesToOne.class);
    }
}
