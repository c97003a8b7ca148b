package org.em4j.io.rows;

import java.util.List;
import java.util.OptionalLong;

/** Rows of named columns that come one after another. */
@FunctionalInterface
public interface RowStream {
    /** What rows go into, once their columns are known. */
    @FunctionalInterface
    interface Target {
        /**
         * Takes the columns.
         *
         * @param names of the d columns
         * @param leftOut names of columns that are left out because they hold no numbers
         * @param rows about how many there are, where that can be told before they are read
         */
        Sink columns(List<String> names, List<String> leftOut, OptionalLong rows);
    }

    /** What rows go into. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes a row.
         *
         * @param values {@code (d)}, NaN where one is missing; valid until the sink returns
         * @param weight one, unless there is a column of weights
         */
        void row(double[] values, double weight);
    }

    /**
     * Gives all rows to a target, in order.
     *
     * @throws org.em4j.core.data.InvalidDataException if they cannot be read or used, with the place and what to do
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    void into(Target target);
}
