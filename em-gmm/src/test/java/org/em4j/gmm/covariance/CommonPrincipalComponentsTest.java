package org.em4j.gmm.covariance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.Randomness;
import org.em4j.gmm.start.HardAssignmentStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommonPrincipalComponentsTest {
    private static final int D = 5;
    private static final double[] WEIGHTS = {3, 5};
    private static final double[] ONES = {1, 1, 1, 1, 1};

    /** Two scatters of as many rows as columns, in such units: thin ones, whose valleys are narrow. */
    private static List<double[]> scatters(double[] units, RandomGenerator random) {
        List<double[]> scatters = new ArrayList<>();
        for (double weight : WEIGHTS) {
            double[] w = new double[D * D];
            for (int row = 0; row < D; row++) {
                double[] x = new double[D];
                Arrays.setAll(x, j -> units[j] * random.nextGaussian());
                Arrays.setAll(w, o -> w[o] + weight / D * x[o / D] * x[o % D]);
            }
            scatters.add(w);
        }
        return scatters;
    }

    @ParameterizedTest
    @EnumSource(names = {"EQUAL", "VARIABLE"})
    void turnsDoNotRaiseTheCriterionInColumnsOfUnlikeUnits(Constraint volume) {
        double[] units = {1e4, 1, 1e-4, 1e2, 1e-2};
        for (int seed = 0; seed < 300; seed++) {
            RandomGenerator random = Randomness.of(seed);
            List<double[]> scatters = scatters(units, random);
            double[] start = CommonPrincipalComponents.shared(
                            scatters(units, random).subList(0, 1), D)
                    .axes();
            double before = CommonPrincipalComponents.height(volume, WEIGHTS, scatters, start, D);
            double after = CommonPrincipalComponents.of(volume, WEIGHTS, scatters, start, D)
                    .height();
            assertTrue(after <= before, "seed " + seed + ": from " + before + " to " + after);
        }
    }

    private static RealMatrix square(double[] flat) {
        return MatrixUtils.createRealMatrix(HardAssignmentStart.square(flat, D));
    }

    private static void assertSame(double[] expected, double[] actual, double size) {
        assertArrayEquals(expected, actual, 64 * Math.ulp(size));
    }

    @Test
    void theAxesOfOneMatrixAreItsEigenvectors() {
        for (int seed = 0; seed < 50; seed++) {
            double[] w = scatters(ONES, Randomness.of(seed)).get(0);
            CommonPrincipalComponents axes = CommonPrincipalComponents.of(w, D);
            double[] values = Arrays.stream(new EigenDecomposition(square(w)).getRealEigenvalues())
                    .map(v -> -v)
                    .sorted()
                    .map(v -> -v)
                    .toArray();
            assertSame(values, axes.diagonal(0), values[0]);
            assertSame(w, CommonPrincipalComponents.matrix(axes.axes(), axes.diagonal(0)), values[0]);
            double[] identity = CayleyTransform.identity(D);
            assertSame(identity, CommonPrincipalComponents.matrix(axes.axes(), ONES), 1);
        }
    }

    @Test
    void axesThatMatricesShareAreFoundToTheLastDigits() {
        for (int seed = 0; seed < 50; seed++) {
            RandomGenerator random = Randomness.of(seed);
            double[] axes = CommonPrincipalComponents.of(scatters(ONES, random).get(0), D)
                    .axes();
            List<double[]> matrices = new ArrayList<>();
            for (int k = 0; k < 3; k++) {
                double[] h = new double[D];
                Arrays.setAll(h, j -> random.nextExponential());
                matrices.add(CommonPrincipalComponents.matrix(axes, h));
            }
            CommonPrincipalComponents found = CommonPrincipalComponents.shared(matrices, D);
            for (int k = 0; k < 3; k++) {
                assertSame(matrices.get(k), CommonPrincipalComponents.matrix(found.axes(), found.diagonal(k)), 16);
            }
        }
    }

    @Test
    void theHeightIsThatOfTheCriterion() {
        List<double[]> scatters = scatters(ONES, Randomness.of(3));
        double[] axes = CommonPrincipalComponents.of(
                        scatters(ONES, Randomness.of(4)).get(0), D)
                .axes();
        RealMatrix a = square(axes);
        double logs = 0;
        double volumes = 0;
        for (int k = 0; k < WEIGHTS.length; k++) {
            RealMatrix along = a.transpose().multiply(square(scatters.get(k))).multiply(a);
            double product =
                    IntStream.range(0, D).mapToDouble(j -> along.getEntry(j, j)).reduce(1, (x, y) -> x * y);
            logs += WEIGHTS[k] * Math.log(product);
            volumes += Math.pow(product, 1.0 / D);
        }
        double total = Arrays.stream(WEIGHTS).sum();
        assertEquals(
                logs,
                CommonPrincipalComponents.height(Constraint.VARIABLE, WEIGHTS, scatters, axes, D),
                1e-12 * Math.abs(logs));
        double equal = total * D * Math.log(volumes);
        assertEquals(
                equal,
                CommonPrincipalComponents.height(Constraint.EQUAL, WEIGHTS, scatters, axes, D),
                1e-12 * Math.abs(equal));
    }

    @ParameterizedTest
    @EnumSource(names = {"EQUAL", "VARIABLE"})
    void noSmallTurnOfTwoAxesLowersTheCriterion(Constraint volume) {
        for (int seed = 0; seed < 50; seed++) {
            List<double[]> scatters = scatters(ONES, Randomness.of(seed));
            CommonPrincipalComponents found =
                    CommonPrincipalComponents.of(volume, WEIGHTS, scatters, CayleyTransform.identity(D), D);
            for (int o = 0; o < D * D; o++) {
                for (double angle : new double[] {-1e-2, -1e-3, -1e-4, 1e-4, 1e-3, 1e-2}) {
                    double[] turned = turned(found.axes(), o / D, o % D, angle);
                    double height = CommonPrincipalComponents.height(volume, WEIGHTS, scatters, turned, D);
                    assertTrue(
                            height >= found.height() - 1e-12,
                            volume + ", seed " + seed + ": " + height + " below " + found.height());
                }
            }
        }
    }

    private static double[] turned(double[] axes, int i, int j, double angle) {
        double[] turned = axes.clone();
        for (int r = 0; r < D && i != j; r++) {
            turned[r * D + i] = Math.cos(angle) * axes[r * D + i] + Math.sin(angle) * axes[r * D + j];
            turned[r * D + j] = Math.cos(angle) * axes[r * D + j] - Math.sin(angle) * axes[r * D + i];
        }
        return turned;
    }
}
