package org.em4j.core.data;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    private static final double[][] X = {{1, 2}, {3, 4}, {5, 7}};

    private static InvalidDataException refused(double[][] x) {
        return assertThrows(InvalidDataException.class, () -> Rows.of(x));
    }

    @Test
    void rowsAreThoseGiven() {
        Rows rows = Rows.of(X);
        assertEquals(3, rows.size());
        assertEquals(3, rows.count());
        assertEquals(2, rows.columns());
        assertArrayEquals(X, rows.toArray());
        assertEquals(7, rows.get(2, 1));
    }

    @Test
    void rowsAreCopiedInAndOut() {
        double[][] x = {{1}, {2}};
        Rows rows = Rows.of(x);
        x[0][0] = 9;
        rows.get(1)[0] = 9;
        rows.toArray()[0][0] = 9;
        assertArrayEquals(new double[][] {{1}, {2}}, rows.toArray());
    }

    @Test
    void noRowsAreRefused() {
        assertEquals("there are no observations", refused(new double[0][]).getMessage());
    }

    @Test
    void rowsWithoutColumnsAreRefused() {
        refused(new double[3][0]);
    }

    @Test
    void aRaggedRowIsRefusedWithItsNumber() {
        InvalidDataException e = refused(new double[][] {{1, 2}, {3}});
        assertEquals(2, e.row());
        assertEquals("row 2: has 1 columns, the first row has 2", e.getMessage());
    }

    @Test
    void aNaNIsRefusedWithRowColumnAndRemedy() {
        InvalidDataException e = refused(new double[][] {{1, 2}, {3, Double.NaN}});
        assertEquals(2, e.row());
        assertEquals("x2", e.column());
        assertEquals(
                "row 2, column \"x2\": NaN; drop the row, impute the value, or let it be missing (Missing.LATENT)",
                e.getMessage());
    }

    @Test
    void aNaNIsAMissingValueOnRequest() {
        Rows rows = Rows.of(new double[][] {{1, 2}, {NaN, 4}, {NaN, NaN}}, Missing.LATENT);
        assertEquals(3, rows.gaps());
        assertArrayEquals(new double[] {NaN, 4}, rows.get(1));
        assertEquals("2 rows x 2 columns, 1 values missing, and 1 without any value", rows.toString());
    }

    /** It keeps its place and weighs nothing, whatever weight it is given. */
    @Test
    void aRowWithoutAnyValueDoesNotCount() {
        Rows rows = Rows.of(new double[][] {{NaN, NaN}, {1, NaN}, {NaN, NaN}, {3, 4}}, Missing.LATENT);
        assertEquals(4, rows.size());
        assertEquals(2, rows.blank());
        assertEquals(2, rows.totalWeight());
        assertEquals(0, rows.weight(2));
        Rows weighted = rows.weighted(new double[] {5, 2, 7, 0.5});
        assertEquals(2.5, weighted.totalWeight());
    }

    @Test
    void informativeRowsHaveWeightAndSomeValue() {
        Rows rows = Rows.of(new double[][] {{NaN, NaN}, {1, NaN}, {3, 4}, {5, 6}}, Missing.LATENT)
                .weighted(new double[] {1, 0, 2, 3});
        Rows some = rows.informative();
        assertArrayEquals(new double[][] {{3, 4}, {5, 6}}, some.toArray());
        assertEquals(0, some.gaps());
        assertEquals(5, some.totalWeight());
        Rows all = Rows.of(X);
        assertSame(all, all.informative());
        Rows none = Rows.of(new double[][] {{NaN}}, Missing.LATENT);
        assertThrows(InvalidDataException.class, none::informative);
    }

    @Test
    void anInfiniteValueIsRefusedAmongMissingOnes() {
        double[][] x = {{NaN}, {Double.NEGATIVE_INFINITY}};
        assertEquals(
                2,
                assertThrows(InvalidDataException.class, () -> Rows.of(x, Missing.LATENT))
                        .row());
    }

    @Test
    void theRangeOfAColumnIsThatOfItsValues() {
        double[][] x = {{NaN}, {1e200}, {NaN}, {-1e200}};
        assertThrows(InvalidDataException.class, () -> Rows.of(x, Missing.LATENT));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void anInfiniteValueIsRefused(double value) {
        assertEquals(1, refused(new double[][] {{value}, {1}}).row());
    }

    @Test
    void anInfiniteValueIsRefusedWithItsRowAndColumn() {
        InvalidDataException e = refused(new double[][] {{1, 2}, {3, Double.POSITIVE_INFINITY}});
        assertEquals(2, e.row());
        assertEquals("x2", e.column());
    }

    @Test
    void valuesThatDoNotMakeWholeRowsAreRefused() {
        assertThrows(InvalidDataException.class, () -> Rows.wrap(new double[5], 2));
    }

    @Test
    void aColumnWhoseSquaresOverflowIsRefusedWithTheUnitThatHelps() {
        InvalidDataException e = refused(new double[][] {{1, 6.71e160}, {2, -1e159}});
        assertEquals("x2", e.column());
        assertEquals(
                "column \"x2\": values up to 6.7e160 overflow when squared and summed; divide the column by 1e160",
                e.getMessage());
    }

    @Test
    void aColumnFarBelowZeroIsRefusedToo() {
        assertEquals("x1", refused(new double[][] {{-3e160}, {-1}}).column());
    }

    @Test
    void valuesWhoseDifferenceOverflowsAreRefused() {
        refused(new double[][] {{Double.MAX_VALUE}, {-Double.MAX_VALUE}});
    }

    @Test
    void valuesWhoseSumOverflowsAreRefused() {
        refused(new double[][] {{1e308}, {1e308}});
    }

    @Test
    void aColumnWhoseSquaresVanishIsRefusedWithTheUnitThatHelps() {
        InvalidDataException e = refused(new double[][] {{3e-170, 1}, {8.4e-170, 2}});
        assertEquals(
                "column \"x1\": differences as small as 5.4e-170 vanish when squared; multiply the column by 1e170",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1, 1e150})
    void anyUnitWhoseSquaresExistIsTaken(double unit) {
        assertEquals(2, Rows.of(new double[][] {{5.1 * unit}, {4.9 * unit}}).size());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 3.25, 1e200})
    void aConstantColumnIsTaken(double value) {
        assertEquals(2, Rows.of(new double[][] {{value}, {value}}).size());
    }

    @Test
    void withoutWeightsEveryRowCountsOnce() {
        assertEquals(1, Rows.of(X).weight(1));
        assertEquals(3, Rows.of(X).totalWeight());
    }

    @Test
    void weightsAreThoseGiven() {
        double[] w = {1, 0, 2.5};
        Rows rows = Rows.of(X).weighted(w);
        w[0] = 9;
        assertEquals(1, rows.weight(0));
        assertEquals(3.5, rows.totalWeight());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void aWeightThatIsNoneIsRefusedWithItsRow(double weight) {
        Rows rows = Rows.of(X);
        double[] w = {1, weight, 1};
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> rows.weighted(w));
        assertEquals("row 2: weight " + weight + "; a weight is a finite number, zero or more", e.getMessage());
    }

    @Test
    void weightsThatAreAllZeroAreRefused() {
        Rows rows = Rows.of(X);
        assertThrows(InvalidDataException.class, () -> rows.weighted(new double[3]));
    }

    @Test
    void weightsWhoseSumOverflowsAreRefused() {
        Rows rows = Rows.of(X);
        assertThrows(InvalidDataException.class, () -> rows.weighted(new double[] {1e308, 1e308, 0}));
    }

    @Test
    void weightsThatMakeSquaresOverflowAreRefused() {
        Rows rows = Rows.of(new double[][] {{1}, {1e150}});
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> rows.weighted(new double[] {1, 1e10}));
        assertEquals("x1", e.column());
    }

    @Test
    void weightsForOtherThanTheRowsAreRefused() {
        Rows rows = Rows.of(X);
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> rows.weighted(new double[2]));
        assertEquals("2 weights for 3 rows", e.getMessage());
    }
}
