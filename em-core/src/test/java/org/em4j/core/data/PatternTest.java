package org.em4j.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PatternTest {
    private static final Pattern MIDDLE = Pattern.of(new double[] {1, Double.NaN, 3});

    @Test
    void columnsAreObservedOrMissing() {
        assertArrayEquals(new int[] {0, 2}, MIDDLE.observed());
        assertArrayEquals(new int[] {1}, MIDDLE.missing());
        assertFalse(MIDDLE.isComplete());
        assertTrue(Pattern.missing(3).isComplete());
        assertEquals("x.x", MIDDLE.toString());
    }

    @Test
    void patternsAreEqualWhereTheirGapsAre() {
        assertEquals(Pattern.missing(3, 1), MIDDLE);
        assertEquals(Pattern.missing(3, 1).hashCode(), MIDDLE.hashCode());
        assertEquals(Pattern.missing(3, 2, 1), Pattern.missing(3, 1, 2));
        assertNotEquals(Pattern.missing(2, 1), MIDDLE);
        assertNotEquals(Pattern.missing(3, 0), MIDDLE);
    }
}
