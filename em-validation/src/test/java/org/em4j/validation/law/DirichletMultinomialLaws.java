package org.em4j.validation.law;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.discrete.DirichletMultinomial;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.IntegratesToOne;
import org.em4j.laws.density.SamplesFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of Dirichlet-multinomial counts of two categories or more, some rows of them empty. */
public class DirichletMultinomialLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        List<double[]> counts = Stream.generate(() -> random.ints(1 + size.d(), 0, 1 + random.nextInt(6))
                        .asDoubleStream()
                        .toArray())
                .limit(size.n())
                .toList();
        return new ModelCase<>(
                "mixture of " + size.k() + " Dirichlet-multinomials",
                new Mixture<>(size.k(), new DirichletMultinomial()),
                counts,
                size.weights(random),
                size.mixture(random, () -> random.doubles(1 + size.d(), 0.3, 4).toArray()));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(
                SymmetriesHold.class,
                SamplesFollowTheDensity.class,
                ImputationsFollowTheDensity.class,
                IntegratesToOne.class);
    }
}
