package org.em4j.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.Blocking;
import org.em4j.core.block.Merge;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.RowProfile;
import org.em4j.core.data.Rows;
import org.em4j.core.data.Tile;

/**
 * Rows of numbers that lie on Spark, in the order of their RDD. They are checked, and cut into packed blocks, once, and kept there
 * until this is closed, in memory or on disk; each fold is one job, which comes to the bits of the same {@link Rows} in memory,
 * whatever the partitions.
 *
 * <p>Each task is counted once, however often Spark tries it. What is lost with an executor is computed again from the data, and
 * refused if it is not what it was.
 */
public final class SparkRows implements RowObservations, AutoCloseable {
    private final Reblocked<RowBlock> data;
    private final List<String> names;
    private final ClusterFold<RowBlock, double[]> folds;
    private final RowProfile profile;
    private final long digest;
    private final boolean isWeighted;

    private SparkRows(
            Reblocked<RowBlock> data, JavaRDD<RowBlock> blocks, List<String> names, String weight, boolean isWeighted) {
        int d = names.size();
        Blocking blocking = Blocking.ofRows(d);
        this.data = data;
        this.names = names;
        this.isWeighted = isWeighted;
        this.folds = new ClusterFold<>(
                blocks, blocking.blocks(data.count()), (int) Math.min(blocking.tile(), data.count()), rows -> {
                    Tile tile = new Tile(rows, d);
                    return block -> block.tiles(tile);
                });
        Part<RowProfile> first = folds.parts(profiling(d), RowProfile::merge);
        this.digest = first.digest();
        this.profile = first.total(folds.number());
        if (!weight.isEmpty()) {
            RowProfile.requireTotal(profile.weight(), weight);
        }
        profile.requireSquarable(names);
    }

    /**
     * Some columns of a table, each row of weight one.
     *
     * @param columns names of the d columns, which are of a numeric type; a null is a missing value
     * @throws InvalidDataException if a column is not there or not numeric, a value is not finite, or missing where that is not
     *     admitted, or a column cannot be squared, with the row, counted from 1 in the table's order, and the column
     */
    public static SparkRows of(Dataset<Row> table, List<String> columns, Missing missing) {
        return of(table, columns, "", missing);
    }

    /**
     * Some columns of a table.
     *
     * @param columns names of the d columns, which are of a numeric type; a null is a missing value
     * @param weight name of the column of weights: finite, none negative; empty for none
     * @throws InvalidDataException as {@link #of(Dataset, List, Missing)} does, and of a weight that is none
     */
    public static SparkRows of(Dataset<Row> table, List<String> columns, String weight, Missing missing) {
        return of(new Columns(columns, weight).of(table), columns, weight, missing);
    }

    /**
     * Rows {@code (d)}, each an array of its own, of weight one.
     *
     * @param columns names of the d columns
     * @throws InvalidDataException as {@link #of(Dataset, List, Missing)} does
     */
    public static SparkRows of(JavaRDD<double[]> rows, List<String> columns, Missing missing) {
        return of(rows, columns, "", missing);
    }

    /**
     * Rows {@code (d + 1)}, each an array of its own, with their weights last.
     *
     * @param columns names of the first d columns
     * @param weight name of the last one; empty for none
     * @throws InvalidDataException as {@link #of(Dataset, List, String, Missing)} does
     */
    public static SparkRows of(JavaRDD<double[]> rows, List<String> columns, String weight, Missing missing) {
        if (columns.isEmpty()) {
            throw new InvalidDataException("there are no columns; name at least one");
        }
        List<String> names = List.copyOf(columns);
        Reblocked<RowBlock> data =
                Reblocked.of(rows, Blocking.ofRows(names.size()), new RowPacking(names, weight, missing));
        try {
            return new SparkRows(data, data.blocks(), names, weight, !weight.isEmpty());
        } catch (RuntimeException e) {
            data.blocks().unpersist();
            throw e;
        }
    }

    private static BlockMap<double[], RowProfile> profiling(int d) {
        return rows -> (block, tiles) -> {
            RowProfile profile = new RowProfile(d);
            for (Block<double[]> tile : tiles) {
                for (int i = 0; i < tile.size(); i++) {
                    profile.add(tile.get(i), 0, tile.weight(i));
                }
            }
            return profile;
        };
    }

    @Override
    public <A> A fold(BlockMap<double[], A> map, Merge<A> merge) {
        Part<A> all = folds.parts(map, merge);
        if (all.digest() != digest) {
            throw Reblocked.changed();
        }
        return all.total(folds.number());
    }

    @Override
    public long count() {
        return data.count();
    }

    @Override
    public int columns() {
        return names.size();
    }

    /** Names of the d columns. */
    public List<String> names() {
        return names;
    }

    @Override
    public RowProfile profile() {
        return profile;
    }

    /**
     * A copy with other weights {@code (n)}, which are sent to all executors; it lives as long as these rows.
     *
     * @throws InvalidDataException if they are no weights, with the row
     */
    @Override
    public SparkRows weighted(double[] weights) {
        SparkObservations.requireWeights(weights, count());
        RowProfile.requireTotal(Arrays.stream(weights).sum(), "");
        Broadcast<double[]> sent = data.broadcast(weights);
        return new SparkRows(data, data.blocks().map(block -> block.weighted(sent.value())), names, "", true);
    }

    @Override
    public String toString() {
        return profile.describe(isWeighted);
    }

    /** Lets Spark forget the blocks; copies with other weights end with it. */
    @Override
    public void close() {
        data.blocks().unpersist();
    }
}
