package org.em4j.core.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** What is missing of places in a row. */
class RowTest {
    private static final Row ROW = new Row(3);
    private static final double[] GAP = {1, Double.NaN, 3};

    @Test
    void aPartIsMissingIfAllOfItIs() {
        assertNotNull(ROW.part(0, 1).get(GAP));
        assertNull(ROW.part(1).get(GAP));
    }

    @Test
    void aCompletePartIsMissingIfAnyOfItIs() {
        assertNull(ROW.complete(0, 1).get(GAP));
        assertArrayEquals(new double[] {3, 1}, ROW.complete(2, 0).get(GAP));
        assertArrayEquals(new double[] {1, 5, 4}, ROW.complete(2, 1).put(GAP, new double[] {4, 5}));
    }
}
