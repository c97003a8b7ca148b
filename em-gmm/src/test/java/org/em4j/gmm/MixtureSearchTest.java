package org.em4j.gmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.fit.search.Restarts;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.select.MixtureSelection;
import org.em4j.gmm.start.HardAssignmentStart;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which maximum is found. */
class MixtureSearchTest {
    private static final Rows QUAKES =
            Table.read(Path.of("..", "data", "quakes.csv")).rows();
    private static final Rows ARRESTS =
            Table.read(Path.of("src", "test", "resources", "usarrests.csv")).rows();

    private static final GaussianMixtureEstimator<FullNormal, Moments> THREE =
            new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 3);

    private static Fit<GaussianMixture<FullNormal, Moments>> full(Rows rows, int k, long seed) {
        return THREE.components(k).fit(rows, new Execution(1, seed)).fit();
    }

    private static double height(Fit<?> fit) {
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        return fit.trace().last().logLikelihood();
    }

    /** mclust 6.0.0 ends at -14826.7304 and -723.0476; from one start of k-means it was -14991 and -737. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noSeedEndsBelowMclust(long seed) {
        assertTrue(height(full(QUAKES, 4, seed)) > -14813.7);
        assertTrue(height(full(ARRESTS, 3, seed)) > -723.05);
    }

    /** More rows than are judged by; spheres and ellipsoids, near and far, large and small. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eightSeparatedClustersAreFoundAmongManyRows(long seed) {
        int n = 12_000;
        int d = 10;
        RandomGenerator random = Randomness.of(seed);
        double[][] centres = new double[8][d];
        double[] scale = new double[8];
        for (int c = 0; c < 8; c++) {
            Arrays.setAll(centres[c], j -> 5 * random.nextGaussian());
            scale[c] = Math.exp(0.5 * random.nextGaussian());
        }
        int[] cluster = new int[n];
        double[][] x = new double[n][d];
        for (int i = 0; i < n; i++) {
            int ticket = random.nextInt(36); // cluster c has c + 1 of them
            int c = (int) ((Math.sqrt(8 * ticket + 1) - 1) / 2);
            cluster[i] = c;
            Arrays.setAll(x[i], j -> centres[c][j] + scale[c] * random.nextGaussian());
        }
        Rows rows = Rows.of(x);
        GaussianMixture<FullNormal, Moments> truth = new GaussianMixture<>(
                CovarianceFamily.FULL, HardAssignmentStart.start(CovarianceFamily.FULL, 8, rows, cluster));
        Fit<?> fromTruth = THREE.from(truth).fit(rows).fit();
        assertEquals(height(fromTruth), height(full(rows, 8, seed)), Optima.NATS);
    }

    /** One hundred rows in each of three clusters that overlap, in two columns or three. */
    private static double[][] overlapping(long seed) {
        RandomGenerator random = Randomness.of(seed);
        int d = 2 + random.nextInt(2);
        double[][] x = new double[300][d];
        for (int i = 0; i < x.length; i++) {
            int c = i % 3;
            Arrays.setAll(x[i], j -> (c == j ? 4 : 0) + (1 + 0.3 * c) * random.nextGaussian());
        }
        return x;
    }

    /** The same maximum, whatever its name: no row has another density but for the units. */
    private static void assertSame(
            Fit<? extends GaussianMixture<?, ?>> a,
            Rows x,
            Fit<? extends GaussianMixture<?, ?>> b,
            Rows y,
            double shift) {
        double[] one = a.theta().score(x);
        double[] other = b.theta().score(y);
        for (int i = 0; i < one.length; i++) {
            assertEquals(one[i], other[i] + shift, 1e-3); // each is 1e-4 standard errors away
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void unitsDecideNothing(long seed) {
        double[][] x = overlapping(seed);
        RandomGenerator random = Randomness.of(seed);
        double[] unit = new double[x[0].length];
        Arrays.setAll(unit, j -> Math.pow(10, random.nextDouble(-8, 8)));
        double shift = Arrays.stream(unit).map(Math::log).sum();
        double[][] y = Arrays.stream(x)
                .map(row -> IntStream.range(0, row.length)
                        .mapToDouble(j -> row[j] * unit[j])
                        .toArray())
                .toArray(double[][]::new);
        for (CovarianceFamily<?, ?> family : CovarianceFamily.all()) {
            if (family.structure().isFreeOfUnits()) {
                var a = THREE.family(family)
                        .fit(Rows.of(x), new Execution(1, seed))
                        .fit();
                var b = THREE.family(family)
                        .fit(Rows.of(y), new Execution(1, seed))
                        .fit();
                assertEquals(height(a), height(b) + x.length * shift, 1e-6 * x.length);
                assertSame(a, Rows.of(x), b, Rows.of(y), shift);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void weightsAreCopiesAndTheirSizeDecidesNothing(long seed) {
        double[][] x = overlapping(seed);
        double[] weights = new double[x.length];
        Arrays.setAll(weights, i -> 1 + i % 3);
        double[][] copies = IntStream.range(0, x.length)
                .boxed()
                .flatMap(i -> IntStream.range(0, 1 + i % 3).mapToObj(c -> x[i]))
                .toArray(double[][]::new);
        double[] hundredfold = Arrays.stream(weights).map(w -> 100 * w).toArray();
        Rows rows = Rows.of(x);
        var weighted = full(rows.weighted(weights), 3, seed);
        assertSame(weighted, rows, full(Rows.of(copies), 3, seed), rows, 0);
        assertSame(weighted, rows, full(rows.weighted(hundredfold), 3, seed), rows, 0);
    }

    @Test
    void threadsDoNotChangeABit() {
        var alone = THREE.fit(ARRESTS);
        var together = THREE.fit(ARRESTS, new Execution(4, 1));
        assertEquals(
                alone.optima().orElseThrow().describe(),
                together.optima().orElseThrow().describe());
        assertEquals(alone.fit().trace().entries(), together.fit().trace().entries());
    }

    @ParameterizedTest
    @CsvSource({"VVV", "VEV", "VVI", "EII"})
    void aFitIsOneCellOfASelection(String name) {
        CovarianceFamily<?, ?> family = CovarianceFamily.of(name).orElseThrow();
        Em em = new Em().accelerate(new Squarem());
        Execution second = new Execution(1, 2);
        MixtureSelection all = MixtureSelection.select(
                THREE.em(em), ARRESTS, List.of(2, 3), CovarianceFamily.all(), MixtureSelection.REACH, () -> {}, second);
        for (int k : new int[] {2, 3}) {
            double one = height(THREE.family(family)
                    .components(k)
                    .em(em)
                    .fit(ARRESTS, second)
                    .fit());
            double cell = all.candidates().stream()
                    .filter(c -> c.family() == family && c.components() == k)
                    .findFirst()
                    .orElseThrow()
                    .logLikelihood();
            assertEquals(one, cell);
        }
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void oneWayToStartIsTheOnlyOne(Start start) {
        Optima<?> found = THREE.start(start).fit(ARRESTS).optima().orElseThrow();
        assertEquals(1, found.starts());
        Optima<?> more = THREE.start(start)
                .restarts(new Restarts(12))
                .fit(ARRESTS)
                .optima()
                .orElseThrow();
        assertTrue(more.starts() >= 12);
        assertTrue(more.best().trace().last().objective()
                >= found.best().trace().last().objective() - Optima.NATS);
    }

    /** A search that is interrupted as its fit of that number begins. */
    private static Fit<?> interruptedAtFit(int number, Rows rows) {
        AtomicInteger fits = new AtomicInteger();
        var counted = THREE.components(4).prior((family, k, data) -> {
            if (fits.getAndIncrement() == number) {
                Thread.currentThread().interrupt();
            }
            return MixturePrior.mclust(family, k, data);
        });
        Em endless = new Em().until(StoppingRule.never());
        return counted.em(endless).fit(rows).fit();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 15, 45, 70})
    void anInterruptKeepsTheBestSoFar(int number) {
        Fit<?> fit = interruptedAtFit(number, QUAKES);
        assertTrue(Thread.interrupted(), "the interrupt stays set");
        assertInstanceOf(Fit.Cancelled.class, fit, fit::describe);
    }

    @Test
    void anInterruptBeforeAnyFitIsACancellation() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> THREE.components(4).fit(QUAKES));
        assertTrue(Thread.interrupted(), "the interrupt stays set");
    }

    /** There is no pass over all rows any more, once it is interrupted. */
    @Test
    void whatASampleHasToldHasNoLikelihoodOfAllRows() {
        double[][] x = QUAKES.toArray();
        Rows many =
                Rows.of(IntStream.range(0, 3000).mapToObj(i -> x[i % x.length]).toArray(double[][]::new));
        Fit<?> fit = interruptedAtFit(15, many);
        assertTrue(Thread.interrupted());
        assertInstanceOf(Fit.Cancelled.class, fit, fit::describe);
        assertEquals(List.of(), fit.trace().entries());
    }

    @Test
    void fewerRowsThanComponentsAreRefused() {
        Rows two = Rows.of(new double[][] {{1, 2}, {3, 5}});
        String refusal = assertThrows(
                        InvalidDataException.class,
                        () -> THREE.family(CovarianceFamily.DIAGONAL).fit(two))
                .getMessage();
        assertEquals("2 rows for 3 components; use fewer components", refusal);
    }
}
