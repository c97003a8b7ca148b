package org.em4j.io.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NearestLaws {
    private static double exact(long digits, int power) {
        return Double.parseDouble(Long.toUnsignedString(digits) + "e" + power);
    }

    @Property(tries = 20_000)
    void itIsTheNearestOrNone(@ForAll long digits, @ForAll @IntRange(min = -70, max = 70) int power) {
        double nearest = Nearest.of(digits, power);
        assertTrue(
                Double.isNaN(nearest) || nearest == exact(digits, power), digits + "e" + power + " is not " + nearest);
    }

    /** Halves between two doubles, and what is next to them: where a last bit that is wrong would show. */
    @Property
    void norIsItWrongHalfWayBetweenTwoDoubles(
            @ForAll @IntRange(min = 0, max = 1 << 30) int above, @ForAll @IntRange(min = -1, max = 1) int beside) {
        long half = ((1L << 53) + above) * 2 + 1 + beside;
        for (int power = -30; power <= 30; power++) {
            double nearest = Nearest.of(half, power);
            assertTrue(
                    Double.isNaN(nearest) || nearest == exact(half, power), half + "e" + power + " is not " + nearest);
        }
    }

    /** So that others seldom have to: in doubt are 2 of 2^10 or 2^11 values of the bits that are rounded off. */
    @Example
    void doubtIsRare() {
        SplittableRandom random = new SplittableRandom(1);
        long doubts = random.longs(100_000, 10_000_000_000_000_000L, 100_000_000_000_000_000L)
                .filter(digits -> Double.isNaN(Nearest.of(digits, -16)))
                .count();
        assertTrue(doubts < 300, doubts + " in doubt"); // 195 at most are expected, 14 their standard deviation
    }

    @Example
    void fewDigitsAreNeverInDoubt() {
        assertEquals(0.1, Nearest.of(1, -1));
        assertEquals(1e22, Nearest.of(1, 22));
        assertEquals(0, Nearest.of(0, -300));
    }
}
