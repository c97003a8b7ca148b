package org.em4j.gmm.start;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.em4j.core.Randomness;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Moments;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.junit.jupiter.api.Test;

class RandomRowsTest {
    private static final Rows ROWS = Rows.of(new double[][] {{0}, {1}, {2}, {4}, {8}});

    private static MixtureParameters<FullNormal> start(int k, Rows rows, int seed) {
        return RandomStarts.aboutRows(CovarianceFamily.FULL, k, rows).start(Randomness.of(seed));
    }

    @Test
    void eachComponentHasARowOfItsOwn() {
        for (int seed = 0; seed < 100; seed++) {
            Set<Double> means = new HashSet<>();
            start(5, ROWS, seed).components().forEach(c -> means.add(c.mean()[0]));
            assertEquals(Set.of(0.0, 1.0, 2.0, 4.0, 8.0), means);
        }
    }

    @Test
    void noTwoStartAtEqualRowsWhileOthersAreLeft() {
        Rows repeated = Rows.of(new double[][] {{0}, {0}, {0}, {0}, {0}, {1}, {2}});
        for (int seed = 0; seed < 100; seed++) {
            Set<Double> means = new HashSet<>();
            start(3, repeated, seed).components().forEach(c -> means.add(c.mean()[0]));
            assertEquals(Set.of(0.0, 1.0, 2.0), means);
        }
    }

    @Test
    void everyRowIsDrawn() {
        Set<Double> means = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            means.add(start(1, ROWS, seed).components().get(0).mean()[0]);
        }
        assertEquals(5, means.size());
    }

    @Test
    void aRowWithoutWeightIsNotDrawn() {
        Rows weighted = ROWS.weighted(new double[] {1, 0, 1, 0, 1});
        for (int seed = 0; seed < 100; seed++) {
            start(3, weighted, seed).components().forEach(c -> assertTrue(c.mean()[0] != 1 && c.mean()[0] != 4));
        }
    }

    @Test
    void aRowOfTwiceTheWeightIsDrawnTwiceAsOften() {
        Rows weighted = Rows.of(new double[][] {{0}, {1}}).weighted(new double[] {1, 2});
        int draws = 2000;
        int second = 0;
        for (int seed = 0; seed < draws; seed++) {
            second += start(1, weighted, seed).components().get(0).mean()[0] == 1 ? 1 : 0;
        }
        assertEquals(draws * 2 / 3.0, second, 4 * Math.sqrt(draws * 2 / 9.0)); // four standard errors
    }

    @Test
    void allHaveTheCovarianceOfTheRowsAndEqualWeights() {
        MixtureParameters<FullNormal> start = start(2, ROWS, 1);
        assertArrayEquals(new double[] {0.5, 0.5}, start.weights());
        double[] all = Moments.of(ROWS).covariance();
        start.components().forEach(c -> assertArrayEquals(all, c.covariance()[0], 1e-12));
    }

    @Test
    void fewerRowsThanComponentsAreRefused() {
        Rows weighted = ROWS.weighted(new double[] {1, 0, 1, 0, 1});
        String refusal = assertThrows(InvalidDataException.class, () -> start(4, weighted, 1))
                .getMessage();
        assertTrue(refusal.contains("3 rows of positive weight for 4 components"), refusal);
    }
}
