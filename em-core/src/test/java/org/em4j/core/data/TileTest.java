package org.em4j.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileTest {
    private static final Rows ROWS =
            Rows.of(new double[][] {{1, 2}, {3, 4}, {5, 6}, {7, 9}}).weighted(new double[] {1, 2, 3, 4});

    @Property
    void theStrideIsAnOddNumberOfCacheLinesThatHoldsTheRows(@ForAll @IntRange(min = 1, max = 10_000) int rows) {
        int stride = Tile.stride(rows);
        assertTrue(stride >= rows && stride < rows + 16);
        assertEquals(1, stride / 8 % 2);
        assertEquals(0, stride % 8);
    }

    @Test
    void aTileHoldsItsRowsColumnByColumn() {
        Tile tile = new Tile(3, 2).load(ROWS, 1, 2);
        assertEquals(3, tile.columns()[0]);
        assertEquals(5, tile.columns()[1]);
        assertEquals(4, tile.columns()[tile.stride()]);
        assertEquals(6, tile.columns()[tile.stride() + 1]);
    }

    @Test
    void aTileIsABlockOfItsRows() {
        Tile tile = new Tile(3, 2).load(ROWS, 1, 3);
        assertEquals(3, tile.size());
        assertEquals(2, tile.width());
        assertArrayEquals(new double[] {7, 9}, tile.get(2));
        assertEquals(4, tile.weight(2));
    }

    @Test
    void aTileCanBeLoadedFromAnyBlock() {
        Tile tile = new Tile(4, 2).load(ROWS);
        assertEquals(4, tile.size());
        assertArrayEquals(new double[] {3, 4}, tile.get(1));
        assertEquals(2, tile.weight(1));
    }

    @Test
    void theRowsOfATileComeByTheirPattern() {
        double[][] x = {{1, 2}, {Double.NaN, 4}, {5, 6}};
        Tile tile = new Tile(3, 2).load(Rows.of(x, Missing.LATENT));
        assertFalse(tile.isComplete());
        assertArrayEquals(new int[] {0, 2}, tile.byPattern().get(Pattern.missing(2)));
        assertArrayEquals(new int[] {1}, tile.byPattern().get(Pattern.missing(2, 0)));
    }

    @Test
    void patternsAreThoseOfTheRowsLoadedLast() {
        Tile tile = new Tile(3, 1).load(Rows.of(new double[][] {{Double.NaN}, {1}}, Missing.LATENT));
        assertEquals(2, tile.byPattern().size());
        tile.load(Rows.of(new double[][] {{1}, {2}, {3}}));
        assertTrue(tile.isComplete());
        assertEquals(1, tile.byPattern().size());
    }
}
