package org.em4j.core.data;

import org.em4j.core.Execution;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.BlockSource;
import org.em4j.core.block.Blocking;
import org.em4j.core.block.Merge;

/**
 * Rows, of some of which it is known from which part of a model they come.
 *
 * @param labels {@code (n)}, zero-based numbers of parts, {@link Labelled#UNKNOWN} where it is not known
 */
public record LabelledRows(Rows rows, int[] labels) implements Observations<Labelled<double[]>> {
    /**
     * Copies the labels.
     *
     * @throws InvalidDataException if there are not as many labels as rows
     */
    public LabelledRows {
        labels = labels.clone();
        if (labels.length != rows.size()) {
            throw new InvalidDataException(labels.length + " labels for " + rows.size() + " observations");
        }
    }

    @Override
    public Observations<Labelled<double[]>> on(Execution execution) {
        return new LocalObservations<>(new LabelledSource<>(new RowSource(rows), labels), execution.threads());
    }

    @Override
    public <A> A fold(BlockMap<Labelled<double[]>, A> map, Merge<A> merge) {
        return on(new Execution()).fold(map, merge);
    }

    @Override
    public double[] weights() {
        return rows.weights();
    }

    @Override
    public long count() {
        return rows.size();
    }

    @Override
    public LabelledRows weighted(double[] weights) {
        return new LabelledRows(rows.weighted(weights), labels);
    }

    /** Observations cut as another source cuts them, each with its label. */
    private record LabelledSource<X>(BlockSource<X> source, int[] labels) implements BlockSource<Labelled<X>> {
        @Override
        public long count() {
            return source.count();
        }

        @Override
        public BlockSource<Labelled<X>> weighted(double[] weights) {
            return new LabelledSource<>(source.weighted(weights), labels);
        }

        @Override
        public Blocking blocking() {
            return source.blocking();
        }

        @Override
        public Window<Labelled<X>> window() {
            Window<X> window = source.window();
            return (from, size) -> new LabelledSlice<>(window.move(from, size), labels, (int) from);
        }

        private record LabelledSlice<X>(Block<X> observations, int[] labels, int from) implements LabelledBlock<X> {
            @Override
            public int size() {
                return observations.size();
            }

            @Override
            public Labelled<X> get(int i) {
                return new Labelled<>(observations.get(i), label(i));
            }

            @Override
            public double weight(int i) {
                return observations.weight(i);
            }

            @Override
            public int label(int i) {
                return labels[from + i];
            }
        }
    }
}
