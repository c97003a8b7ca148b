package org.em4j.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoppingRuleTest {
    private static Trace trace(double... objectives) {
        List<Trace.Entry> entries = new ArrayList<>();
        for (double objective : objectives) {
            entries.add(new Trace.Entry(entries.size(), 0, objective, objective, 0, 0, 0, 0));
        }
        return new Trace(entries);
    }

    @Test
    void relativeChangeComparesTheLastTwoObjectives() {
        StoppingRule rule = StoppingRule.relativeChange(1e-3);
        assertTrue(rule.reached(trace(-100)).isEmpty());
        assertTrue(rule.reached(trace(-101, -100)).isEmpty());
        assertEquals(
                "relative change 5.0e-04 below 1.0e-03",
                rule.reached(trace(-101, -100.05, -100)).orElseThrow());
    }

    @Test
    void aToleranceOfZeroNeverStopsEvenWhenNothingChanges() {
        assertTrue(StoppingRule.relativeChange(0).reached(trace(-1, -1, -1)).isEmpty());
        assertTrue(StoppingRule.aitken(0).reached(trace(-1, -1, -1)).isEmpty());
    }

    @Test
    void aitkenSeesWhatASlowFitStillHasToGain() {
        // steps of 0.1, 0.09, ...: the last is 0.09, but 0.81 are still to come
        assertTrue(StoppingRule.aitken(0.5).reached(trace(-2, -1.9, -1.81)).isEmpty());
        assertTrue(StoppingRule.aitken(0.9).reached(trace(-2, -1.9, -1.81)).isPresent());
    }

    @Test
    void rulesCombine() {
        StoppingRule yes = trace -> java.util.Optional.of("yes");
        StoppingRule no = trace -> java.util.Optional.empty();
        assertEquals("yes", no.or(yes).reached(trace(0)).orElseThrow());
        assertTrue(no.and(yes).reached(trace(0)).isEmpty());
        assertEquals("yes", yes.and(yes).reached(trace(0)).orElseThrow());
    }

    @Test
    void aToleranceIsNotNegative() {
        assertThrows(IllegalArgumentException.class, () -> StoppingRule.relativeChange(-1));
        assertThrows(IllegalArgumentException.class, () -> StoppingRule.aitken(Double.NaN));
    }
}
