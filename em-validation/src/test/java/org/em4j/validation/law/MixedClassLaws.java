package org.em4j.validation.law;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.product.Part;
import org.em4j.core.product.Product;
import org.em4j.core.product.Row;
import org.em4j.gallery.discrete.Categorical;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Latent classes of an answer out of d + 1, a count and a measurement, with gaps, with a prior and without. */
public class MixedClassLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        int m = size.d() + 1;
        double pseudoCount = size.weighted() ? 0 : 0.5;
        List<String> answers = new Categorical(m).answers();
        Row row = new Row(3);
        Product<double[]> product = new Product<>(List.of(
                new Part<>("answer", row.count(0), new Categorical(answers, pseudoCount)),
                new Part<>("calls", row.count(1), new Poisson()),
                new Part<>("size", row.part(2), new Gaussian(1))));
        List<double[]> rows = Stream.generate(() -> row(m, size.offset(), random))
                .limit(size.n())
                .toList();
        var theta = size.mixture(
                random,
                () -> new Product.Theta(List.of(
                        probabilities(m, random),
                        0.5 + 4 * random.nextDouble(),
                        FullNormal.of(
                                Size.numbers(1, 2, size.offset(), random),
                                GaussianMixtureLaws.covariance(1, random)))));
        return new ModelCase<>(
                size.k() + " latent classes of an answer, a count and a measurement",
                new Mixture<>(size.k(), product),
                rows,
                size.weights(random),
                theta);
    }

    private static double[] probabilities(int m, RandomGenerator random) {
        double[] p = random.doubles(m, 0.2, 1.2).toArray();
        double total = Arrays.stream(p).sum();
        return Arrays.stream(p).map(v -> v / total).toArray();
    }

    private static double[] row(int m, double offset, RandomGenerator random) {
        double[] row = {random.nextInt(m), random.nextInt(8), Size.numbers(1, 2, offset, random)[0]};
        for (int j = 0; j < row.length; j++) {
            row[j] = random.nextInt(6) == 0 ? Double.NaN : row[j];
        }
        return row;
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class);
    }

    @Override
    protected Size largest() {
        return new Size(60, 3, 3, 1e4, true, 0);
    }
}
