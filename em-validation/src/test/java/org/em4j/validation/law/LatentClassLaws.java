package org.em4j.validation.law;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.Bernoullis;
import org.em4j.validation.law.jqwik.EmLaws;

/** Latent class analysis, with a prior and without. */
public class LatentClassLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        List<double[]> answers = Stream.generate(
                        () -> random.doubles(size.d()).map(Math::rint).toArray())
                .limit(size.n())
                .toList();
        double pseudoCount = size.weighted() ? 0 : 0.5;
        return new ModelCase<>(
                size.k() + " latent classes, pseudo-count " + pseudoCount,
                new Mixture<>(size.k(), new Bernoullis(size.d(), pseudoCount)),
                answers,
                size.weights(random),
                size.mixture(random, () -> random.doubles(size.d(), 0.1, 0.9).toArray()));
    }
}
