package org.em4j.core.data;

/** Observations cut as another source cuts them, each with its label. */
record LabelledSource<X>(Source<X> source, int[] labels) implements Source<Labelled<X>> {
    LabelledSource {
        if (labels.length != source.size()) {
            throw new InvalidDataException(labels.length + " labels for " + source.size() + " observations");
        }
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public Source<Labelled<X>> weighted(double[] weights) {
        return new LabelledSource<>(source.weighted(weights), labels);
    }

    @Override
    public int tile() {
        return source.tile();
    }

    @Override
    public int block() {
        return source.block();
    }

    @Override
    public Window<Labelled<X>> window() {
        Window<X> window = source.window();
        return (from, size) -> new Slice<>(window.move(from, size), labels, from);
    }

    private record Slice<X>(Block<X> observations, int[] labels, int from) implements LabelledBlock<X> {
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
