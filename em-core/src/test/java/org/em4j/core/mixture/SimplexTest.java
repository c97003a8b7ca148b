package org.em4j.core.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.em4j.core.fit.Restarts;
import org.junit.jupiter.api.Test;

class SimplexTest {
    private static final double[] P = {0.2, 0.5, 0.3};

    @Test
    void coordinatesAreLogRatiosToTheFirst() {
        assertArrayEquals(new double[] {Math.log(2.5), Math.log(1.5)}, Simplex.coordinates(P), 1e-15);
    }

    @Test
    void aPointHasItsCoordinates() {
        assertArrayEquals(P, Simplex.point(Simplex.coordinates(P)), 1e-15);
        assertArrayEquals(new double[] {0, 1, 0}, Simplex.point(new double[] {2000, 1000}));
    }

    @Test
    void logsOfNumbersBecomeLogsOfTheirShares() {
        double[] logs = {Math.log(4) - 800, Math.log(10) - 800, Math.log(6) - 800};
        assertEquals(Math.log(20) - 800, Simplex.normalize(logs), 1e-12);
        for (int k = 0; k < 3; k++) {
            assertEquals(P[k], Math.exp(logs[k]), 1e-12);
        }
    }

    @Test
    void numbersThatAreAllZeroStaySo() {
        double[] logs = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        assertEquals(Double.NEGATIVE_INFINITY, Simplex.normalize(logs));
        assertArrayEquals(new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}, logs);
    }

    @Test
    void whatIsAllButImpossibleIsImpossible() {
        assertEquals(0, Simplex.probability(-601));
        assertEquals(Math.exp(-599), Simplex.probability(-599));
    }

    @Test
    void outcomesAreDrawnAsOftenAsTheyAreProbable() {
        RandomGenerator random = Restarts.random(4);
        int n = 10_000;
        int[] drawn = new int[3];
        for (int i = 0; i < n; i++) {
            drawn[Simplex.draw(P, random)]++;
        }
        for (int k = 0; k < 3; k++) {
            double error = Math.sqrt(n * P[k] * (1 - P[k]));
            assertTrue(Math.abs(drawn[k] - n * P[k]) < 4 * error, k + ": " + drawn[k]);
        }
    }
}
