package org.em4j.validation.law;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.sequence.LocalLevel;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.IntegratesToOne;
import org.em4j.laws.density.SamplesFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of series with gaps, some of them of one time only. */
public class LocalLevelLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        List<double[]> series =
                Stream.generate(() -> series(size, random)).limit(size.n()).toList();
        return new ModelCase<>(
                "mixture of " + size.k() + " local levels",
                new Mixture<>(size.k(), new LocalLevel(size.offset(), 100)),
                series,
                size.weights(random),
                size.mixture(
                        random,
                        () -> new LocalLevel.Theta(0.1 + 3 * random.nextDouble(), 0.1 + 3 * random.nextDouble())));
    }

    private static double[] series(Size size, RandomGenerator random) {
        double[] y = Size.numbers(1 + random.nextInt(2 * size.d()), 2, size.offset(), random);
        for (int t = 0; t < y.length; t++) {
            y[t] = random.nextInt(5) == 0 ? Double.NaN : y[t];
        }
        return y;
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(
                SymmetriesHold.class,
                SamplesFollowTheDensity.class,
                ImputationsFollowTheDensity.class,
                IntegratesToOne.class);
    }

    @Override
    protected Size largest() {
        return new Size(60, 6, 2, 1e6, true, 0);
    }
}
