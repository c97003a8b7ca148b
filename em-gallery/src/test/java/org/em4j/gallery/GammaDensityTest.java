package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.em4j.core.model.Sums;
import org.em4j.gallery.continuous.GammaDensity;
import org.junit.jupiter.api.Test;

/** The default M-step where a component all but sits on one point: a step of Newton's for the shape leads over the edge. */
class GammaDensityTest {
    private static GammaDensity.Theta best(double elsewhere) {
        Sums s = new Sums(3);
        s.add(2, 1, Math.log(1.8), 1.8);
        s.add(elsewhere, 1, Math.log(0.05), 0.05);
        return new GammaDensity().maximize(s, new GammaDensity.Theta(552, s.get(2) / s.get(0)));
    }

    /** Of the equation for the shape a, {@code log(a) - ψ(a)} is nearly {@code 1 / (2a)}. */
    @Test
    void aFarMaximumIsReached() {
        double weight = 1e-8;
        double mean = (2 * 1.8 + weight * 0.05) / (2 + weight);
        double logs = (2 * Math.log(1.8) + weight * Math.log(0.05)) / (2 + weight);
        double shape = 1 / (2 * (Math.log(mean) - logs));
        assertEquals(Math.log(shape), Math.log(best(weight).shape()), 0.1);
    }
}
