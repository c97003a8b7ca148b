package org.em4j.core.data;

import java.util.ArrayList;
import java.util.List;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.Merge;

/** Some blocks of data that lie anywhere: of the others the tiles are not asked for. */
record BlockRange<X>(Observations<X> data, int from, int to) implements Observations<X> {
    @Override
    public <A> A fold(BlockMap<X, A> map, Merge<A> merge) {
        int first = from;
        int end = to;
        BlockMap<X, List<A>> some = rows -> {
            BlockMap.Worker<X, A> worker = map.open(rows);
            return (block, tiles) -> {
                List<A> made = new ArrayList<>();
                if (block >= first && block < end) {
                    made.add(worker.apply(block, tiles));
                }
                return made;
            };
        };
        return data.fold(
                        some,
                        (left, right) -> left.isEmpty() || right.isEmpty()
                                ? Observations.append(left, right)
                                : merged(left, right, merge))
                .get(0);
    }

    private static <A> List<A> merged(List<A> left, List<A> right, Merge<A> merge) {
        left.set(0, merge.apply(left.get(0), right.get(0)));
        return left;
    }

    @Override
    public long count() {
        BlockMap<X, Long> sizes = rows -> (block, tiles) -> {
            long size = 0;
            for (Block<X> tile : tiles) {
                size += tile.size();
            }
            return size;
        };
        return fold(sizes, Long::sum);
    }

    @Override
    public Observations<X> weighted(double[] weights) {
        throw new InvalidDataException("some blocks of data have the weights of the data; weigh the whole");
    }
}
