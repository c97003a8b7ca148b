package org.em4j.spark;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.Blocking;
import org.em4j.core.block.Merge;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Observations;

/**
 * Observations of any serialisable type that lie on Spark, in the order of their RDD. They are cut into blocks once, and kept there
 * until this is closed; each fold is one job, which comes to the bits of the same observations in memory.
 *
 * <p>Whatever is lost is computed again from the RDD, which has to give the same observations in the same order again. Objects have
 * no hash that would tell if it does not; {@link SparkRows} does tell.
 */
public final class SparkObservations<X> implements Observations<X>, AutoCloseable {
    private final Reblocked<ListBlock<X>> data;
    private final ClusterFold<ListBlock<X>, X> folds;

    private SparkObservations(Reblocked<ListBlock<X>> data, JavaRDD<ListBlock<X>> blocks) {
        this.data = data;
        this.folds = new ClusterFold<>(
                blocks,
                Blocking.OBJECTS.blocks(data.count()),
                (int) Math.min(Blocking.OBJECTS.tile(), data.count()),
                rows -> ListBlock::tiles);
    }

    /**
     * The elements of an RDD, each of weight one.
     *
     * @throws InvalidDataException if there are none
     */
    public static <X> SparkObservations<X> of(JavaRDD<X> elements) {
        Reblocked<ListBlock<X>> data = Reblocked.of(
                elements, Blocking.OBJECTS, (number, list) -> new ListBlock<>(number, list, new double[0]));
        return new SparkObservations<>(data, data.blocks());
    }

    @Override
    public <A> A fold(BlockMap<X, A> map, Merge<A> merge) {
        return folds.parts(map, merge).total(folds.number());
    }

    @Override
    public long count() {
        return data.count();
    }

    /** A copy with other weights {@code (n)}, which are sent to all executors; it lives as long as these observations. */
    @Override
    public SparkObservations<X> weighted(double[] weights) {
        requireWeights(weights, count());
        Broadcast<double[]> sent = data.broadcast(weights);
        return new SparkObservations<>(data, data.blocks().map(block -> block.weighted(sent.value())));
    }

    static void requireWeights(double[] weights, long n) {
        if (weights.length != n) {
            throw new InvalidDataException(weights.length + " weights for " + n + " observations");
        }
        for (int i = 0; i < weights.length; i++) {
            InvalidDataException.requireWeight(weights[i], i + 1L, "");
        }
    }

    /** Lets Spark forget the blocks. */
    @Override
    public void close() {
        data.blocks().unpersist();
    }
}
