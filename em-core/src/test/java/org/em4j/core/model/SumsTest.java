package org.em4j.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SumsTest {
    /** Plainly, each of them would be rounded away. */
    @Test
    void manySmallTermsCountBesideALargeOne() {
        Sums sums = new Sums(1);
        sums.add(1, 1);
        for (int i = 0; i < 1 << 20; i++) {
            sums.add(0.5, 0x1p-53);
        }
        assertEquals(1 + 0x1p-34, sums.get(0));
    }

    @Test
    void partsAddUpWithWhatTheyHaveDropped() {
        Sums part = new Sums(2);
        part.add(2, 1, 1e16);
        part.add(2, 2, 1);
        part.add(2, 0, 1);
        Sums sums = new Sums(2).addScaled(3, part).addScaled(-3, part).addScaled(0.5, part);
        assertEquals(3, sums.get(0));
        assertEquals(1e16 + 2, sums.get(1)); // each of the two by itself is rounded away
    }

    @Test
    void aTermMoreThanThereAreSumsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Sums(2).add(1, 1, 2, 3));
    }
}
