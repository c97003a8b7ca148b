package org.em4j.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.Merge;
import scala.Tuple2;

/**
 * A fold where the blocks lie: each partition makes a {@link org.em4j.core.block.Forest} of its own.
 *
 * @param blocks in order
 * @param number of them
 * @param rows most observations of a tile
 * @param tiling opens what makes tiles of a block
 */
record ClusterFold<B extends KeptBlock, X>(JavaRDD<B> blocks, int number, int rows, Tiling<B, X> tiling) {
    /** Most parts that come to the driver, however small they are; more are merged on executors first. */
    private static final int AT_ONCE = 64;

    /** Parts that one executor merges without others' help. */
    private static final int FAN_IN = 8;

    private static final byte[] TOO_LARGE = {};

    /** How one thread reads blocks. */
    @FunctionalInterface
    interface Tiling<B, X> extends Serializable {
        Function<B, Iterable<Block<X>>> open(int rows);
    }

    /**
     * What the blocks come to, merged as far as that goes but for the last trees.
     *
     * @throws CancellationException if the calling thread is interrupted
     */
    <A> Part<A> parts(BlockMap<X, A> map, Merge<A> merge) {
        int longest = rows;
        Tiling<B, X> reading = tiling;
        List<byte[]> received = Job.run(
                blocks.context(),
                () -> received(
                        blocks.mapPartitions(mine -> List.of(Wire.bytes(part(mine, longest, reading, map, merge)))
                                .iterator())));
        Part<A> all = new Part<>(merge);
        received.forEach(part -> all.add(Wire.<Part<A>>value(part)));
        return all.checked();
    }

    private static <B extends KeptBlock, X, A> Part<A> part(
            Iterator<B> blocks, int rows, Tiling<B, X> tiling, BlockMap<X, A> map, Merge<A> merge) {
        Part<A> part = new Part<>(merge);
        if (!blocks.hasNext()) {
            return part;
        }
        part.by(Jvm.described());
        BlockMap.Worker<X, A> worker = map.open(rows);
        Function<B, Iterable<Block<X>>> tiles = tiling.open(rows);
        while (blocks.hasNext()) {
            B block = blocks.next();
            if (block.refusals().isEmpty()) {
                part.add(block, worker.apply(block.number(), tiles.apply(block)));
            } else {
                part.refuse(block);
            }
        }
        return part;
    }

    /**
     * The parts, at the driver. One that is larger than its share of half of what {@code spark.driver.maxResultSize} admits stays where it
     * is, and is merged with others there until one is left.
     */
    private static List<byte[]> received(JavaRDD<byte[]> parts) {
        int partitions = parts.getNumPartitions();
        if (partitions > AT_ONCE) {
            return received(merged(parts));
        }
        long most = parts.context().conf().getSizeAsBytes("spark.driver.maxResultSize", "1g");
        long share = partitions == 1 || most == 0 ? Integer.MAX_VALUE : most / 2 / partitions;
        parts.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            List<byte[]> received =
                    parts.map(part -> part.length <= share ? part : TOO_LARGE).collect();
            return received.stream().allMatch(part -> part.length > 0) ? received : received(merged(parts));
        } finally {
            parts.unpersist(false);
        }
    }

    /** Brings those of neighbouring partitions together, so that their trees are merged there. */
    private static JavaRDD<byte[]> merged(JavaRDD<byte[]> parts) {
        int partitions = parts.getNumPartitions();
        int groups = partitions <= FAN_IN ? 1 : (int) Math.ceil(Math.sqrt(partitions));
        return parts.mapPartitionsWithIndex(
                        (index, one) ->
                                List.of(new Tuple2<>((long) index, one.next())).iterator(),
                        true)
                .mapToPair(numbered -> numbered)
                .partitionBy(new Ranges(groups, partitions, 1))
                .mapPartitions(numbered -> {
                    Part<?> all = Wire.value(numbered.next()._2());
                    numbered.forEachRemaining(other -> all.join(Wire.value(other._2())));
                    return List.of(Wire.bytes(all)).iterator();
                });
    }
}
