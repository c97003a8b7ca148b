package org.em4j.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.em4j.core.data.Rows;
import scala.jdk.javaapi.CollectionConverters;

/** The one session of the tests in a JVM, and data on it. */
public final class LocalSpark {
    private static final SparkSession SESSION = SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer") // clusters often have it
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.maxResultSize", "4m") // little, so that tests meet what large statistics do
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.sql.warehouse.dir", "target/warehouse")
            .getOrCreate();

    private LocalSpark() {}

    /** The session. */
    public static SparkSession session() {
        return SESSION;
    }

    static JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(SESSION.sparkContext());
    }

    static List<String> names(int d) {
        return IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList();
    }

    /** The elements of a list in partitions that end where it is said; some may be empty. */
    static <X> JavaRDD<X> rdd(List<X> list, int... ends) {
        int[] bounds =
                IntStream.concat(Arrays.stream(ends), IntStream.of(list.size())).toArray();
        List<ArrayList<X>> parts = IntStream.range(0, bounds.length)
                .mapToObj(p -> new ArrayList<>(list.subList(p == 0 ? 0 : bounds[p - 1], bounds[p])))
                .toList();
        return context().parallelize(parts, bounds.length).flatMap((ArrayList<X> part) -> {
            Iterator<X> elements = part.iterator();
            return elements;
        });
    }

    /** Ends of partitions anywhere, some of them alike. */
    static int[] ends(int n, int partitions, Random random) {
        return random.ints(partitions - 1L, 0, n + 1).sorted().toArray();
    }

    /** The rows, with their weights last. */
    static List<double[]> weighted(Rows rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> {
                    double[] row = Arrays.copyOf(rows.get(i), rows.columns() + 1);
                    row[rows.columns()] = rows.weight(i);
                    return row;
                })
                .toList();
    }

    /** As if the executors were lost, and what they had sent each other with them. */
    static void loseShuffles() {
        MapOutputTrackerMaster tracker = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
        CollectionConverters.asJava(tracker.shuffleStatuses().keySet())
                .forEach(id -> tracker.unregisterAllMapAndMergeOutput((Integer) id));
    }

    /** All bits of a value. */
    static byte[] bits(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
