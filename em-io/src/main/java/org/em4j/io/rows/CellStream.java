package org.em4j.io.rows;

import java.util.List;

/** Rows of named columns that come one after another with all their cells, be they numbers or not. */
@FunctionalInterface
public interface CellStream {
    /** The texts of a row of a file that holds nothing but numbers. */
    String[] NO_TEXTS = {};

    /** What rows go into, once their columns are known. */
    @FunctionalInterface
    interface Target {
        /**
         * Takes the columns.
         *
         * @param names of the d columns
         * @param leftOut names of columns that are left out because whoever reads the file reads numbers only
         */
        Sink columns(List<String> names, List<String> leftOut);
    }

    /** What rows go into. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes a row; the arrays are valid until the sink returns.
         *
         * @param values {@code (d)}, NaN where a cell is no number
         * @param texts {@code (d)}, the cells as they stand, empty where a value is missing; {@link #NO_TEXTS} of a file of numbers
         * @param weight one, unless there is a column of weights
         */
        void row(double[] values, String[] texts, double weight);
    }

    /**
     * Gives all rows to a target, in order.
     *
     * @throws org.em4j.core.data.InvalidDataException if they cannot be read, with the place and what to do
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    void into(Target target);

    /** The cells of rows of numbers. */
    static CellStream of(RowStream rows) {
        return target -> rows.into((names, leftOut, expected) -> {
            Sink sink = target.columns(names, leftOut);
            return (values, weight) -> sink.row(values, NO_TEXTS, weight);
        });
    }
}
