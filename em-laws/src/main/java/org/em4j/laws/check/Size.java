package org.em4j.laws.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.Randomness;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.laws.text.JavaText;

/**
 * What a generated case is made of. Sizes shrink; the contents are a function of them and of the seed.
 *
 * @param n number of observations, at least 1
 * @param d number of columns, at least 1
 * @param k number of components, or of factors, at least 1
 * @param offset where the data lie
 * @param weighted whether observations have weights, some of them zero
 * @param seed of everything random
 */
public record Size(int n, int d, int k, double offset, boolean weighted, long seed) {
    /** The largest that are generated: what small sizes do not break, larger ones seldom do. */
    public static final Size LARGEST = new Size(150, 6, 3, 1e6, true, Long.MAX_VALUE);

    /** One up to {@link #LARGEST}; one in three lies far from the origin. */
    public static Size random(RandomGenerator random) {
        return LARGEST.upTo(random);
    }

    /** One up to this; one in three lies far from the origin. */
    public Size upTo(RandomGenerator random) {
        return new Size(
                1 + random.nextInt(n),
                1 + random.nextInt(d),
                1 + random.nextInt(k),
                random.nextInt(3) == 0 ? offset : 0,
                random.nextBoolean(),
                random.nextLong());
    }

    /** Sizes that are simpler in one way or another, the simplest first. */
    List<Size> simpler() {
        return Stream.of(
                        smaller((n + 1) / 2, d, k),
                        smaller(n, (d + 1) / 2, k),
                        smaller(n, d, (k + 1) / 2),
                        smaller(n - 1, d, k),
                        smaller(n, d - 1, k),
                        smaller(n, d, k - 1),
                        new Size(n, d, k, 0, weighted, seed),
                        new Size(n, d, k, offset, false, seed))
                .filter(size -> size.n > 0 && size.d > 0 && size.k > 0 && !size.equals(this))
                .toList();
    }

    /** A source of randomness, a function of the seed. */
    public RandomGenerator random() {
        return Randomness.of(seed);
    }

    /** Normal numbers about a centre, in steps of 2⁻²⁰, so that a shift by a whole number rounds nothing. */
    public static double[] numbers(int n, double scale, double centre, RandomGenerator random) {
        double[] v = new double[n];
        Arrays.setAll(v, i -> Math.rint(0x1p20 * (centre + scale * random.nextGaussian())) * 0x1p-20);
        return v;
    }

    /** Rows {@code (n x d)} of normal numbers about the offset. */
    public List<double[]> rows(RandomGenerator random) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            rows.add(numbers(d, 2, offset, random));
        }
        return rows;
    }

    /** Counts {@code (n)} from 0 up to but not including {@code bound}; now and then one that is far out. */
    public List<Integer> counts(int bound, RandomGenerator random) {
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            counts.add(random.nextInt(random.nextInt(20) == 0 ? 40 * bound : bound));
        }
        return counts;
    }

    /** Weights {@code (n)}: ones, or numbers up to three with zeros among them; the first is one. */
    public double[] weights(RandomGenerator random) {
        double[] w = new double[n];
        Arrays.setAll(w, i -> weighted ? (i % 4 == 3 ? 0 : 3 * random.nextDouble()) : 1);
        w[0] = 1;
        return w;
    }

    /** Parameters of a mixture of k components. */
    public <P> MixtureParameters<P> mixture(RandomGenerator random, Supplier<P> component) {
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

    /** One of other contents. */
    Size seeded(long other) {
        return new Size(n, d, k, offset, weighted, other);
    }

    /** As it is written in Java. */
    @Override
    public String toString() {
        return JavaText.of(this);
    }

    private Size smaller(int otherN, int otherD, int otherK) {
        return new Size(otherN, otherD, otherK, offset, weighted, seed);
    }
}
