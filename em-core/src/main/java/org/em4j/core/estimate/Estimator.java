package org.em4j.core.estimate;

import org.em4j.core.Execution;

/**
 * How a model is fitted: settings, immutable, that any number of fits share. Data and execution are handed in, and a fitted
 * model comes out.
 *
 * @param <D> the data
 * @param <F> what comes of them, such as a {@link Fitted}
 */
@FunctionalInterface
public interface Estimator<D, F> {
    /** Fits to data, as an execution has it. */
    F fit(D data, Execution execution);

    /** Fits to data on one thread, from seed 1. */
    default F fit(D data) {
        return fit(data, new Execution());
    }
}
