package org.em4j.validation.law;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.regression.MixedModel;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of mixed models whose groups have one to six rows, with an intercept of their own, and slopes of every other covariate. */
public class MixedModelLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        int p = size.d() - 1;
        List<Integer> slopes =
                IntStream.range(0, p).filter(j -> j % 2 == 0).boxed().toList();
        List<double[][]> groups =
                Stream.generate(() -> group(size, random)).limit(size.n()).toList();
        return new ModelCase<>(
                "mixture of " + size.k() + " mixed models of " + p + " covariates",
                new Mixture<>(size.k(), new MixedModel(p, slopes)),
                groups,
                size.weights(random),
                size.mixture(
                        random,
                        () -> new MixedModel.Theta(
                                FullNormal.of(row(size, random), GaussianMixtureLaws.covariance(size.d(), random)),
                                FullNormal.of(
                                        new double[slopes.size() + 1],
                                        GaussianMixtureLaws.covariance(slopes.size() + 1, random)))));
    }

    private static double[][] group(Size size, RandomGenerator random) {
        return Stream.generate(() -> row(size, random))
                .limit(1 + random.nextInt(6))
                .toArray(double[][]::new);
    }

    /** The response alone lies far off: what a group's slope adds there is not told from what its intercept does. */
    private static double[] row(Size size, RandomGenerator random) {
        double[] row = Size.numbers(size.d(), 2, 0, random);
        row[size.d() - 1] += size.offset();
        return row;
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class, ImputationsFollowTheDensity.class);
    }

    @Override
    protected Size largest() {
        return new Size(60, 4, 2, 1e6, true, 0);
    }
}
