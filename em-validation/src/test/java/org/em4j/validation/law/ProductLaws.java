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
import org.em4j.gallery.discrete.Bernoullis;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Latent classes of a count, an answer and d measurements, any of which may be missing. */
public class ProductLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        int d = size.d();
        Row row = new Row(d + 2);
        int[] measured = new int[d];
        Arrays.setAll(measured, j -> j + 2);
        Product<double[]> product = new Product<>(List.of(
                new Part<>("calls", row.count(0), new Poisson()),
                new Part<>("answer", row.part(1), new Bernoullis(1, 0.5)),
                new Part<>("size", row.part(measured), new Gaussian(d))));
        List<double[]> rows = Stream.generate(() -> row(d, size.offset(), random))
                .limit(size.n())
                .toList();
        return new ModelCase<>(
                size.k() + " latent classes of a count, an answer and " + d + " measurements",
                new Mixture<>(size.k(), product),
                rows,
                size.weights(random),
                size.mixture(
                        random,
                        () -> new Product.Theta(List.of(
                                0.5 + 4 * random.nextDouble(),
                                new double[] {0.1 + 0.8 * random.nextDouble()},
                                FullNormal.of(
                                        Size.numbers(d, 2, size.offset(), random),
                                        GaussianMixtureLaws.covariance(d, random))))));
    }

    /** Now and then a part is missing, or one of the measurements. */
    private static double[] row(int d, double offset, RandomGenerator random) {
        double[] row = Size.numbers(d + 2, 2, offset, random);
        row[0] = random.nextInt(8);
        row[1] = random.nextInt(2);
        boolean unmeasured = random.nextInt(5) == 0;
        for (int j = 0; j < d + 2; j++) {
            boolean missing = random.nextInt(6) == 0 || (j >= 2 && unmeasured);
            row[j] = missing ? Double.NaN : row[j];
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
