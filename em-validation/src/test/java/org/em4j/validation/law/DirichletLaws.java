package org.em4j.validation.law;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.continuous.Dirichlet;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.IntegratesToOne;
import org.em4j.laws.density.SamplesFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of Dirichlet distributions of two shares or more. */
public class DirichletLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        List<double[]> shares = Stream.generate(
                        () -> random.doubles(1 + size.d(), 0.01, 1).toArray())
                .limit(size.n())
                .map(x -> DoubleStream.of(x)
                        .map(v -> v / DoubleStream.of(x).sum())
                        .toArray())
                .toList();
        return new ModelCase<>(
                "mixture of " + size.k() + " Dirichlet distributions",
                new Mixture<>(size.k(), new Dirichlet()),
                shares,
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
