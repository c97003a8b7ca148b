package org.em4j.factor.estep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeywoodTest {
    /** Three rows of noise 2, half the column's variance of 4, beside seven of noise 1. */
    @Test
    void aPriorIsWorthItsRows() {
        assertEquals((7 * 1 + 3 * 2) / 10.0, new Heywood.Prior(3).restrain(1, 4, 7), 1e-15);
    }

    @Test
    void itsLogDensityIsThatOfItsRows() {
        assertEquals(-0.5 * 3 * (Math.log(2) + 2 / 2.0), new Heywood.Prior(3).logPrior(2, 4), 1e-15);
    }

    @Test
    void whatItRestrainsToIsTheMaximum() {
        Heywood prior = new Heywood.Prior(2.5);
        double n = 12;
        double variance = 3;
        double best = prior.restrain(0.2, variance, n);
        double height = objective(prior, best, n, variance);
        for (double factor : new double[] {0.9, 0.99, 1.01, 1.1}) {
            assertTrue(objective(prior, factor * best, n, variance) < height, "at " + factor);
        }
    }

    /** The log-likelihood of n rows of noise 0.2, and the log prior. */
    private static double objective(Heywood prior, double uniqueness, double n, double variance) {
        return -0.5 * n * (Math.log(uniqueness) + 0.2 / uniqueness) + prior.logPrior(uniqueness, variance);
    }
}
