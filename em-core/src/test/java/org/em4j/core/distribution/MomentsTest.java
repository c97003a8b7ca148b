package org.em4j.core.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final int N = 30;
    private static final int D = 3;
    private static final double NEAR = 1e-12;

    private static double[][] rows() {
        RandomGenerator random = Randomness.of(2);
        double[][] x = new double[N][D];
        for (double[] row : x) {
            Arrays.setAll(row, j -> 5 * j + (1 + j) * random.nextGaussian() + (j > 0 ? row[j - 1] : 0));
        }
        return x;
    }

    private static Moments moments(double[][] x, double[] weights, double... origin) {
        Moments moments = new Moments(origin);
        for (int i = 0; i < x.length; i++) {
            moments.add(x[i], weights[i]);
        }
        return moments;
    }

    @Test
    void mappedMomentsAreThoseOfMappedRows() {
        double[][] a = {{1, 0, 0}, {2, -1, 0.5}, {0, 3, 1}};
        double[] from = {1, 4, 12};
        double[] to = {7, -2, 0};
        double[][] mapped = Arrays.stream(rows())
                .map(x -> IntStream.range(0, D)
                        .mapToDouble(i -> to[i]
                                + IntStream.range(0, D)
                                        .mapToDouble(j -> a[i][j] * (x[j] - from[j]))
                                        .sum())
                        .toArray())
                .toArray(double[][]::new);
        Moments expected = moments(mapped, ones(), to.clone());
        Moments actual = moments(rows(), ones(), from)
                .mapped(new Array2DRowRealMatrix(a).transpose().getData(), to.clone());
        assertEquals(expected.weight(), actual.weight());
        assertArrayEquals(expected.mean(), actual.mean(), NEAR * 100);
        assertArrayEquals(expected.covariance(), actual.covariance(), NEAR * 1e4);
    }

    private static double[] ones() {
        double[] ones = new double[N];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] counts() {
        double[] counts = new double[N];
        Arrays.setAll(counts, i -> i % 4);
        return counts;
    }

    private static double[][] repeated() {
        double[][] x = rows();
        double[] counts = counts();
        return IntStream.range(0, N)
                .boxed()
                .flatMap(i -> Stream.generate(() -> x[i]).limit((long) counts[i]))
                .toArray(double[][]::new);
    }

    private static double[] covariance(double[][] x) {
        double[][] c = new Covariance(x, false).getCovarianceMatrix().getData();
        return Arrays.stream(c).flatMapToDouble(Arrays::stream).toArray();
    }

    private static void assertSame(Moments expected, Moments actual) {
        assertEquals(expected.weight(), actual.weight(), NEAR);
        assertArrayEquals(expected.mean(), actual.mean(), NEAR);
        assertArrayEquals(expected.scatter(), actual.scatter(), 1e-9);
    }

    @Test
    void theCovarianceIsThatOfAnotherLibrary() {
        assertArrayEquals(covariance(rows()), moments(rows(), ones(), 1, 2, 3).covariance(), NEAR);
        assertArrayEquals(covariance(rows()), Moments.of(Rows.of(rows())).covariance(), NEAR);
    }

    @Test
    void weightsAreCopies() {
        Moments weighted = moments(rows(), counts(), 1, 2, 3);
        assertEquals(repeated().length, weighted.weight(), NEAR);
        assertArrayEquals(covariance(repeated()), weighted.covariance(), NEAR);
    }

    @Test
    void partsAboutOtherOriginsAddUpToTheWhole() {
        double[][] x = rows();
        Moments whole = moments(x, ones(), 0, 0, 0);
        Moments left = moments(Arrays.copyOf(x, 10), ones(), 1, -2, 3);
        Moments right = moments(Arrays.copyOfRange(x, 10, N), ones(), -4, 5, 0.5);
        assertSame(whole, left.addScaled(1, right));
    }

    @Test
    void twiceTheSameIsTwiceTheWeight() {
        Moments once = moments(rows(), ones(), 1, 2, 3);
        Moments twice = new Moments(new double[] {-1, 0, 4}).addScaled(2, once);
        assertEquals(2 * N, twice.weight(), NEAR);
        assertArrayEquals(once.covariance(), twice.covariance(), NEAR);
    }

    @Test
    void anotherOriginChangesWhatIsStoredAndNotWhatItSays() {
        Moments about = moments(rows(), ones(), 1, 2, 3).about(new double[] {7, -2, 0});
        assertSame(moments(rows(), ones(), 7, -2, 0), about);
        assertArrayEquals(moments(rows(), ones(), 7, -2, 0).first(), about.first(), 1e-10);
    }

    @Test
    void aboutAKnownMeanTheScatterIsAboutIt() {
        double[] point = {1, -1, 2};
        double[] about = new double[D * D];
        for (double[] x : rows()) {
            Arrays.setAll(about, o -> about[o] + (x[o / D] - point[o / D]) * (x[o % D] - point[o % D]));
        }
        Moments moved = moments(rows(), ones(), 0, 5, 10).aboutKnownMean(point);
        assertArrayEquals(about, moved.scatter(), 1e-9);
        assertArrayEquals(point, moved.mean(), NEAR);
    }

    @Test
    void deviationsFromAPointAreRows() {
        Moments moments = new Moments(new double[] {1, 2, 3});
        double[] point = {4, -4, 0};
        for (double[] x : rows()) {
            double[] deviations = new double[D];
            Arrays.setAll(deviations, j -> x[j] - point[j]);
            moments.add(point, deviations, 1);
        }
        assertSame(moments(rows(), ones(), 1, 2, 3), moments);
    }

    @Test
    void aCovarianceIsAddedToTheColumnsItIsOf() {
        Moments moments = moments(rows(), ones(), 1, 2, 3);
        double[] before = moments.scatter();
        moments.addCovariance(2, new int[] {0, 2}, new double[] {1, 10, 10, 100});
        double[] added = moments.scatter();
        Arrays.setAll(added, o -> added[o] - before[o]);
        assertArrayEquals(new double[] {2, 0, 20, 0, 0, 0, 20, 0, 200}, added, 1e-10);
    }

    @Test
    void pseudoObservationsCountAsSoManyDegreesOfFreedom() {
        double[] scatter = {4, 1, 0, 1, 5, 2, 0, 2, 6};
        Moments prior = Moments.pseudoObservations(new double[] {1, 2, 3}, 2, scatter, 5);
        assertEquals(7, prior.covarianceDivisor());
        assertEquals(14, new Moments(new double[D]).addScaled(2, prior).covarianceDivisor());
        assertArrayEquals(scatter, prior.scatter());
        assertEquals(4 / 7.0, prior.covariance()[0], 1e-15);
    }

    @Test
    void aCovarianceAloneMakesMoments() {
        double[][] covariance = {{4, 1}, {1, 5}};
        Moments moments = Moments.of(10, new double[] {3, 4}, covariance);
        assertEquals(10, moments.weight());
        assertArrayEquals(new double[] {3, 4}, moments.mean());
        assertArrayEquals(new double[] {4, 1, 1, 5}, moments.covariance(), 1e-15);
    }

    @Test
    void bothTrianglesAreThereOnRequest() {
        double[] second = moments(rows(), ones(), 1, 2, 3).symmetric().second();
        for (int o = 0; o < D * D; o++) {
            assertEquals(second[o], second[o % D * D + o / D]);
        }
    }
}
