package org.em4j.validation.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.fit.Restarts;
import org.em4j.core.mixture.MixtureParameters;

/** Every law, on generated cases of one model. Sizes shrink; contents are a function of a seed. */
abstract class EmLaws {
    /** What a case is made of. */
    record Size(int n, int d, int k, double offset, boolean weighted, long seed) {
        RandomGenerator random() {
            return Restarts.random(seed);
        }

        /** Rows of standard normal numbers about the offset. */
        List<double[]> rows(RandomGenerator random) {
            List<double[]> rows = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                rows.add(numbers(d, 2, offset, random));
            }
            return rows;
        }

        double[] weights(RandomGenerator random) {
            double[] w = new double[n];
            Arrays.setAll(w, i -> weighted ? (i % 4 == 3 ? 0 : 3 * random.nextDouble()) : 1);
            w[0] = 1;
            return w;
        }

        <P> MixtureParameters<P> mixture(RandomGenerator random, Supplier<P> component) {
            double[] w = new double[k];
            Arrays.setAll(w, i -> 0.2 + random.nextDouble());
            double total = Arrays.stream(w).sum();
            Arrays.setAll(w, i -> w[i] / total);
            List<P> components = new ArrayList<>();
            for (int i = 0; i < k; i++) {
                components.add(component.get());
            }
            return new MixtureParameters<>(w, components);
        }
    }

    static double[] numbers(int n, double scale, double offset, RandomGenerator random) {
        double[] v = new double[n];
        Arrays.setAll(v, i -> offset + scale * random.nextGaussian());
        return v;
    }

    /** The case of a size. */
    abstract ModelCase<?, ?, ?, ?> example(Size size);

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void everyLawHolds(@ForAll("laws") Law law, @ForAll("sizes") Size size) {
        law.check(example(size));
    }

    @Provide
    Arbitrary<Law> laws() {
        return Arbitraries.of(Laws.all());
    }

    @Provide
    Arbitrary<Size> sizes() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 150),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(0.0, 0.0, 1e6),
                        Arbitraries.of(false, true),
                        Arbitraries.longs())
                .as(Size::new);
    }
}
