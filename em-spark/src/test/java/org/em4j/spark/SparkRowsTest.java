package org.em4j.spark;

import static org.em4j.spark.LocalSpark.names;
import static org.em4j.spark.LocalSpark.rdd;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.junit.jupiter.api.Test;

class SparkRowsTest {
    private static final Dataset<Row> TABLE = LocalSpark.session()
            .sql("select cast(id as double) as a, cast(id as int) as `b.c`, cast(id * 0.5 as decimal(9, 2)) as half,"
                    + " if(id = 3, null, cast(id as float)) as gap, 'x' as text, id % 2 as w, -1 as bad"
                    + " from range(0, 6, 1, 3)");

    private static InvalidDataException refused(List<String> columns, String weight) {
        return assertThrows(InvalidDataException.class, () -> SparkRows.of(TABLE, columns, weight, Missing.REFUSED));
    }

    @Test
    void columnsOfAnyNumericTypeAreRead() {
        try (SparkRows rows = SparkRows.of(TABLE, List.of("a", "b.c", "half"), Missing.REFUSED)) {
            assertArrayEquals(
                    IntStream.range(0, 6)
                            .mapToObj(i -> new double[] {i, i, i / 2.0})
                            .toArray(double[][]::new),
                    rows.collect(() -> (x, weight) -> x).toArray(double[][]::new));
        }
    }

    @Test
    void aNullIsAMissingValue() {
        try (SparkRows rows = SparkRows.of(TABLE, List.of("a", "gap"), Missing.LATENT)) {
            assertEquals(1, rows.profile().gaps());
        }
        InvalidDataException e = refused(List.of("a", "gap"), "");
        assertEquals(4, e.row());
        assertEquals("gap", e.column());
    }

    @Test
    void aColumnOfWeightsIsRead() {
        try (SparkRows rows = SparkRows.of(TABLE, List.of("a"), "w", Missing.REFUSED)) {
            assertArrayEquals(new double[] {0, 1, 0, 1, 0, 1}, rows.weights());
        }
        InvalidDataException e = refused(List.of("a"), "bad");
        assertEquals("row 1, column \"bad\": weight -1.0; a weight is a finite number, zero or more", e.getMessage());
    }

    @Test
    void aColumnThatIsNoNumberIsRefusedByNameAndType() {
        InvalidDataException e = refused(List.of("a", "text"), "");
        assertEquals("column \"text\": is of type string, no number; cast it, or name other columns", e.getMessage());
    }

    @Test
    void aColumnThatIsNotThereIsRefusedByName() {
        assertTrue(refused(List.of("z"), "")
                .getMessage()
                .startsWith("column \"z\": is not there; the columns are a, b.c"));
    }

    @Test
    void theFirstWrongValueOfManyPartitionsIsNamedByItsRowInTheData() {
        int block = Blocking.ofRows(2).block();
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 2 * block + 10; i++) {
            boolean isWrong = i == block + 4 || i == 2 * block + 1;
            rows.add(new double[] {i, isWrong ? Double.POSITIVE_INFINITY : 1});
        }
        InvalidDataException e = assertThrows(
                InvalidDataException.class,
                () -> SparkRows.of(rdd(rows, 100, block + 2, block + 8), names(2), Missing.LATENT));
        assertEquals(block + 5L, e.row());
        assertEquals("x2", e.column());
    }

    @Test
    void aRowOfAnotherWidthIsRefused() {
        List<double[]> rows = List.of(new double[2], new double[3]);
        InvalidDataException e =
                assertThrows(InvalidDataException.class, () -> SparkRows.of(rdd(rows, 1), names(2), Missing.REFUSED));
        assertEquals("row 2: has 3 columns, and there are 2 names", e.getMessage());
    }

    @Test
    void aColumnThatCannotBeSquaredIsRefused() {
        List<double[]> rows = List.of(new double[] {1e200}, new double[] {-1e200});
        InvalidDataException e =
                assertThrows(InvalidDataException.class, () -> SparkRows.of(rdd(rows, 1), names(1), Missing.REFUSED));
        assertTrue(e.getMessage().contains("overflow"), e.getMessage());
    }

    /** Executors that are lost make the rows be read again; here all blocks are. */
    @Test
    void rowsThatAreNotTheSameWhenTheyAreReadAgainAreRefused() {
        var changing = LocalSpark.context().parallelize(List.of(1, 2, 3), 2).map(i ->
                new double[] {ThreadLocalRandom.current().nextDouble()});
        SparkRows rows = SparkRows.of(changing, names(1), Missing.REFUSED);
        double[][] first = rows.collect(() -> (x, weight) -> x).toArray(double[][]::new);
        assertEquals(3, first.length);
        rows.close();
        LocalSpark.loseShuffles();
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> rows.collect(() -> (x, weight) -> x));
        assertTrue(e.getMessage().contains("not the same"), e.getMessage());
    }

    @Test
    void executorsThatComputeOtherwiseAreRefusedWithARemedy() {
        Jvm.requireSame(Set.of(Jvm.described()));
        IllegalStateException e = assertThrows(
                IllegalStateException.class, () -> Jvm.requireSame(Set.of(Jvm.described(), "Spark 4.0.0, kernels {}")));
        assertTrue(e.getMessage().contains("--add-modules=jdk.incubator.vector"), e.getMessage());
    }

    @Test
    void anotherSparkIsRefusedWithARemedy() {
        Jvm.requireVersion("4.1.0");
        assertThrows(IllegalStateException.class, () -> Jvm.requireVersion("3.5.1"));
    }
}
