package org.em4j.io.large;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Rows that come one after another, once. */
public interface RowStream extends Closeable {
    /** What rows go into. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes a row.
         *
         * @param values {@code (d)}, NaN where one is missing; valid until the sink returns
         * @param weight one, unless there are weights
         */
        void row(double[] values, double weight) throws IOException;
    }

    /** Names of the d columns. */
    List<String> names();

    /** Name of the column that weights come from; empty for none. */
    default String weightsName() {
        return "";
    }

    /** Names of columns that were left out because they hold no numbers. */
    default List<String> leftOut() {
        return List.of();
    }

    /** How many rows there are, where that is known before they are read. */
    OptionalLong rows();

    /**
     * Gives all rows to a sink, in order.
     *
     * @throws org.em4j.core.data.InvalidDataException if they cannot be read or used, with the place and what to do
     * @throws IOException of the sink
     */
    void forEach(Sink sink) throws IOException;
}
