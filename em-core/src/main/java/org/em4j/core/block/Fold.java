package org.em4j.core.block;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/** Maps the blocks of a source on threads, which take them from a counter, and merges what comes of them in a {@link Forest}. */
public final class Fold {
    private Fold() {}

    /**
     * What the blocks come to, the same bits on any number of threads.
     *
     * @param threads at least one; the calling thread is one of them
     * @throws CancellationException if the calling thread is interrupted
     */
    public static <X, A> A over(BlockSource<X> source, int threads, BlockMap<X, A> map, Merge<A> merge) {
        Blocking blocking = source.blocking();
        long count = source.count();
        int rows = (int) Math.min(blocking.tile(), count);
        int blocks = blocking.blocks(count);
        AtomicInteger next = new AtomicInteger();
        Forest<A> forest = new Forest<>(merge);
        Thread caller = Thread.currentThread();
        Runnable thread = () -> {
            BlockMap.Worker<X, A> worker = map.open(rows);
            BlockSource.Window<X> window = source.window();
            for (int b; (b = next.getAndIncrement()) < blocks; ) {
                if (caller.isInterrupted()) {
                    throw new CancellationException("interrupted");
                }
                long from = blocking.first(b);
                long to = from + blocking.size(b, count);
                forest.add(b, worker.apply(b, () -> new Tiles<>(window, from, to, rows)));
            }
        };
        Threads.run(thread, Math.min(threads, blocks), () -> next.set(blocks));
        return forest.total(blocks);
    }

    /** The tiles of a block, one after another in one window. */
    private static final class Tiles<X> implements Iterator<Block<X>> {
        private final BlockSource.Window<X> window;
        private final long to;
        private final int tile;
        private long at;

        Tiles(BlockSource.Window<X> window, long from, long to, int tile) {
            this.window = window;
            this.at = from;
            this.to = to;
            this.tile = tile;
        }

        @Override
        public boolean hasNext() {
            return at < to;
        }

        @Override
        public Block<X> next() {
            if (at >= to) {
                throw new NoSuchElementException();
            }
            Block<X> block = window.move(at, (int) Math.min(tile, to - at));
            at += tile;
            return block;
        }
    }
}
