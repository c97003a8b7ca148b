package org.em4j.core.data;

import org.em4j.core.block.Block;

/** A block of labelled observations whose observations can be had as a block of their own, such as a {@link Tile}. */
public interface LabelledBlock<X> extends Block<Labelled<X>> {
    /** The observations without their labels. */
    Block<X> observations();

    /** The label of observation i. */
    int label(int i);

    /** Any block, seen so. */
    static <X> LabelledBlock<X> of(Block<Labelled<X>> block) {
        return block instanceof LabelledBlock<X> labelled ? labelled : new View<>(block);
    }

    /** A block of labelled observations that come one by one. */
    record View<X>(Block<Labelled<X>> block) implements LabelledBlock<X> {
        @Override
        public Block<X> observations() {
            return new Block<>() {
                @Override
                public int size() {
                    return block.size();
                }

                @Override
                public X get(int i) {
                    return block.get(i).observation();
                }

                @Override
                public double weight(int i) {
                    return block.weight(i);
                }
            };
        }

        @Override
        public int size() {
            return block.size();
        }

        @Override
        public Labelled<X> get(int i) {
            return block.get(i);
        }

        @Override
        public double weight(int i) {
            return block.weight(i);
        }

        @Override
        public int label(int i) {
            return block.get(i).label();
        }
    }
}
