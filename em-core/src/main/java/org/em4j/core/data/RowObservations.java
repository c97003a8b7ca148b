package org.em4j.core.data;

import org.em4j.core.Execution;

/**
 * Rows of d finite numbers, or NaN where a value is missing and that is admitted, wherever they lie: in memory, in a file, on a
 * cluster. In words they are what {@link RowProfile#describe} says.
 */
public interface RowObservations extends Observations<double[]> {
    /** Number of columns, d. */
    int columns();

    /** What one look at all of them showed; not to be changed. */
    RowProfile profile();

    @Override
    default double totalWeight() {
        return profile().weight();
    }

    @Override
    RowObservations weighted(double[] weights);

    /** The rows, to be folded over by the threads of an execution. */
    @Override
    default Observations<double[]> on(Execution execution) {
        return this;
    }
}
