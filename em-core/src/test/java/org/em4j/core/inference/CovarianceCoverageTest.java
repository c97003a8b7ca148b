package org.em4j.core.inference;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.junit.jupiter.api.Test;

class CovarianceCoverageTest {
    private static final String CONSEQUENCE = "their covariance is not identified";

    private static CovarianceCoverage of(double[]... rows) {
        return CovarianceCoverage.of(Rows.of(rows, Missing.LATENT));
    }

    @Test
    void aPairThatNoRowHoldsBothOfIsNamed() {
        CovarianceCoverage coverage = of(new double[] {1, NaN, 3}, new double[] {NaN, 2, 4}, new double[] {5, NaN, 6});
        assertEquals(List.of(new CovarianceCoverage.Pair(0, 1, 0)), coverage.never());
        assertEquals("""
                values missing: 3; likelihoods are of those that are there
                observed: a 66.7 %, b 33.3 %, c 100.0 %
                least often observed together: a and b, in 0.0 % of the rows
                columns a and b are never observed in the same row: their covariance is not identified
                """, coverage.describe(List.of("a", "b", "c"), CONSEQUENCE));
    }

    @Test
    void completeRowsHaveNothingToSay() {
        CovarianceCoverage coverage = of(new double[] {1, 2}, new double[] {3, 4});
        assertTrue(coverage.isComplete());
        assertEquals("", coverage.describe(List.of("a", "b"), CONSEQUENCE));
    }

    @Test
    void manyColumnsArePutBriefly() {
        double[][] x = new double[10][40];
        x[3][7] = NaN;
        x[4][7] = NaN;
        x[4][9] = NaN;
        List<String> columns =
                IntStream.rangeClosed(1, 40).mapToObj(j -> "v" + j).toList();
        assertEquals("""
                values missing: 3; likelihoods are of those that are there
                observed: 80.0 % to 100.0 % of the rows, least v8 80.0 %, v10 90.0 %, v1 100.0 %
                least often observed together: v1 and v8, in 80.0 % of the rows
                """, of(x).describe(columns, CONSEQUENCE));
    }

    @Test
    void rowsWithoutValueAreCountedApart() {
        CovarianceCoverage coverage = of(new double[] {1, 2}, new double[] {NaN, NaN});
        assertFalse(coverage.isComplete());
        assertEquals("1 row holds no value, and does not count\n", coverage.describe(List.of("a", "b"), CONSEQUENCE));
    }

    /** Counted one by one; rows without value or weight change nothing, and weight k is k copies. */
    @Property(tries = 100, seed = "18")
    void sharesAreThoseOfTheRowsThatCount(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 5) int d,
            @ForAll @IntRange(min = 2, max = 12) int n,
            @ForAll @DoubleRange(min = 0, max = 0.8) double rate) {
        Random random = new Random(seed);
        double[][] x = new double[n + 2][d];
        double[] weights = new double[n + 2];
        for (int i = 0; i < n; i++) {
            weights[i] = 1 + random.nextInt(3);
            double[] row = x[i];
            Arrays.setAll(row, j -> random.nextDouble() < rate ? NaN : random.nextGaussian());
        }
        x[0][0] = 1; // something is there
        Arrays.fill(x[n], NaN);
        weights[n] = 4; // of nothing
        CovarianceCoverage coverage =
                CovarianceCoverage.of(Rows.of(x, Missing.LATENT).weighted(weights));
        double[][] copies = IntStream.range(0, n)
                .boxed()
                .flatMap(i -> IntStream.range(0, (int) weights[i]).mapToObj(c -> x[i]))
                .filter(row -> !Arrays.stream(row).allMatch(Double::isNaN))
                .toArray(double[][]::new);
        assertEquals(copies.length, coverage.weight());
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                int a = i;
                int b = j;
                long both = Arrays.stream(copies)
                        .filter(row -> !Double.isNaN(row[a]) && !Double.isNaN(row[b]))
                        .count();
                assertEquals((double) both, coverage.pairs()[i][j]);
            }
        }
        assertArrayEquals(
                coverage.pairs(),
                CovarianceCoverage.of(Rows.of(copies, Missing.LATENT)).pairs());
    }
}
