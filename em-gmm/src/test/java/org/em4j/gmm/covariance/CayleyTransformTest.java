package org.em4j.gmm.covariance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.random.RandomGenerator;
import org.em4j.core.Randomness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CayleyTransformTest {
    private static final int D = 6;

    private static double[] skew(double size) {
        RandomGenerator random = Randomness.of(3);
        double[] skew = new double[D * D];
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < i; j++) {
                skew[i * D + j] = size * random.nextGaussian();
                skew[j * D + i] = -skew[i * D + j];
            }
        }
        return skew;
    }

    /** Axes that are equally long turn freely; a walk along a chart turns them by any amount. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, 1, 1e6, 1e9, 1e12})
    void aRotationOfAnySkewMatrixIsOneToTheLastBits(double size) {
        double[] r = CayleyTransform.rotation(skew(size), D);
        assertArrayEquals(CayleyTransform.identity(D), CayleyTransform.between(r, r, D), 16 * Math.ulp(1.0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.1, 1})
    void itsSkewMatrixComesBack(double size) {
        double[] skew = skew(size);
        assertArrayEquals(skew, CayleyTransform.skew(CayleyTransform.rotation(skew, D), D), 1e-13 * size + 1e-16);
    }
}
