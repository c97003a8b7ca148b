package org.em4j.core.data.nd4j;

import java.util.Arrays;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.nd4j.linalg.api.ndarray.INDArray;

/** nd4j's arrays at the door: copied to {@link Rows} on the way in, and from plain arrays on the way out. */
public final class NdRows {
    private NdRows() {}

    /**
     * Copies a matrix {@code (n x d)} of any numeric type, order and view.
     *
     * @throws InvalidDataException if it is not a matrix, or as {@link Rows#of} does
     */
    public static Rows of(INDArray x) {
        if (x.rank() != 2 || x.isEmpty()) {
            throw new InvalidDataException("an array of shape " + Arrays.toString(x.shape())
                    + " does not hold rows; reshape it to (rows x columns)");
        }
        // The buffer at once: element by element, or by toDoubleMatrix, costs microseconds a number. Copied first,
        // because a view's buffer is its owner's, and closed, because the collector does not see memory off the heap.
        try (INDArray copy = x.dup('c')) {
            return Rows.wrap(copy.data().asDouble(), Math.toIntExact(x.columns()));
        }
    }
}
