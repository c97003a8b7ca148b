package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StudentTTest {
    /** {@code ψ(3) = 3/2 - γ}, where commons-math3 is off by 2.9e-9. */
    @Test
    void theExpectedLogOfAPrecisionIsTheDigammaFunction() {
        double gamma = 0.5772156649015329;
        assertEquals(1.5 - gamma, new StudentT.Precision(3, 1, 0).logMean(), 1e-14);
    }
}
