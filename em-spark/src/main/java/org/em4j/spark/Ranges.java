package org.em4j.spark;

import org.apache.spark.Partitioner;

/**
 * Neighbours stay together: of so many units, a partition takes those of a range, about as long as any other's. Ranges begin at multiples
 * of a power of two, an eighth of a range or more, so that the results of a range merge into few trees before they are sent.
 */
final class Ranges extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int partitions;
    private final long units;
    private final long size;
    private final long grain;

    /**
     * Of keys from 0.
     *
     * @param size of a unit, which is never cut
     */
    Ranges(int partitions, long units, long size) {
        this.partitions = partitions;
        this.units = units;
        this.size = size;
        this.grain = Math.max(1, Long.highestOneBit(units / partitions / 8));
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object key) {
        return (int) ((Long) key / size / grain * grain * partitions / units);
    }
}
