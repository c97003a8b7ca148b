package org.em4j.validation.law;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ComponentsHaveNoNames;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.ProbabilitiesSumToOne;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Hidden Markov models with Gaussian emissions, on sequences of one to five rows; some transitions and first states are impossible. */
public class HiddenMarkovLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        int d = size.d();
        List<double[]> rows = size.rows(random);
        List<List<double[]>> sequences = IntStream.range(0, size.n())
                .mapToObj(i -> rows.subList(i, Math.min(i + 1 + i % 5, size.n())))
                .<List<double[]>>map(List::copyOf)
                .toList();
        double[][] transitions = IntStream.range(0, size.k())
                .mapToObj(i -> onTheEdge(size.mixture(random, () -> 0).weights()))
                .toArray(double[][]::new);
        var states = size.mixture(
                random,
                () -> FullNormal.of(
                        Size.numbers(d, 2, size.offset(), random), GaussianMixtureLaws.covariance(d, random)));
        return new ModelCase<>(
                "hidden Markov model of " + size.k() + " states",
                new HiddenMarkov<>(new Mixture<>(size.k(), new Gaussian(d))),
                sequences,
                size.weights(random),
                new HiddenMarkov.Theta<>(
                        new MixtureParameters<>(onTheEdge(states.weights()), states.components()), transitions));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(
                ProbabilitiesSumToOne.class,
                ComponentsHaveNoNames.class,
                SymmetriesHold.class,
                ImputationsFollowTheDensity.class);
    }

    /** Without what is less than half as probable as the most probable. */
    private static double[] onTheEdge(double[] p) {
        double largest = Arrays.stream(p).max().orElseThrow();
        double[] moved = Arrays.stream(p).map(v -> v < largest / 2 ? 0 : v).toArray();
        double total = Arrays.stream(moved).sum();
        return Arrays.stream(moved).map(v -> v / total).toArray();
    }

    @Override
    protected Size largest() {
        return new Size(20, 2, 3, 1e6, true, 0);
    }
}
