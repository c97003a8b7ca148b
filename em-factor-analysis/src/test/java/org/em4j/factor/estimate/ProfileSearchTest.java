package org.em4j.factor.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.factor.estep.LocalMaximum;
import org.em4j.factor.start.Correlations;
import org.em4j.factor.start.PrincipalAxes;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileSearchTest {
    private static LocalMaximum climb(Correlations correlations, int q, double[] uniquenesses) {
        return ProfileSearch.of(correlations, correlations.root(), q, 0, new double[uniquenesses.length])
                .summit(correlations.standardised(PrincipalAxes.start(correlations, q, uniquenesses)), correlations);
    }

    /** Uniquenesses anywhere, but for two next to zero. */
    private static double[] nextToZero(RandomGenerator random, double[] left, int j, int k) {
        double[] uniquenesses = random.doubles(left.length, 0.05, 0.95).toArray();
        uniquenesses[j] = 1e-6 * left[j];
        uniquenesses[k] = 1e-6 * left[k];
        return uniquenesses;
    }

    static IntStream sets() {
        return IntStream.range(0, 24);
    }

    /** Also from next to an edge that the slope leads away from, where logarithms have little of it. */
    @ParameterizedTest
    @MethodSource("sets")
    void aClimbEndsWhereNothingSlopes(int seed) {
        RandomGenerator random = Randomness.of(seed);
        int d = 5 + random.nextInt(4);
        int q = 1 + random.nextInt(d / 3);
        double[][] loadings = new double[d][q];
        double[] noise = random.doubles(d, 0.4, 0.9).toArray();
        Arrays.setAll(loadings, j -> random.doubles(q, -1, 1).toArray());
        double[][] x = new double[200][d];
        for (double[] row : x) {
            double[] z = IntStream.range(0, q)
                    .mapToDouble(a -> random.nextGaussian())
                    .toArray();
            Arrays.setAll(
                    row,
                    j -> noise[j] * random.nextGaussian()
                            + IntStream.range(0, q)
                                    .mapToDouble(a -> loadings[j][a] * z[a])
                                    .sum());
        }
        Correlations correlations = Correlations.of(Moments.of(Rows.of(x)));
        for (int j = 0; j < d; j++) {
            LocalMaximum end = climb(correlations, q, nextToZero(random, correlations.left(), j, (j + 1) % d));
            assertTrue(end.slope() < 1e-9 || !end.flat().isEmpty(), () -> end.edge() + " " + end.slope());
        }
    }

    /** R's optim comes to one maximum from each of 200 starts, those on edges among them. */
    @Test
    void theTestsOfHolzingerAndSwinefordHaveOneMaximumOfThreeFactors() {
        List<String> tests = List.of("x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9");
        Correlations correlations =
                Correlations.of(Moments.of(Table.read(Path.of("..", "data", "holzinger_swineford.csv"), tests)
                        .rows()));
        RandomGenerator random = Randomness.of(1);
        for (int j = 0; j < 9; j++) {
            for (int k = 0; k < j; k++) {
                LocalMaximum end = climb(correlations, 3, nextToZero(random, correlations.left(), j, k));
                assertEquals(-3706.5405, -end.loss(), 5e-5);
            }
        }
    }
}
