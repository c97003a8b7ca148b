package org.em4j.core.mixture.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.em4j.core.model.Bag;
import org.em4j.core.model.DegenerateException;
import org.junit.jupiter.api.Test;

class MultinomialLogitTest {
    private static final MultinomialLogit<double[]> GATE = new MultinomialLogit<>(2, 2, x -> new double[] {1, x[0]});

    private static Bag seen(MultinomialLogit<double[]> gate, double[] x, double[] ones, double... weights) {
        Bag bag = gate.zero(gate.equal());
        for (int i = 0; i < x.length; i++) {
            bag.add(weights.length > 0 ? weights[i] : 1, 1, x[i], 1 - ones[i], ones[i]);
        }
        return bag;
    }

    /** Two groups are a saturated model: the coefficients are the log odds of the first, and the log odds ratio. */
    @Test
    void ofTwoGroupsItIsTheirLogOdds() {
        double[] b = GATE.maximize(
                seen(GATE, new double[] {0, 0, 1, 1}, new double[] {1, 0, 1, 0}, 3, 7, 4, 1), GATE.equal());
        assertArrayEquals(new double[] {Math.log(3 / 7.0), Math.log(4 / (3 / 7.0))}, b, 1e-9);
        assertArrayEquals(
                new double[] {Math.log(0.7), Math.log(0.3)}, GATE.logWeights(b).apply(new double[] {0}), 1e-12);
    }

    /** Shares of a half each say nothing, whatever the covariate. */
    @Test
    void sharesWithoutASlopeHaveNone() {
        double[] b =
                GATE.maximize(seen(GATE, new double[] {-1, 2, 5}, new double[] {0.5, 0.5, 0.5}), new double[] {1, -2});
        assertArrayEquals(new double[2], b, 1e-8);
    }

    /** Where a covariate tells the outcomes apart there is no maximum, and the coefficients stop where it is reached to rounding. */
    @Test
    void outcomesThatAreToldApartStopWhereNothingIsLeftToGain() {
        Bag apart = seen(GATE, new double[] {-2, -1, 1, 2}, new double[] {0, 0, 1, 1});
        double[] b = GATE.maximize(apart, GATE.equal());
        assertEquals(0, GATE.expectedLogWeights(b, apart), 1e-12);
        assertTrue(Double.isFinite(b[0]) && Double.isFinite(b[1]));
    }

    @Test
    void collinearCovariatesAreSaid() {
        MultinomialLogit<double[]> twice = new MultinomialLogit<>(2, 2, x -> new double[] {x[0], x[0]});
        Bag bag = twice.zero(twice.equal());
        bag.add(1, 1, 1, 0.3, 0.7);
        bag.add(1, 2, 2, 0.6, 0.4);
        assertEquals(
                "the covariates of the weights are collinear; leave one of them out",
                assertThrows(DegenerateException.class, () -> twice.maximize(bag, twice.equal()))
                        .degeneracy()
                        .describe());
    }

    @Test
    void whatWasAddedCanBeTakenOutAgain() {
        Bag all = seen(GATE, new double[] {0, 1, 3}, new double[] {1, 0, 1});
        Bag last = seen(GATE, new double[] {3}, new double[] {1});
        all.addScaled(-1, last);
        double[] b = {0.2, -0.4};
        assertEquals(
                GATE.expectedLogWeights(b, seen(GATE, new double[] {0, 1}, new double[] {1, 0})),
                GATE.expectedLogWeights(b, all),
                1e-15);
    }
}
