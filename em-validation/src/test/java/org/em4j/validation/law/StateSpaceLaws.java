package org.em4j.validation.law;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.sequence.StateSpace;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of series of d columns with gaps, about one or two states, whose transition is known in half of the cases. */
public class StateSpaceLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        int m = 1 + random.nextInt(2);
        boolean learns = random.nextBoolean();
        double[][] transition = matrix(m, m, random);
        FullNormal first = FullNormal.of(Size.numbers(m, 1, 0, random), GaussianMixtureLaws.covariance(m, random));
        List<double[][]> series =
                Stream.generate(() -> series(size, random)).limit(size.n()).toList();
        return new ModelCase<>(
                "mixture of " + size.k() + " state space models of " + m + " states",
                new Mixture<>(size.k(), new StateSpace(matrix(size.d(), m, random), first, learns)),
                series,
                size.weights(random),
                size.mixture(
                        random,
                        () -> new StateSpace.Theta(
                                learns ? matrix(m, m, random) : transition,
                                FullNormal.of(new double[m], GaussianMixtureLaws.covariance(m, random)),
                                random.doubles(size.d(), 0.1, 3).toArray())));
    }

    private static double[][] matrix(int rows, int columns, RandomGenerator random) {
        return IntStream.range(0, rows)
                .mapToObj(i -> random.doubles(columns, -1, 1).toArray())
                .toArray(double[][]::new);
    }

    private static double[][] series(Size size, RandomGenerator random) {
        double[][] y = new double[1 + random.nextInt(4)][];
        for (int t = 0; t < y.length; t++) {
            y[t] = Size.numbers(size.d(), 2, 0, random);
            for (int j = 0; j < size.d(); j++) {
                y[t][j] = random.nextInt(5) == 0 ? Double.NaN : y[t][j];
            }
        }
        return y;
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class, ImputationsFollowTheDensity.class);
    }

    @Override
    protected Size largest() {
        return new Size(5, 2, 2, 0, true, 0);
    }
}
