package org.em4j.core.mixture.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import org.em4j.core.Randomness;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;
import org.junit.jupiter.api.Test;

class SimplexTest {
    private static final double[] P = {0.2, 0.5, 0.3};

    @Test
    void coordinatesAreLogRatiosToTheFirst() {
        Chart<double[]> chart = Simplex.chart(P);
        assertArrayEquals(new double[] {Math.log(2.5), Math.log(1.5)}, chart.coordinates(P), 1e-15);
        assertArrayEquals(P, chart.point(chart.coordinates(P)), 1e-15);
        assertArrayEquals(new double[] {0, 1, 0}, chart.point(new double[] {2000, 1000}));
    }

    @Test
    void onAnEdgeCoordinatesAreLogRatiosToTheFirstThatIsNotZero() {
        double[] at = {0, 0.25, 0, 0.75};
        Chart<double[]> chart = Simplex.chart(at);
        double[] u = chart.coordinates(at);
        assertArrayEquals(new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Math.log(3)}, u, 1e-15);
        assertArrayEquals(at, chart.point(u), 1e-15);
        Chart<double[]> free = chart.free(at);
        assertArrayEquals(new double[] {Math.log(3)}, free.coordinates(at), 1e-15);
        assertArrayEquals(new double[] {0, 0.5, 0, 0.5}, free.point(new double[1]), 1e-15);
    }

    /** Where the first probability has gone to zero, ratios to it are infinite: one of them is the whole, several say nothing. */
    @Test
    void aPointBeyondTheEdgeIsThereOnlyIfOneOutcomeIsCertain() {
        Chart<double[]> chart = Simplex.chart(P);
        double infinite = Double.POSITIVE_INFINITY;
        assertArrayEquals(new double[] {0, 0, 1}, chart.point(new double[] {4, infinite}));
        assertThrows(DegenerateException.class, () -> chart.point(new double[] {infinite, infinite}));
    }

    /** Probabilities sum to one but for rounding, and moving them to where they are changes no bit. */
    @Test
    void anEdgeThatIsReachedIsReachedToTheBit() {
        double[] p = {0.1 + 0.2, 0, 0.7 - 1e-16};
        assertArrayEquals(p, Simplex.edges(p, k -> "").get(1).to().apply(p, 0.0));
    }

    @Test
    void anOutcomeOnItsEdgeIsImpossibleAndTheOthersShareWhatItHad() {
        List<Edge<double[]>> edges = Simplex.edges(P, k -> "P(" + k + ") = 0");
        assertArrayEquals(new double[] {0.4, 0, 0.6}, edges.get(1).to().apply(P, 0.0), 1e-15);
        assertArrayEquals(new double[] {0.36, 0.1, 0.54}, edges.get(1).to().apply(P, 0.1), 1e-15);
        assertEquals(0.5, edges.get(1).distance());
        assertEquals("P(1) = 0", edges.get(1).name());
        assertFalse(edges.get(1).isReached());
    }

    @Test
    void aShareIsOneOnlyWhereNothingIsLeft() {
        assertEquals(1, Simplex.share(3, 0));
        assertEquals(0, Simplex.share(0, 3));
        assertTrue(Simplex.share(3, 1e-30) < 1);
        assertEquals(0.75, Simplex.share(3, 1));
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
        RandomGenerator random = Randomness.of(4);
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
