package org.em4j.core.linalg;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A tile to try kernels on: n rows of d columns at a stride, weights (some zero) from place {@code at}, and r as the
 * other size of a product. Numbers follow from the seed; what lies between the columns is not for the kernels.
 */
public record TileCase(int n, int d, int r, int stride, int at, long seed) {
    private static final double NOT_YOURS = 1e300;

    /** Sizes around the widths of registers and panels, one more and one less. */
    static Arbitrary<TileCase> any() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 41),
                        Arbitraries.integers().between(1, 70),
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs())
                .as((n, d, r, padding, at, seed) -> new TileCase(n, d, r, n + padding, at, seed));
    }

    private double[] numbers(int size, int salt) {
        Random random = new Random(seed + salt);
        double[] x = new double[size];
        Arrays.setAll(x, i -> random.nextGaussian());
        return x;
    }

    /** The tile of d columns. */
    double[] tile() {
        return tile(d, 1);
    }

    /** A tile of r columns. */
    double[] narrow() {
        return tile(r, 2);
    }

    private double[] tile(int columns, int salt) {
        double[] z = numbers(columns * stride, salt);
        for (int j = 0; j < columns; j++) {
            Arrays.fill(z, j * stride + n, (j + 1) * stride, NOT_YOURS);
        }
        return z;
    }

    double[] weights() {
        Random random = new Random(seed + 3);
        double[] w = new double[at + n];
        Arrays.setAll(w, i -> random.nextInt(4) == 0 ? 0 : random.nextDouble());
        Arrays.fill(w, 0, at, NOT_YOURS);
        return w;
    }

    /** {@code (r x d)}. */
    double[] matrix() {
        return numbers(r * d, 4);
    }

    /** {@code (d x d)}. */
    double[] lower() {
        double[] p = numbers(d * d, 5);
        for (int i = 0; i < d; i++) {
            Arrays.fill(p, i * d + i + 1, (i + 1) * d, 0);
        }
        return p;
    }

    double[] vector(int size) {
        return numbers(size, 6);
    }
}
