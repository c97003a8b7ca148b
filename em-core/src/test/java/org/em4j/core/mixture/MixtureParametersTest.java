package org.em4j.core.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.em4j.core.mixture.gate.Uniform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixtureParametersTest {
    private static MixtureParameters<Integer> of(double... weights) {
        return new MixtureParameters<>(weights, Collections.nCopies(weights.length, 7));
    }

    private static double[] shares(List<Double> counts) {
        double total = counts.stream().mapToDouble(Double::doubleValue).sum();
        return counts.stream().mapToDouble(count -> count / total).toArray();
    }

    /** NoiseStatistics of a total sum to one within the bound, however many there are. */
    @Property
    void sharesAreWeights(@ForAll @Size(min = 1, max = 2000) List<@IntRange(min = -9, max = 9) Integer> exponents) {
        double[] shares =
                shares(exponents.stream().map(e -> 3 * Math.pow(10, e)).toList());
        assertArrayEquals(shares, of(shares).weights());
        assertEquals(shares[shares.length - 1], of(shares).weight(shares.length - 1));
    }

    @Property(tries = 200)
    void nobodyElseCanChangeThem(
            @ForAll @Size(min = 2, max = 9) List<@DoubleRange(min = 0.1, max = 9) Double> counts,
            @ForAll @IntRange(max = 1) int k) {
        double[] shares = shares(counts);
        MixtureParameters<Integer> theta = of(shares);
        double[] kept = shares.clone();
        shares[k] = 99;
        theta.weights()[k] = 99;
        assertArrayEquals(kept, theta.weights());
    }

    /** Any one of them moved by more than the bound, and what was a distribution is none. */
    @Property
    void whatIsNoDistributionIsRefused(
            @ForAll @Size(min = 1, max = 9) List<@DoubleRange(min = 0.1, max = 9) Double> counts,
            @ForAll @IntRange(min = -7, max = 9) int exponent,
            @ForAll boolean up) {
        double[] moved = shares(counts);
        moved[0] += Math.pow(10, exponent) * (up ? 1 : -1);
        assertThrows(IllegalArgumentException.class, () -> of(moved));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-0.2 | 1.2 | weight 1 is -0.2: a weight is 0 or more",
                "NaN | 1 | weight 1 is NaN",
                "0.5 | 0.3 | they sum to 0.8; divide each by that",
                "Infinity | 0 | they sum to Infinity",
            })
    void whichAndWhy(double first, double second, String words) {
        String message = assertThrows(IllegalArgumentException.class, () -> of(first, second))
                .getMessage();
        assertTrue(message.contains(words), message);
    }

    @Test
    void aBoxIsItsOwn() {
        double[] lower = {0, 1};
        double[] upper = {1, 2};
        Uniform box = new Uniform(lower, upper);
        Arrays.fill(lower, 9);
        box.upper()[0] = -9;
        assertArrayEquals(new double[] {0, 1}, box.lower());
        assertArrayEquals(new double[] {1, 2}, box.upper());
        assertThrows(IllegalArgumentException.class, () -> new Uniform(new double[] {0}, upper));
    }
}
