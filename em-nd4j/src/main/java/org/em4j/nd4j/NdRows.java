package org.em4j.nd4j;

import java.util.Arrays;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** nd4j's arrays at the door: {@link Rows} of them on the way in, and arrays of results on the way out. */
public final class NdRows {
    private NdRows() {}

    /**
     * Copies a matrix {@code (n x d)} of any numeric type and order, or a view of one.
     *
     * @throws InvalidDataException if it is not a matrix, or as {@link Rows#of} does
     */
    public static Rows of(INDArray x) {
        if (x.rank() != 2 || x.isEmpty()) {
            throw new InvalidDataException("an array of shape " + Arrays.toString(x.shape())
                    + " does not hold rows; reshape it to (rows x columns)");
        }
        // One copy and its whole buffer: number by number, as toDoubleMatrix goes, takes microseconds each. The copy
        // is closed because the garbage collector does not see how much lies outside the heap.
        try (INDArray copy = x.dup('c')) {
            return Rows.wrap(copy.data().asDouble(), x.columns());
        }
    }

    /** A matrix of doubles in row order, from plain rows {@code (n x d)} such as means or responsibilities. */
    public static INDArray array(double[][] x) {
        return Nd4j.createFromArray(x);
    }
}
