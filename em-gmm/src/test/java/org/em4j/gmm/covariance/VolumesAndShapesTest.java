package org.em4j.gmm.covariance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.Randomness;
import org.em4j.core.distribution.CovarianceStorage;
import org.em4j.gmm.start.HardAssignmentStart;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The equations that the maxima solve (Celeux and Govaert 1995), in another library's arithmetic. */
class VolumesAndShapesTest {
    private static final int D = 3;
    private static final double[] WEIGHTS = {4, 7, 2.5};
    private static final double NEAR = 1e-12;

    private final List<RealMatrix> scatters = new ArrayList<>();

    private List<RealMatrix> maximize(CovarianceStorage form, Constraint volume, Constraint shape) {
        RandomGenerator random = Randomness.of(8);
        List<double[]> flat = new ArrayList<>();
        for (double weight : WEIGHTS) {
            double[] w = new double[D * D];
            for (int row = 0; row < 6; row++) {
                double[] x = new double[D];
                Arrays.setAll(x, j -> weight * (1 + j) * random.nextGaussian());
                Arrays.setAll(
                        w, o -> form == CovarianceStorage.WHOLE || o / D == o % D ? w[o] + x[o / D] * x[o % D] : 0);
            }
            flat.add(form == CovarianceStorage.WHOLE ? w : new double[] {w[0], w[4], w[8]});
            scatters.add(matrix(w));
        }
        return new VolumesAndShapes(form, D, WEIGHTS, flat)
                .maximize(volume, shape).stream()
                        .map(VolumesAndShapesTest::matrix)
                        .toList();
    }

    private static RealMatrix matrix(double[] a) {
        return a.length == D
                ? MatrixUtils.createRealDiagonalMatrix(a)
                : MatrixUtils.createRealMatrix(HardAssignmentStart.square(a, D));
    }

    private static double volume(RealMatrix a) {
        return Math.pow(new LUDecomposition(a).getDeterminant(), 1.0 / D);
    }

    private static RealMatrix shape(RealMatrix a) {
        return a.scalarMultiply(1 / volume(a));
    }

    private static void assertSame(RealMatrix expected, RealMatrix actual) {
        for (int i = 0; i < D; i++) {
            assertArrayEquals(expected.getRow(i), actual.getRow(i), NEAR * expected.getNorm());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingIsSharedEachIsItsScatterByItsWeight(CovarianceStorage form) {
        List<RealMatrix> found = maximize(form, Constraint.VARIABLE, Constraint.VARIABLE);
        for (int k = 0; k < WEIGHTS.length; k++) {
            assertSame(scatters.get(k).scalarMultiply(1 / WEIGHTS[k]), found.get(k));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereAllIsSharedItIsTheMeanByWeight(CovarianceStorage form) {
        RealMatrix found = maximize(form, Constraint.EQUAL, Constraint.EQUAL).get(1);
        RealMatrix sum = scatters.get(0).add(scatters.get(1)).add(scatters.get(2));
        assertSame(sum.scalarMultiply(1 / Arrays.stream(WEIGHTS).sum()), found);
    }

    @ParameterizedTest
    @EnumSource
    void oneVolumeIsTheScattersOwnByTheTotalWeight(CovarianceStorage form) {
        List<RealMatrix> found = maximize(form, Constraint.EQUAL, Constraint.VARIABLE);
        double volume =
                scatters.stream().mapToDouble(VolumesAndShapesTest::volume).sum()
                        / Arrays.stream(WEIGHTS).sum();
        for (int k = 0; k < WEIGHTS.length; k++) {
            assertSame(shape(scatters.get(k)).scalarMultiply(volume), found.get(k));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneShapeIsThatOfTheScattersByTheirVolumesWhichItGives(CovarianceStorage form) {
        List<RealMatrix> found = maximize(form, Constraint.VARIABLE, Constraint.EQUAL);
        RealMatrix shape = shape(found.get(0));
        RealMatrix inverse = new LUDecomposition(shape).getSolver().getInverse();
        RealMatrix sum = matrix(new double[D * D]);
        for (int k = 0; k < WEIGHTS.length; k++) {
            double volume = volume(found.get(k));
            assertSame(shape, shape(found.get(k)));
            assertEquals(inverse.multiply(scatters.get(k)).getTrace() / (WEIGHTS[k] * D), volume, NEAR * volume);
            sum = sum.add(scatters.get(k).scalarMultiply(1 / volume));
        }
        assertSame(shape(sum), shape);
    }

    @ParameterizedTest
    @EnumSource
    void spheresHaveTheMeanOfTheScattersDiagonals(CovarianceStorage form) {
        List<RealMatrix> own = maximize(form, Constraint.VARIABLE, Constraint.IDENTITY);
        RealMatrix one = maximize(form, Constraint.EQUAL, Constraint.IDENTITY).get(0);
        double sum = 0;
        for (int k = 0; k < WEIGHTS.length; k++) {
            double trace = scatters.get(k).getTrace();
            assertSame(MatrixUtils.createRealIdentityMatrix(D).scalarMultiply(trace / D / WEIGHTS[k]), own.get(k));
            sum += trace / D;
        }
        double total = Arrays.stream(WEIGHTS).sum();
        assertSame(MatrixUtils.createRealIdentityMatrix(D).scalarMultiply(sum / total), one);
    }
}
