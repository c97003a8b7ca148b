package org.em4j.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.InvalidDataException;
import org.em4j.io.large.ClusterException;
import scala.Tuple2;

/**
 * Observations cut into blocks by their place in the order of the data. What of a block lies in several partitions is brought
 * together; each partition gets a run of blocks.
 *
 * @param blocks kept in memory, or on disk where that is full
 * @param count of the observations
 */
record Reblocked<B extends KeptBlock>(JavaRDD<B> blocks, long count) {
    /** Makes a block of its observations. */
    @FunctionalInterface
    interface Packing<X, B> extends Serializable {
        B pack(int number, List<X> observations);
    }

    static <X, B extends KeptBlock> Reblocked<B> of(JavaRDD<X> data, Blocking blocking, Packing<X, B> packing) {
        Jvm.requireVersion(data.context().version());
        List<Long> sizes = Job.run(
                data.context(),
                () -> data.mapPartitions(mine -> List.of(size(mine)).iterator()).collect());
        long[] first = new long[sizes.size() + 1];
        for (int p = 0; p < sizes.size(); p++) {
            first[p + 1] = first[p] + sizes.get(p);
        }
        long count = first[sizes.size()];
        if (count == 0) {
            throw new InvalidDataException("there are no observations");
        }
        int number = blocking.blocks(count);
        int block = blocking.block();
        JavaPairRDD<Long, List<X>> fragments = data.mapPartitionsWithIndex(
                        (index, mine) -> (Iterator<Tuple2<Long, List<X>>>) new Fragments<>(mine, first[index], block),
                        false)
                .mapToPair(fragment -> fragment);
        int partitions = Math.max(sizes.size(), data.context().defaultParallelism()); // of one compressed file too
        Ranges ranges = new Ranges(Math.min(number, partitions), number, block);
        JavaRDD<B> blocks = fragments
                .repartitionAndSortWithinPartitions(ranges)
                .mapPartitions(mine -> new Blocks<>(mine, blocking, count, packing));
        return new Reblocked<>(blocks.persist(StorageLevel.MEMORY_AND_DISK()), count);
    }

    /** Sends numbers to all executors once; Spark lets go of them when nobody here holds them any more. */
    Broadcast<double[]> broadcast(double[] numbers) {
        return JavaSparkContext.fromSparkContext(blocks.context()).broadcast(numbers.clone());
    }

    private static long size(Iterator<?> all) {
        long size = 0;
        for (; all.hasNext(); all.next()) {
            size++;
        }
        return size;
    }

    /** The observations of a partition, those of one block together, under the place of the first. */
    private static final class Fragments<X> implements Iterator<Tuple2<Long, List<X>>> {
        private final Iterator<X> rest;
        private final int block;
        private long place;

        Fragments(Iterator<X> rest, long place, int block) {
            this.rest = rest;
            this.place = place;
            this.block = block;
        }

        @Override
        public boolean hasNext() {
            return rest.hasNext();
        }

        @Override
        public Tuple2<Long, List<X>> next() {
            long from = place;
            List<X> fragment = new ArrayList<>();
            do {
                fragment.add(rest.next());
                place++;
            } while (rest.hasNext() && place % block != 0);
            return new Tuple2<>(from, fragment);
        }
    }

    /** The blocks of sorted fragments. */
    private static final class Blocks<X, B> implements Iterator<B> {
        private final Iterator<Tuple2<Long, List<X>>> fragments;
        private final Blocking blocking;
        private final long count;
        private final Packing<X, B> packing;

        Blocks(Iterator<Tuple2<Long, List<X>>> fragments, Blocking blocking, long count, Packing<X, B> packing) {
            this.fragments = fragments;
            this.blocking = blocking;
            this.count = count;
            this.packing = packing;
        }

        @Override
        public boolean hasNext() {
            return fragments.hasNext();
        }

        @Override
        public B next() {
            List<X> whole = new ArrayList<>();
            int number = -1;
            do {
                Tuple2<Long, List<X>> fragment = fragments.next();
                number = number < 0 ? (int) (fragment._1() / blocking.block()) : number;
                if (fragment._1() != blocking.first(number) + whole.size()) {
                    throw changed();
                }
                whole.addAll(fragment._2());
            } while (fragments.hasNext() && whole.size() < blocking.size(number, count));
            if (whole.size() != blocking.size(number, count)) {
                throw changed();
            }
            return packing.pack(number, whole);
        }
    }

    /** The refusal of data that are not the same whenever they are read. */
    static ClusterException changed() {
        return new ClusterException(
                "Spark read the data twice and they were not the same, so that rows would be lost or"
                        + " counted twice; give them a fixed order (sort by a key), and checkpoint or write them before the fit");
    }
}
