package org.em4j.core.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.Randomness;

class SpectrumTest {
    private static final double EPS = Math.ulp(1.0);

    /** A symmetric matrix whose entries may differ by many orders; of rank r. */
    private static RealMatrix matrix(int d, int r, double orders, long seed) {
        RandomGenerator random = Randomness.of(seed);
        double[][] rows = new double[r][d];
        for (double[] row : rows) {
            for (int j = 0; j < d; j++) {
                row[j] = random.nextGaussian();
            }
        }
        double[] unit = new double[d];
        Arrays.setAll(unit, j -> Math.pow(10, orders * random.nextDouble()));
        RealMatrix x = new Array2DRowRealMatrix(rows).multiply(MatrixUtils.createRealDiagonalMatrix(unit));
        RealMatrix s = x.transpose().multiply(x);
        return s.add(s.transpose()).scalarMultiply(0.5);
    }

    /** By either method: orthonormal axes in descending order that make the matrix, to a few roundings of its norm. */
    @Property(tries = 200)
    void axesAndValuesMakeTheMatrix(
            @ForAll @IntRange(min = 1, max = 12) int d,
            @ForAll @IntRange(min = 1, max = 12) int r,
            @ForAll @IntRange(min = 0, max = 12) int orders,
            @ForAll long seed) {
        RealMatrix s = matrix(d, r, orders, seed);
        Spectrum ql = Spectrum.of(s);
        Spectrum rotations = Spectrum.byRotations(s);
        double bound = 100 * d * EPS * s.getFrobeniusNorm();
        for (Spectrum spectrum : new Spectrum[] {ql, rotations}) {
            RealMatrix v = spectrum.axes();
            RealMatrix back = v.multiply(MatrixUtils.createRealDiagonalMatrix(spectrum.values()))
                    .multiply(v.transpose());
            assertEquals(0, back.subtract(s).getFrobeniusNorm(), bound);
            RealMatrix identity = MatrixUtils.createRealIdentityMatrix(d);
            assertEquals(0, v.transpose().multiply(v).subtract(identity).getFrobeniusNorm(), 100 * d * EPS);
        }
        assertArrayEquals(ql.values(), rotations.values(), bound);
    }
}
