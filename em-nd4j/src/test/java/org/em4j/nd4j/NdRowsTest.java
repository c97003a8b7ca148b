package org.em4j.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.em4j.core.data.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class NdRowsTest {
    private static final double[][] X = {{1, 2, 3}, {4, 5, 6}};

    @Test
    void aMatrixIsItsRows() {
        assertArrayEquals(X, NdRows.of(Nd4j.createFromArray(X)).toArray());
    }

    @Test
    void aTransposeIsReadInItsOwnOrder() {
        double[][] transposed = {{1, 4}, {2, 5}, {3, 6}};
        assertArrayEquals(
                transposed, NdRows.of(Nd4j.createFromArray(X).transpose()).toArray());
    }

    @Test
    void columnOrderIsNoDifficulty() {
        assertArrayEquals(X, NdRows.of(Nd4j.createFromArray(X).dup('f')).toArray());
    }

    @Test
    void ofAViewOnlyItsOwnNumbersAreRead() {
        INDArray view = Nd4j.createFromArray(X).get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3));
        assertArrayEquals(new double[][] {{2, 3}, {5, 6}}, NdRows.of(view).toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT", "HALF", "INT", "LONG"})
    void everyTypeOfNumberIsTaken(String type) {
        INDArray x = Nd4j.createFromArray(X).castTo(DataType.valueOf(type));
        assertArrayEquals(X, NdRows.of(x).toArray());
    }

    @Test
    void theArrayIsLeftAsItWas() {
        INDArray x = Nd4j.createFromArray(X);
        NdRows.of(x);
        assertEquals(21, x.sumNumber().doubleValue());
    }

    @Test
    void aNaNIsRefusedWithItsPlace() {
        double[][] x = {{1, 2}, {3, Double.NaN}};
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> NdRows.of(Nd4j.createFromArray(x)));
        assertEquals(
                "row 2, column \"x2\": NaN; drop the row, impute the value, or let it be missing (Missing.LATENT)",
                e.getMessage());
    }

    @Test
    void aVectorIsRefused() {
        InvalidDataException e =
                assertThrows(InvalidDataException.class, () -> NdRows.of(Nd4j.createFromArray(1.0, 2.0)));
        assertEquals("an array of shape [2] does not hold rows; reshape it to (rows x columns)", e.getMessage());
    }

    @Test
    void resultsGoOutAsDoubles() {
        INDArray out = NdRows.array(X);
        assertEquals(DataType.DOUBLE, out.dataType());
        assertArrayEquals(X, NdRows.of(out).toArray());
    }
}
