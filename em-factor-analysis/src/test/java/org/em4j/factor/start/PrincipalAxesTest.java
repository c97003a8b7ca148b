package org.em4j.factor.start;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.em4j.core.distribution.Moments;
import org.junit.jupiter.api.Test;

class PrincipalAxesTest {
    @Test
    void factorsBeyondTheColumnsStartAtNothing() {
        Moments data = Moments.of(50, new double[] {1, 2}, new double[][] {{2, 0.8}, {0.8, 1}});
        for (double[] row : PrincipalAxes.start(data, 4).loadings()) {
            assertArrayEquals(new double[2], new double[] {row[2], row[3]});
        }
    }
}
