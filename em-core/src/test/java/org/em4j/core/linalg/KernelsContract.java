package org.em4j.core.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What any {@link Kernels} must do with tiles: agree with the plainest loops within rounding, and keep to its rows.
 *
 * <p>Bounds: two ways to sum m products differ by at most {@code m u} of the sum of magnitudes each; {@link #U} is 2u.
 */
public abstract class KernelsContract extends GaussianKernelsContract {
    /** Two of the widest vectors that there are, of eight lanes. */
    private static final int PAIR = 16;

    @Property
    void centringSubtractsTheMean(@ForAll("tiles") TileCase t) {
        double[] z = t.tile();
        double[] mean = t.vector(t.d());
        double[] out = new double[z.length];
        kernels().centre(z, t.d(), t.stride(), t.n(), mean, out);
        for (int j = 0; j < t.d(); j++) {
            for (int i = 0; i < t.stride(); i++) {
                int o = j * t.stride() + i;
                assertEquals(i < t.n() ? z[o] - mean[j] : 0, out[o]);
            }
        }
    }

    @Property
    void subtractingLeavesTheDifference(@ForAll("tiles") TileCase t) {
        double[] z = t.tile();
        double[] y = t.vector(z.length);
        double[] before = y.clone();
        kernels().subtract(z, t.d(), t.stride(), t.n(), y);
        for (int j = 0; j < t.d(); j++) {
            for (int i = 0; i < t.stride(); i++) {
                int o = j * t.stride() + i;
                assertEquals(i < t.n() ? z[o] - before[o] : before[o], y[o]);
            }
        }
    }

    @Property
    void whiteningIsTheSquaredLengthOfTheProduct(@ForAll("tiles") TileCase t) {
        double[] z = t.tile();
        double[] p = t.lower();
        double[] norms = t.vector(t.n() + 2);
        double beyond = norms[t.n()];
        kernels().whiten(p, t.d(), z, t.stride(), t.n(), norms, 0);
        for (int i = 0; i < t.n(); i++) {
            double expected = 0;
            double magnitude = 0;
            for (int j = 0; j < t.d(); j++) {
                double y = 0;
                double size = 0;
                for (int c = 0; c <= j; c++) {
                    y += p[j * t.d() + c] * z[c * t.stride() + i];
                    size += Math.abs(p[j * t.d() + c] * z[c * t.stride() + i]);
                }
                expected += y * y;
                magnitude += size * size;
            }
            // Each y is off by d u of its magnitude, its square by twice that, their sum by d u again.
            assertEquals(expected, norms[i], 3 * (t.d() + 2) * U * magnitude);
        }
        assertEquals(beyond, norms[t.n()]);
    }

    @Property
    void transformingIsTheMatrixProduct(@ForAll("tiles") TileCase t) {
        double[] z = t.tile();
        double[] a = t.matrix();
        double[] y = t.narrow();
        double[] before = y.clone();
        kernels().transform(a, t.r(), t.d(), z, t.stride(), t.n(), y);
        for (int j = 0; j < t.r(); j++) {
            for (int i = 0; i < t.n(); i++) {
                double expected = 0;
                double magnitude = 0;
                for (int c = 0; c < t.d(); c++) {
                    expected += a[j * t.d() + c] * z[c * t.stride() + i];
                    magnitude += Math.abs(a[j * t.d() + c] * z[c * t.stride() + i]);
                }
                assertEquals(expected, y[j * t.stride() + i], (t.d() + 2) * U * magnitude);
            }
            for (int i = t.n(); i < t.stride(); i++) {
                assertEquals(before[j * t.stride() + i], y[j * t.stride() + i]);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void rowsAddUpToTheSameBitsAsOneByOne(@ForAll("tiles") TileCase t, @ForAll @IntRange(max = 20) int rows) {
        int ld = t.n() + 3;
        double[] m = t.vector(2 + rows * ld);
        double[] c = t.vector(1 + 2 * rows);
        double[] out = t.vector(ld);
        double[] expected = out.clone();
        for (int k = 0; k < rows; k++) {
            for (int j = 0; j < t.n(); j++) {
                expected[1 + j] = Math.fma(c[1 + 2 * k], m[2 + k * ld + j], expected[1 + j]);
            }
        }
        kernels().combine(c, 1, 2, rows, m, 2, ld, out, 1, t.n());
        assertArrayEquals(expected, out);
    }

    @Property
    void normsAreScaledSumsOfSquares(@ForAll("tiles") TileCase t) {
        double[] z = t.tile();
        double[] scale = t.vector(t.d());
        double[] norms = t.vector(t.n());
        kernels().norms(scale, t.d(), z, t.stride(), t.n(), norms);
        for (int i = 0; i < t.n(); i++) {
            double expected = 0;
            double magnitude = 0;
            for (int j = 0; j < t.d(); j++) {
                double v = z[j * t.stride() + i];
                expected += scale[j] * v * v;
                magnitude += Math.abs(scale[j]) * v * v;
            }
            assertEquals(expected, norms[i], (t.d() + 2) * U * magnitude);
        }
    }

    /** {@code Σ_i w_i x_i z_i} of one column of each tile, and the sum of the magnitudes; a place below 0 means ones. */
    static double[] weighted(TileCase t, double[] x, int j, double[] z, int k) {
        double[] w = t.weights();
        double[] sums = new double[2];
        for (int i = 0; i < t.n(); i++) {
            double term = w[t.at() + i] * x[j * t.stride() + i] * (k < 0 ? 1 : z[k * t.stride() + i]);
            sums[0] += term;
            sums[1] += Math.abs(term);
        }
        return sums;
    }

    static void assertAdded(double before, double[] sums, double after, TileCase t) {
        assertEquals(before + sums[0], after, (t.n() + 3) * U * (sums[1] + Math.abs(before)));
    }

    @Property
    void momentsAddWeightedSums(@ForAll("tiles") TileCase t) {
        double[] z = t.tile();
        double[] first = t.vector(t.d());
        double[] before = first.clone();
        kernels().moments(t.weights(), t.at(), z, t.d(), t.stride(), t.n(), first);
        for (int j = 0; j < t.d(); j++) {
            assertAdded(before[j], weighted(t, z, j, z, -1), first[j], t);
        }
    }

    @Property
    void squaresAddWeightedSumsOfSquares(@ForAll("tiles") TileCase t) {
        double[] z = t.tile();
        double[] squares = t.vector(t.d());
        double[] before = squares.clone();
        kernels().squares(t.weights(), t.at(), z, t.d(), t.stride(), t.n(), squares);
        for (int j = 0; j < t.d(); j++) {
            assertAdded(before[j], weighted(t, z, j, z, j), squares[j], t);
        }
    }

    @Property
    void scatterAddsWeightedProductsToTheLowerTriangle(@ForAll("tiles") TileCase t) {
        double[] z = t.tile();
        double[] second = t.vector(t.d() * t.d());
        double[] before = second.clone();
        kernels().scatter(t.weights(), t.at(), z, t.d(), t.stride(), t.n(), second);
        for (int j = 0; j < t.d(); j++) {
            for (int k = 0; k <= j; k++) {
                int o = j * t.d() + k;
                assertAdded(before[o], weighted(t, z, j, z, k), second[o], t);
            }
        }
    }

    @Property
    void crossAddsWeightedProductsOfTwoTiles(@ForAll("tiles") TileCase t) {
        double[] x = t.tile();
        double[] z = t.narrow();
        double[] cross = t.vector(t.d() * t.r());
        double[] before = cross.clone();
        kernels().cross(t.weights(), t.at(), x, t.d(), z, t.r(), t.stride(), t.n(), cross);
        for (int j = 0; j < t.d(); j++) {
            for (int k = 0; k < t.r(); k++) {
                int o = j * t.r() + k;
                assertAdded(before[o], weighted(t, x, j, z, k), cross[o], t);
            }
        }
    }

    /**
     * Vectors of lanes, pairs of them, register tiles of four and eight columns, panels of 8 and 32, wide rows, and tiles of
     * rows: every remainder of each, by counting and not by luck.
     */
    @Example
    void everyRemainderOfLanesPanelsAndTilesIsRight() {
        for (int d : remainders(8, 8, 32, 64)) {
            for (int n = 1; n <= 2 * PAIR + 1; n++) {
                check(new TileCase(n, d, 1 + (n + 2 * d) % 9, n + d % 3, d % 4, 1000L * n + d));
            }
        }
        for (int n : new int[] {127, 128, 129, 255, 511, 512}) {
            for (int d : new int[] {1, 8, 31, 33, 70}) {
                check(new TileCase(n, d, 5 + d % 3, n + 1, 1, n + d));
            }
        }
    }

    /** All sizes up to a unit's double and one, and what is around each mark. */
    private static int[] remainders(int unit, int reach, int... marks) {
        return IntStream.concat(
                        IntStream.rangeClosed(1, 2 * unit + 1),
                        Arrays.stream(marks).flatMap(m -> IntStream.rangeClosed(m - 1, m + reach)))
                .distinct()
                .toArray();
    }

    private void check(TileCase t) {
        centringSubtractsTheMean(t);
        subtractingLeavesTheDifference(t);
        whiteningIsTheSquaredLengthOfTheProduct(t);
        transformingIsTheMatrixProduct(t);
        rowsAddUpToTheSameBitsAsOneByOne(t, t.d() % 21);
        normsAreScaledSumsOfSquares(t);
        momentsAddWeightedSums(t);
        squaresAddWeightedSumsOfSquares(t);
        scatterAddsWeightedProductsToTheLowerTriangle(t);
        logDensitiesAreOfTheRowsLessTheirMean(t);
        momentsAboutAMeanAreThoseOfTheRowsLessIt(t);
        crossAddsWeightedProductsOfTwoTiles(t);
        Random random = new Random(t.seed());
        evidenceIsTheLogOfTheSummedDensities(t.r(), t.n(), t.at(), random);
        responsibilitiesAreDensitiesOverTheirSum(t.r(), t.n(), random);
        entropyIsThatOfTheResponsibilities(t.r(), t.n(), random);
        weighingMultipliesAndSums(t.n(), t.at(), t.d() % 4, random);
        theTotalIsTheSumOfTheWeights(t.n(), t.at(), random);
        theDotProductIsTheWeightedSum(t.n(), t.at(), t.d() % 4, random);
        sumsAreAddedToWhatIsThere(t.n(), t.at(), t.d() % 4, random);
    }

    @Property(tries = 50)
    void everyThreadGetsTheSameBits(@ForAll("tiles") TileCase t) throws Exception {
        double[] here = everyProduct(t);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<double[]> there = () -> everyProduct(t);
            for (Future<double[]> result :
                    threads.invokeAll(Stream.generate(() -> there).limit(12).toList())) {
                assertArrayEquals(here, result.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private double[] everyProduct(TileCase t) {
        double[] norms = new double[t.n()];
        double[] y = t.narrow();
        double[] second = new double[t.d() * t.d()];
        double[] cross = new double[t.d() * t.r()];
        kernels().whiten(t.lower(), t.d(), t.tile(), t.stride(), t.n(), norms, 0);
        kernels().transform(t.matrix(), t.r(), t.d(), t.tile(), t.stride(), t.n(), y);
        kernels().scatter(t.weights(), t.at(), t.tile(), t.d(), t.stride(), t.n(), second);
        kernels().cross(t.weights(), t.at(), t.tile(), t.d(), t.narrow(), t.r(), t.stride(), t.n(), cross);
        return Stream.of(norms, y, second, cross)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
