package org.em4j.core.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NewtonTest {
    /** {@code log x - x}, which is highest at 1 and has no value at 0 or below. */
    private static double climbed(double start) {
        return Newton.climb(
                new double[] {start},
                1,
                x -> Math.log(x[0]) - x[0],
                x -> new Newton.Slope(new double[] {1 / x[0] - 1}, new double[] {1 / (x[0] * x[0])}))[0];
    }

    @Test
    void itEndsAtTheMaximumToTheLastDigits() {
        assertEquals(1, climbed(0.3), 1e-14);
    }

    /** From 5 the whole step is to -15. */
    @Test
    void aStepOutOfTheDomainIsHalved() {
        assertEquals(1, climbed(5), 1e-14);
    }

    @Test
    void aParabolaTakesOneStepWhateverItsShape() {
        double[] top = Newton.climb(
                new double[] {100, -7},
                1,
                x -> -(2 * x[0] * x[0] + 2 * x[0] * x[1] + x[1] * x[1]) / 2 + x[0],
                x -> new Newton.Slope(
                        new double[] {1 - 2 * x[0] - x[1], -x[0] - x[1]}, new double[] {2, Double.NaN, 1, 1}));
        assertArrayEquals(new double[] {1, -1}, top, 1e-14);
    }

    @Test
    void whereItIsFlatItStays() {
        double[] start = {3, 4};
        assertArrayEquals(start, Newton.climb(start, 1, x -> 0, x -> new Newton.Slope(new double[2], new double[4])));
    }
}
