package org.em4j.validation.law;

import java.util.random.RandomGenerator;
import org.em4j.gallery.PoissonLogNormal;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.jqwik.EmLaws;

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
}
