package org.em4j.validation.law;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gallery.discrete.Bernoullis;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Latent class analysis, with a prior and without; without, some probabilities of some classes are 0 or 1. */
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
                onTheEdge(
                        size.mixture(
                                random, () -> random.doubles(size.d(), 0.1, 0.9).toArray()),
                        pseudoCount > 0 ? size.k() : 1));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class, ImputationsFollowTheDensity.class);
    }

    /** What is less than 0.2 away from 0 or 1, in classes from the first on; those before it have a density everywhere. */
    private static MixtureParameters<double[]> onTheEdge(MixtureParameters<double[]> theta, int first) {
        MixtureParameters<double[]> moved = theta;
        for (int k = first; k < theta.components().size(); k++) {
            double[] p = Arrays.stream(theta.components().get(k))
                    .map(v -> Math.abs(v - 0.5) > 0.3 ? Math.rint(v) : v)
                    .toArray();
            moved = moved.component(k, p);
        }
        return moved;
    }
}
