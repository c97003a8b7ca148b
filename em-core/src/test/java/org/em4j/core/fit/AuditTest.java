package org.em4j.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.em4j.core.estep.Exactness;
import org.em4j.core.model.Roundoff;
import org.junit.jupiter.api.Test;

/** The bounds are those of docs/audit.md, worked out by hand: a looser one would fail no fit, and see less. */
class AuditTest {
    private static final double U = 0x1p-53;

    /** Parameters are their condition number, a tenth of them the roundings that are lost besides. */
    private static Iterate<Double> at(double objective, double weight, double magnitude, double theta) {
        Surrogate<Double> surrogate = new Surrogate<>() {
            @Override
            public double expectedLogJoint(Double theta) {
                return objective;
            }

            @Override
            public double logPrior(Double theta) {
                return 0;
            }

            @Override
            public Roundoff roundoff(Double theta) {
                return new Roundoff(theta, theta / 10);
            }

            @Override
            public Double maximize() {
                return 1.0;
            }
        };
        return new Iterate<>(
                theta, objective, 5, weight, magnitude, new Roundoff(theta, theta / 10), Exactness.EXACT, surrogate);
    }

    @Test
    void anObjectiveIsRoundedByTheRootOfTheCondition() {
        assertEquals(64 * U * (20 + 3) * 10, Audit.rounding(new Roundoff(100, 0), 20, 3), 1e-24);
    }

    @Test
    void aPerturbedMatrixCostsItsSquare() {
        double c = 0x1p60; // u c is 128
        assertEquals(16 * 3 * 128 * 128, Audit.rounding(new Roundoff(c, 0), 0, 3) - 64 * U * 3 * 0x1p30, 1e-9);
    }

    @Test
    void largeTermsAreRoundedInTheFirstOrder() {
        assertEquals(U * (20 + 3) * (64 * 10 + 500), Audit.rounding(new Roundoff(100, 500), 20, 3), 1e-24);
    }

    @Test
    void theTwoRoutesMayDifferByWhatIsLostInStatistics() {
        Audit.Check check = Audit.twoRoutes(7, at(-50, 3, 20, 100), -40);
        assertEquals(-50, check.left());
        assertEquals(-35, check.right());
        assertEquals(15, check.off());
        assertEquals(7, check.iteration());
        assertEquals(U * 23 * (64 * 10 + 10) + 64 * U * 40 + 16 * U * 100 * 23, check.bound(), 1e-24);
    }

    @Test
    void anMStepIsAllowedTheRoundingOfBothItsEnds() {
        Audit.Check check = Audit.surrogateRises(1, at(-50, 3, 20, 100), -40, 10_000.0, -41);
        assertEquals(1, check.off());
        double before = U * 23 * (64 * 10 + 10) + 64 * U * 40 + 16 * U * 100 * 23;
        double after = U * 23 * (64 * 100 + 1000) + 64 * U * 41 + 16 * U * 10_000 * 23;
        assertEquals(before + after + 16 * 3 * Math.pow(U * 10_000, 2), check.bound(), 1e-24);
    }

    @Test
    void anObjectiveThatFallsIsAllowedTheRoundingOfBoth() {
        Audit.Check check = Audit.objectiveRises(1, at(-50, 3, 20, 100), at(-51, 3, 30, 400));
        assertEquals(1, check.off());
        assertEquals(U * 23 * (64 * 10 + 10) + U * 33 * (64 * 20 + 40), check.bound(), 1e-24);
    }

    @Test
    void aCheckHoldsUpToItsBoundAndNotAtInfinity() {
        assertTrue(new Audit.Check("", 0, 0, 0, 2, 2).holds());
        assertFalse(new Audit.Check("", 0, 0, 0, 2, 2.001).holds());
        double infinite = Double.POSITIVE_INFINITY;
        assertFalse(new Audit.Check("", 0, 0, 0, infinite, infinite).holds());
    }

    @Test
    void whatACheckUsesIsItsPartOfTheBound() {
        assertEquals(0.5, new Audit.Check("", 0, 0, 0, 4, 2).used());
        assertEquals(0, new Audit.Check("", 0, 0, 0, 0, 0).used());
        assertEquals(0, new Audit.Check("", 0, 0, 0, 4, -2).used());
    }
}
