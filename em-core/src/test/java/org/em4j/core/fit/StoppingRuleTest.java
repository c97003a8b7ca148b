package org.em4j.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.em4j.core.estep.Exactness;
import org.junit.jupiter.api.Test;

class StoppingRuleTest {
    private static final double ROUNDING = 1e-12;

    private static Trace.Entry entry(int t, double objective, double norm, int emSteps) {
        return new Trace.Entry(t, t + 1, objective, objective, norm, 0, 0, 0, ROUNDING, emSteps, Exactness.EXACT);
    }

    private static Trace climbing(double... objectives) {
        List<Trace.Entry> entries = new ArrayList<>();
        for (double objective : objectives) {
            entries.add(entry(entries.size(), objective, 1, entries.size()));
        }
        return new Trace(entries);
    }

    /** A trace of EM's own steps. */
    private static Trace steps(double... norms) {
        List<Trace.Entry> entries = new ArrayList<>();
        for (double norm : norms) {
            entries.add(entry(entries.size(), -1, norm, entries.size()));
        }
        return new Trace(entries);
    }

    /** A trace of longer steps. */
    private static Trace beyond(double... norms) {
        List<Trace.Entry> entries = new ArrayList<>();
        for (double norm : norms) {
            entries.add(entry(entries.size(), -1, norm, 0));
        }
        return new Trace(entries);
    }

    @Test
    void theDistanceIsTheGradientOverTheRootOfTheInformationThatIsNotMissing() {
        Trace trace = steps(1e-3, 0.99e-3);
        assertEquals(0.99e-3 / Math.sqrt(1 - 0.99), trace.distance().orElseThrow(), 1e-15);
        assertTrue(StoppingRule.distance(9e-3).reached(trace).isEmpty());
        assertEquals(
                "the maximum is 9.9e-03 standard errors away, below 1.0e-02",
                StoppingRule.distance(1e-2).reached(trace).orElseThrow());
    }

    @Test
    void theRateIsTheSlowestOfThreeStepsOfEmInARow() {
        assertEquals(0.9, steps(10, 9, 1.8, 0.9).rate().orElseThrow(), 1e-15);
        assertEquals(0.5, steps(10, 9, 1.8, 0.9, 0.3).rate().orElseThrow(), 1e-15);
        assertTrue(beyond(10, 9).rate().isEmpty(), "longer steps have another rate");
        assertTrue(steps(1).rate().isEmpty());
    }

    @Test
    void whileTheGradientGrowsNothingIsNear() {
        Trace saddle = steps(1e-3, 1e-7, 1e-9, 1.1e-9, 1.2e-9, 1.3e-9);
        assertTrue(StoppingRule.distance(1e-4).reached(saddle).isEmpty());
    }

    @Test
    void anMStepThatStandsStillHasArrived() {
        assertTrue(StoppingRule.distance(1e-4).reached(steps(0)).isPresent());
        assertTrue(StoppingRule.distance(1e-4).reached(steps(3, 0)).isPresent());
    }

    @Test
    void roundingIsSaidToHideTheRest() {
        Trace noise = steps(1e-2, 1e-7, 1.2e-7, 0.9e-7);
        assertTrue(StoppingRule.distance(1e-8).reached(noise).orElseThrow().startsWith("rounding hides"));
        Trace still = steps(1e-2, 1e-7, 1e-7, 1e-7, 1e-7);
        assertTrue(StoppingRule.distance(1e-8).reached(still).orElseThrow().startsWith("rounding hides"));
        Trace longer = steps(1e-2, 1e-5, 1.2e-5, 0.9e-5);
        assertTrue(StoppingRule.distance(1e-8).reached(longer).isEmpty(), "rounding does not explain that");
        Trace slow = steps(1e-2, 1e-7, 0.9999e-7, 0.9998e-7, 0.9997e-7);
        assertTrue(StoppingRule.distance(1e-8).reached(slow).isEmpty(), "it shrinks");
    }

    @Test
    void longerStepsAreConfirmedOnceTheyHaveComeNear() {
        StoppingRule rule = StoppingRule.distance(1e-4);
        assertFalse(rule.isNear(beyond(1, 1e-3)));
        assertTrue(rule.isNear(beyond(1, 1e-3, 1e-5)));
        assertTrue(rule.reached(beyond(1, 1e-3, 1e-5)).isEmpty());
        List<Trace.Entry> slow = new ArrayList<>(beyond(1, 9e-5).entries());
        slow.add(entry(2, -1, 8.99e-5, 1));
        slow.add(entry(3, -1, 8e-5, 0));
        assertFalse(rule.isNear(new Trace(slow)), "by the rate that was found, it is not");
    }

    @Test
    void aToleranceOfZeroNeverStopsEvenWhenNothingChanges() {
        assertTrue(StoppingRule.distance(0).reached(steps(1, 0, 0)).isEmpty());
        assertTrue(StoppingRule.aitken(0).reached(climbing(-1, -1, -1)).isEmpty());
        assertTrue(StoppingRule.never().reached(steps(1, 0, 0)).isEmpty());
    }

    @Test
    void aitkenSeesWhatASlowFitStillHasToGain() {
        // steps of 0.1, 0.09, ...: the last is 0.09, but 0.81 are still to come
        assertTrue(StoppingRule.aitken(0.5).reached(climbing(-2, -1.9, -1.81)).isEmpty());
        assertTrue(StoppingRule.aitken(0.9).reached(climbing(-2, -1.9, -1.81)).isPresent());
    }

    @Test
    void rulesCombine() {
        StoppingRule yes = trace -> Optional.of("yes");
        StoppingRule no = trace -> Optional.empty();
        assertEquals("yes", no.or(yes).reached(steps(0)).orElseThrow());
        assertTrue(no.and(yes).reached(steps(0)).isEmpty());
        assertEquals("yes", yes.and(yes).reached(steps(0)).orElseThrow());
        assertTrue(no.or(yes).isNear(steps(0)));
        assertFalse(no.and(yes).isNear(steps(0)));
    }

    @Test
    void aToleranceIsNotNegative() {
        assertThrows(IllegalArgumentException.class, () -> StoppingRule.distance(-1));
        assertThrows(IllegalArgumentException.class, () -> StoppingRule.aitken(Double.NaN));
    }
}
