package org.em4j.spark;

import static org.em4j.spark.LocalSpark.bits;
import static org.em4j.spark.LocalSpark.ends;
import static org.em4j.spark.LocalSpark.names;
import static org.em4j.spark.LocalSpark.rdd;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Execution;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.Moments;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.core.inference.Information;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.start.RowSample;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fitted on Spark has the bits of what is fitted in memory: theta's, of which a log-likelihood says little. */
class SparkRowsLaws {
    private static final int K = 8;
    private static final int D = 10;

    /** Four blocks and a tail, of K groups; the first row is whole. */
    private static final Rows ROWS = groups(4 * Blocking.ofRows(D).block() + 321, false);

    private static final Rows GAPPY = groups(2 * Blocking.ofRows(D).block() + 57, true);

    private static Rows groups(int n, boolean gaps) {
        Random random = new Random(7);
        double[] values = new double[n * D];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < D; j++) {
                double x = 3 * ((i % K) >> (j % 3) & 1) + random.nextGaussian();
                values[i * D + j] = gaps && i > 0 && random.nextInt(6) == 0 ? Double.NaN : x;
            }
        }
        return Rows.wrap(values, D, Missing.LATENT);
    }

    private static Rows weighted(Rows rows) {
        return rows.weighted(IntStream.range(0, rows.size())
                .mapToDouble(i -> (i * 7 % 5) / 2.0)
                .toArray());
    }

    private static SparkRows spark(Rows rows, int... ends) {
        return SparkRows.of(rdd(LocalSpark.weighted(rows), ends), names(rows.columns()), "w", Missing.LATENT);
    }

    private static int[] even(int n, int partitions) {
        return IntStream.range(1, partitions)
                .map(p -> (int) ((long) n * p / partitions))
                .toArray();
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> MixtureParameters<P> start(
            CovarianceFamily<P, S> family) {
        double[][] means = IntStream.range(0, K)
                .mapToObj(k -> IntStream.range(0, D)
                        .mapToDouble(j -> 3 * (k >> (j % 3) & 1) + 0.3)
                        .toArray())
                .toArray(double[][]::new);
        double[] weights = new double[K];
        Arrays.fill(weights, 1.0 / K);
        double[][][] covariances =
                Stream.generate(SparkRowsLaws::identity).limit(K).toArray(double[][][]::new);
        return family.parameters(weights, means, covariances);
    }

    private static double[][] identity() {
        double[][] one = new double[D][D];
        IntStream.range(0, D).forEach(j -> one[j][j] = 1);
        return one;
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> Fit<MixtureParameters<P>> fit(
            CovarianceFamily<P, S> family, Observations<double[]> rows, Em em) {
        return em.fit(family.mixture(K, D), rows, start(family));
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> void assertSameFit(
            CovarianceFamily<P, S> family, Rows rows, Em em, int... ends) {
        Fit<MixtureParameters<P>> memory = fit(family, rows.on(new Execution(2, 1)), em);
        try (SparkRows there = spark(rows, ends)) {
            Fit<MixtureParameters<P>> spark = fit(family, there, em);
            assertArrayEquals(bits(memory.theta()), bits(spark.theta()));
            assertEquals(
                    memory.trace().last().logLikelihood(), spark.trace().last().logLikelihood());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void aFullMixtureHasTheBitsOfMemoryOnAnyNumberOfPartitions(int partitions) {
        assertSameFit(CovarianceFamily.FULL, ROWS, new Em().maxIterations(5), even(ROWS.size(), partitions));
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void aFullMixtureHasTheBitsOfMemoryHoweverRowsArePartitioned(
            @ForAll @IntRange(min = 2, max = 20) int partitions, @ForAll Random random) {
        assertSameFit(CovarianceFamily.FULL, ROWS, new Em().maxIterations(2), ends(ROWS.size(), partitions, random));
    }

    @Test
    void aDiagonalMixtureHasTheBitsOfMemory() {
        assertSameFit(CovarianceFamily.DIAGONAL, ROWS, new Em().maxIterations(4), even(ROWS.size(), 5));
    }

    @Test
    void missingValuesChangeNoBit() {
        assertSameFit(CovarianceFamily.FULL, GAPPY, new Em().maxIterations(3), even(GAPPY.size(), 3));
    }

    @Test
    void weightsChangeNoBit() {
        assertSameFit(CovarianceFamily.FULL, weighted(ROWS), new Em().maxIterations(3), even(ROWS.size(), 3));
    }

    @Test
    void anAcceleratedFitHasTheBitsOfMemory() {
        Em em = new Em().maxIterations(6).accelerate(new Squarem());
        assertSameFit(CovarianceFamily.FULL, ROWS, em, even(ROWS.size(), 7));
    }

    @Test
    void otherWeightsAreThoseOfMemory() {
        double[] weights = weighted(GAPPY).weights();
        try (SparkRows there = spark(GAPPY, even(GAPPY.size(), 4))) {
            Rows expected = GAPPY.weighted(weights);
            SparkRows other = there.weighted(weights);
            assertArrayEquals(expected.weights(), other.weights());
            assertEquals(expected.totalWeight(), other.totalWeight());
            assertArrayEquals(
                    bits(fit(CovarianceFamily.FULL, expected, new Em().maxIterations(2))
                            .theta()),
                    bits(fit(CovarianceFamily.FULL, other, new Em().maxIterations(2))
                            .theta()));
        }
    }

    /** 24 blocks of 0.7 MB, of which the driver takes four megabytes. */
    @Test
    void statisticsThatTheDriverDoesNotTakeAtOnceAreMergedOnExecutors() {
        int d = 300;
        int n = 24 * Blocking.ofRows(d).block();
        Rows wide = Rows.wrap(new Random(4).doubles((long) n * d).toArray(), d, Missing.REFUSED);
        try (SparkRows there = spark(wide, even(n, 24))) {
            assertArrayEquals(bits(Moments.of(wide)), bits(Moments.of(there)));
        }
    }

    @Test
    void factorAnalysisHasTheBitsOfMemory() {
        FactorAnalysis model = new FactorAnalysis(D, 2);
        FactorParameters start = model.start(Moments.of(ROWS));
        Em em = new Em().maxIterations(5);
        try (SparkRows there = spark(ROWS, even(ROWS.size(), 7))) {
            assertArrayEquals(bits(start), bits(model.start(Moments.of(there))));
            assertArrayEquals(
                    bits(em.fit(model, ROWS, start).theta()),
                    bits(em.fit(model, there, start).theta()));
        }
    }

    @Test
    void informationHasTheBitsOfMemory() {
        Rows rows = Rows.of(new Random(3)
                .doubles(3000)
                .mapToObj(x -> new double[] {x, x < 0.4 ? 3 * x * x : 2 - x * x * x})
                .toArray(double[][]::new));
        var model = CovarianceFamily.DIAGONAL.mixture(2, 2);
        var start = CovarianceFamily.DIAGONAL.parameters(
                new double[] {0.4, 0.6}, new double[][] {{0.2, 0.2}, {0.7, 1.6}}, new double[][][] {
                    {{0.02, 0}, {0, 0.02}}, {{0.03, 0}, {0, 0.06}}
                });
        var theta = new Em().maxIterations(200).fit(model, rows, start).theta();
        Information<?> memory = Information.at(EmProblem.of(model, rows), theta);
        try (SparkRows there = spark(rows, 1, 1000, 1000)) {
            Information<?> spark = Information.at(EmProblem.of(model, there), theta);
            assertArrayEquals(memory.observed(), spark.observed());
        }
    }

    @Test
    void logDensitiesComeInTheOrderOfTheRows() {
        var theta = start(CovarianceFamily.FULL);
        var model = CovarianceFamily.FULL.mixture(K, D);
        try (SparkRows there = spark(GAPPY, even(GAPPY.size(), 9))) {
            assertArrayEquals(LogEvidence.of(model, theta, GAPPY), LogEvidence.of(model, theta, there));
        }
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void theSampleIsThatOfMemory(@ForAll @IntRange(min = 1, max = 12) int partitions, @ForAll Random random) {
        Rows rows = weighted(GAPPY);
        long seed = random.nextLong();
        try (SparkRows there = spark(rows, ends(rows.size(), partitions, random))) {
            Rows expected = RowSample.of(rows, 50, seed);
            Rows drawn = RowSample.of(there, 50, seed);
            assertArrayEquals(expected.toArray(), drawn.toArray());
            assertArrayEquals(expected.weights(), drawn.weights());
        }
    }

    @Test
    void theProfileIsThatOfMemory() {
        Rows rows = weighted(GAPPY);
        try (SparkRows there = spark(rows, 5, 5, 9000)) {
            assertEquals(rows.gaps(), there.profile().gaps());
            assertEquals(rows.totalWeight(), there.totalWeight());
            assertEquals(List.of(rows.size(), D), List.of((int) there.count(), there.columns()));
        }
    }
}
