package org.em4j.spark;

import org.apache.spark.Partitioner;

/** Neighbours stay together: of so many units, a partition takes those of a range, as long as any other's but for one. */
final class Ranges extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int partitions;
    private final long units;
    private final long size;

    /**
     * Of keys from 0.
     *
     * @param size of a unit, which is never cut
     */
    Ranges(int partitions, long units, long size) {
        this.partitions = partitions;
        this.units = units;
        this.size = size;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object key) {
        return (int) ((Long) key / size * partitions / units);
    }
}
