package org.em4j.validation.law;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.item.GradedResponse;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of populations that answer items with two to four answers, some of them left out; slopes of either sign. */
public class GradedResponseLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        List<Integer> answers =
                Stream.generate(() -> 2 + random.nextInt(3)).limit(size.d()).toList();
        List<double[]> people = Stream.generate(() -> answers.stream()
                        .mapToDouble(m -> random.nextInt(8) == 0 ? Double.NaN : random.nextInt(m))
                        .toArray())
                .limit(size.n())
                .toList();
        return new ModelCase<>(
                "mixture of " + size.k() + " populations, " + size.d() + " items",
                new Mixture<>(size.k(), new GradedResponse(answers, 7)),
                people,
                size.weights(random),
                size.mixture(
                        random, () -> answers.stream().map(m -> item(m, random)).toList()));
    }

    private static GradedResponse.Item item(int m, RandomGenerator random) {
        double[] intercepts = new double[m - 1];
        double at = 2 * random.nextDouble();
        for (int i = 0; i < intercepts.length; i++) {
            intercepts[i] = at;
            at -= 0.1 + 2 * random.nextDouble();
        }
        return new GradedResponse.Item(2 * random.nextGaussian(), intercepts);
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class, ImputationsFollowTheDensity.class);
    }

    @Override
    protected Size largest() {
        return new Size(60, 5, 2, 0, true, 0);
    }
}
