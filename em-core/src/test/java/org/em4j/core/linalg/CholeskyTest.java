package org.em4j.core.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.junit.jupiter.api.Test;

class CholeskyTest {
    private static final double U = Math.ulp(1.0);

    @Property
    void theFactorTimesItsTransposeIsTheMatrix(@ForAll @IntRange(min = 1, max = 20) int d, @ForAll Random random) {
        double[][] a = Matrices.covariance(d, random);
        double[] scale = Matrices.scales(a);
        double[] l = Cholesky.of(Matrices.flat(a), d).factor();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int k = 0; k <= j; k++) {
                    product += l[i * d + k] * l[j * d + k];
                }
                // Backward error of Cholesky: (d + 1) u of the units (Higham, theorem 10.5).
                assertEquals(a[i][j], product, 2 * (d + 1) * U * scale[i] * scale[j]);
            }
        }
    }

    @Property
    void onlyTheLowerTriangleIsRead(@ForAll @IntRange(min = 2, max = 8) int d, @ForAll Random random) {
        double[] a = Matrices.flat(Matrices.covariance(d, random));
        double[] factor = Cholesky.of(a, d).factor();
        for (int i = 0; i < d; i++) {
            for (int j = i + 1; j < d; j++) {
                a[i * d + j] = Double.NaN;
            }
        }
        assertArrayEquals(factor, Cholesky.of(a, d).factor());
    }

    @Property
    void theInverseFactorTimesTheFactorIsTheIdentity(
            @ForAll @IntRange(min = 1, max = 12) int d, @ForAll Random random) {
        Cholesky c = Cholesky.of(Matrices.flat(Matrices.covariance(d, random)), d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                double magnitude = 0;
                for (int k = j; k <= i; k++) {
                    double term = c.inverseFactor()[i * d + k] * c.factor()[k * d + j];
                    product += term;
                    magnitude += Math.abs(term);
                }
                assertEquals(i == j ? 1 : 0, product, 4 * d * U * Math.max(1, magnitude) * 10);
            }
        }
    }

    @Property
    void solvingUndoesTheProduct(@ForAll @IntRange(min = 1, max = 12) int d, @ForAll Random random) {
        double[][] a = Matrices.covariance(d, random);
        Cholesky c = Cholesky.of(Matrices.flat(a), d);
        double[] scale = Matrices.scales(a);
        double[] x = Matrices.vector(d, random);
        double[] b = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                b[i] += a[i][j] * x[j] / scale[j];
            }
        }
        double[] solution = c.solve(b);
        for (int i = 0; i < d; i++) {
            assertEquals(x[i], solution[i] * scale[i], 10 * d * d * U * c.conditionNumber());
        }
    }

    @Property
    void whiteningUndoesColouring(@ForAll @IntRange(min = 1, max = 12) int d, @ForAll Random random) {
        Cholesky c = Cholesky.of(Matrices.flat(Matrices.covariance(d, random)), d);
        double[] z = Matrices.vector(d, random);
        assertArrayEquals(z, c.whiten(c.colour(z)), 10 * d * d * U * c.conditionNumber());
    }

    @Property
    void theLogDeterminantIsThatOfCommonsMath(@ForAll @IntRange(min = 1, max = 12) int d, @ForAll Random random) {
        double[][] a = Matrices.covariance(d, random);
        Cholesky c = Cholesky.of(Matrices.flat(a), d);
        double expected = Math.log(new CholeskyDecomposition(MatrixUtils.createRealMatrix(a)).getDeterminant());
        assertEquals(expected, c.logDeterminant(), 100 * d * U * Math.max(1, Math.abs(expected)));
    }

    @Property
    void theTraceOfASolveIsTheSumOfItsDiagonal(@ForAll @IntRange(min = 1, max = 10) int d, @ForAll Random random) {
        double[][] a = Matrices.covariance(d, random);
        double[][] s = Matrices.covariance(d, random);
        Cholesky c = Cholesky.of(Matrices.flat(a), d);
        double trace = 0;
        double magnitude = 0;
        for (int j = 0; j < d; j++) {
            double term = c.solve(s[j])[j]; // S is symmetric: its rows are its columns
            trace += term;
            magnitude += Math.abs(term);
        }
        assertEquals(trace, c.traceOfSolve(Matrices.flat(s)), 100 * d * d * U * c.conditionNumber() * magnitude);
    }

    /** From some hundred columns on the best kernels work. */
    @Test
    void wideMatricesKeepToTheSame() {
        Random random = new Random(3695);
        theFactorTimesItsTransposeIsTheMatrix(131, random);
        theInverseFactorTimesTheFactorIsTheIdentity(131, random);
        theTraceOfASolveIsTheSumOfItsDiagonal(131, random);
    }

    @Test
    void aLinearCombinationOfColumnsIsRefusedAtItsColumn() {
        double[] a = {1, 2, 3, 2, 5, 7, 3, 7, 10}; // the third column is the sum of the first two
        assertEquals(
                2,
                assertThrows(NotPositiveDefiniteException.class, () -> Cholesky.of(a, 3))
                        .pivot());
    }

    @Test
    void aConstantColumnIsRefusedAtItsColumn() {
        assertEquals(
                1,
                assertThrows(NotPositiveDefiniteException.class, () -> Cholesky.of(new double[] {1, 0, 0, 0}, 2))
                        .pivot());
    }

    @Test
    void anIndefiniteMatrixIsRefused() {
        assertThrows(NotPositiveDefiniteException.class, () -> Cholesky.of(new double[] {1, 2, 2, 1}, 2));
    }

    @Test
    void aMatrixWithNaNIsRefused() {
        assertThrows(NotPositiveDefiniteException.class, () -> Cholesky.of(new double[] {Double.NaN}, 1));
    }

    @Test
    void anInfiniteVarianceIsRefused() {
        assertThrows(NotPositiveDefiniteException.class, () -> Cholesky.of(new double[] {1.0 / 0}, 1));
    }

    @Property
    void whetherAMatrixIsSingularDoesNotDependOnItsUnits(
            @ForAll @DoubleRange(min = -75, max = 75) double power, @ForAll @DoubleRange(min = 0, max = 1) double r) {
        double[] a = {1, r, r, 1};
        double unit = Math.scalb(1.0, (int) (power * 3));
        double[] b = {1, r * unit, r * unit, unit * unit};
        assertEquals(factorises(a), factorises(b));
    }

    private static boolean factorises(double[] a) {
        try {
            Cholesky.of(a, 2);
            return true;
        } catch (NotPositiveDefiniteException e) {
            return false;
        }
    }

    @Test
    void uncorrelatedColumnsHaveInflationOneInAnyUnits() {
        assertArrayEquals(
                new double[] {1, 1},
                Cholesky.of(new double[] {1e-8, 0, 0, 1e12}, 2).inflation(),
                4 * U);
    }

    @Test
    void inflationIsThatOfTheRegressionOnTheOthers() {
        double r = 0.6;
        double[] inflation = Cholesky.of(new double[] {1, r, r, 1}, 2).inflation();
        assertArrayEquals(new double[] {1 / (1 - r * r), 1 / (1 - r * r)}, inflation, 10 * U);
    }

    @Property
    void theConditionNumberBoundsTheInverseOfTheCorrelations(
            @ForAll @IntRange(min = 1, max = 10) int d, @ForAll Random random) {
        double[][] a = Matrices.covariance(d, random);
        double[] scale = Matrices.scales(a);
        double[][] correlation = new double[d][d];
        for (int i = 0; i < d; i++) {
            int row = i;
            Arrays.setAll(correlation[i], j -> a[row][j] / (scale[row] * scale[j]));
        }
        double[] values = new EigenDecomposition(MatrixUtils.createRealMatrix(correlation)).getRealEigenvalues();
        double norm = 1 / values[d - 1];
        double bound = Cholesky.of(Matrices.flat(a), d).conditionNumber();
        assertTrue(bound >= norm * (1 - 1e-9), () -> bound + " < " + norm);
    }
}
