package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.em4j.core.distribution.FullNormal;
import org.em4j.gallery.continuous.StudentT;
import org.junit.jupiter.api.Test;

class StudentTTest {
    /** {@code ψ(3) = 3/2 - γ}, where commons-math3 is off by 2.9e-9. */
    @Test
    void theExpectedLogOfAPrecisionIsTheDigammaFunction() {
        double gamma = 0.5772156649015329;
        StudentT model = new StudentT(1);
        StudentT.Theta theta = new StudentT.Theta(FullNormal.of(new double[1], new double[][] {{1}}), 5);
        StudentT.Weighed s = model.zero(theta);
        model.accumulate(new double[1], new StudentT.Precision(3, 1, 0), 1, s);
        assertEquals(1.5 - gamma, s.sums().get(1), 1e-14);
    }
}
