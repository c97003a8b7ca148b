package org.em4j.io.large;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.em4j.core.Execution;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.RowProfile;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.start.RowSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRowsTest {
    private static final Execution ONE = new Execution();
    private static final Execution THREE = new Execution(3, 1);
    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("em-large");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("rows.em4j"));
        Files.deleteIfExists(folder.resolve("rows.npy"));
        Files.delete(folder);
    }

    private static void assertSameBits(RowObservations expected, RowObservations rows) {
        Moments memory = Moments.of(expected.on(ONE));
        Moments filed = Moments.of(rows.on(THREE));
        assertArrayEquals(memory.mean(), filed.mean());
        assertArrayEquals(memory.scatter(), filed.scatter());
        assertEquals(expected.totalWeight(), rows.totalWeight());
    }

    private static void assertSame(Rows expected, RowObservations rows) {
        assertArrayEquals(expected.toArray(), rows.collect(() -> (x, w) -> x).toArray(double[][]::new));
        assertArrayEquals(expected.weights(), rows.weights());
        RowProfile memory = expected.profile();
        RowProfile filed = rows.profile();
        assertEquals(memory.rows(), filed.rows());
        assertEquals(memory.gaps(), filed.gaps());
        assertEquals(memory.blank(), filed.blank());
        assertEquals(memory.informative(), filed.informative());
        assertEquals(memory.weight(), filed.weight());
        for (int j = 0; j < expected.columns(); j++) {
            assertEquals(memory.least(j), filed.least(j));
            assertEquals(memory.most(j), filed.most(j));
        }
    }

    @Property(tries = 40)
    void aPackedFileComesToTheBitsOfRowsInMemory(
            @ForAll @IntRange(min = 1, max = 40) int d,
            @ForAll @IntRange(max = 2) int blocks,
            @ForAll @IntRange(min = -1, max = 1) int more,
            @ForAll boolean weighted,
            @ForAll Random random)
            throws IOException {
        Rows rows = Drawn.rows(Drawn.size(d, blocks, more, random), d, false, weighted, random);
        Path file = Drawn.packed(folder, rows, weighted ? "w" : "", Missing.REFUSED);
        assertSameBits(rows, FileRows.packed(file));
    }

    @Property(tries = 40)
    void aMatrixInAFileComesToTheBitsOfRowsInMemory(
            @ForAll @IntRange(min = 1, max = 40) int d,
            @ForAll @IntRange(max = 2) int blocks,
            @ForAll @IntRange(min = -1, max = 1) int more,
            @ForAll boolean big,
            @ForAll Random random)
            throws IOException {
        Rows rows = Drawn.rows(Drawn.size(d, blocks, more, random), d, false, false, random);
        Path file = Drawn.npy(folder, rows.toArray(), big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        assertSameBits(rows, FileRows.npy(file, Missing.REFUSED, THREE));
    }

    @Property(tries = 30)
    void valuesGapsWeightsOrderAndProfileAreKept(
            @ForAll @IntRange(min = 1, max = 5000) int n,
            @ForAll @IntRange(min = 1, max = 9) int d,
            @ForAll boolean gaps,
            @ForAll boolean weighted,
            @ForAll Random random)
            throws IOException {
        Rows rows = Drawn.rows(n, d, gaps, weighted, random);
        Path file = Drawn.packed(folder, rows, weighted ? "w" : "", gaps ? Missing.LATENT : Missing.REFUSED);
        FileRows packed = FileRows.packed(file);
        assertSame(rows, packed);
        assertSame(rows, packed.load());
        assertEquals(Drawn.names(d), packed.names());
        assertEquals(weighted ? "w" : "", packed.weightsName());
    }

    @Property(tries = 30)
    void otherWeightsAreThoseOfRowsInMemory(
            @ForAll @IntRange(min = 1, max = 5000) int n,
            @ForAll boolean gaps,
            @ForAll boolean npy,
            @ForAll Random random)
            throws IOException {
        Rows rows = Drawn.rows(n, 2, gaps, false, random);
        FileRows filed = npy
                ? FileRows.npy(Drawn.npy(folder, rows.toArray(), ByteOrder.LITTLE_ENDIAN), Missing.LATENT, THREE)
                : FileRows.packed(Drawn.packed(folder, rows, "", Missing.LATENT));
        assertSame(rows, filed);
        assertSame(rows.weighted(Drawn.weights(n)), filed.weighted(Drawn.weights(n)));
    }

    @Property(tries = 20)
    void theSampleIsThatOfRowsInMemory(
            @ForAll @IntRange(min = 1, max = 9000) int n,
            @ForAll boolean gaps,
            @ForAll long seed,
            @ForAll Random random)
            throws IOException {
        Rows rows = Drawn.rows(n, 2, gaps, true, random);
        FileRows packed = FileRows.packed(Drawn.packed(folder, rows, "w", Missing.LATENT));
        assertArrayEquals(
                RowSample.of(rows, 100, seed).toArray(),
                RowSample.of(packed, 100, seed).toArray());
    }

    @Test
    void aMissingValueInALaterBlockIsRefusedWithItsPlace(@TempDir Path own) throws IOException {
        int block = Blocking.ofRows(2).block();
        double[][] rows = new double[3 * block][];
        Arrays.setAll(rows, i -> new double[] {i % 5, i == 2 * block + 6 ? Double.NaN : i % 3});
        Path file = Drawn.npy(own, rows, ByteOrder.LITTLE_ENDIAN);
        String message = assertThrows(InvalidDataException.class, () -> FileRows.npy(file, Missing.REFUSED, THREE))
                .getMessage();
        assertTrue(message.contains("row " + (2 * block + 7) + ", column \"x2\""), message);
    }

    @Test
    void anInfiniteValueOfAMatrixIsRefusedWithItsPlace(@TempDir Path own) throws IOException {
        double[][] rows = {{1, 2}, {3, Double.NEGATIVE_INFINITY}};
        Path file = Drawn.npy(own, rows, ByteOrder.LITTLE_ENDIAN);
        String message = assertThrows(InvalidDataException.class, () -> FileRows.npy(file, Missing.LATENT, ONE))
                .getMessage();
        assertTrue(message.contains("row 2, column \"x2\""), message);
    }

    @Test
    void aRowThatIsRefusedLeavesTheFileThatWasThere(@TempDir Path own) throws IOException {
        Path file = Drawn.packed(own, Rows.of(new double[][] {{1, 2}, {2, 1}}), "", Missing.REFUSED);
        byte[] before = Files.readAllBytes(file);
        try (PackedWriter writer = PackedWriter.create(file, List.of("a"), "", Missing.REFUSED)) {
            assertThrows(InvalidDataException.class, () -> writer.row(new double[] {Double.NaN}, 1));
        }
        assertArrayEquals(before, Files.readAllBytes(file));
        try (var left = Files.list(own)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void aWeightIsRefusedWithItsColumn(@TempDir Path own) throws IOException {
        try (PackedWriter writer = PackedWriter.create(own.resolve("x"), List.of("a"), "w", Missing.REFUSED)) {
            writer.row(new double[] {1}, 1);
            String message = assertThrows(InvalidDataException.class, () -> writer.row(new double[] {1}, -1))
                    .getMessage();
            assertTrue(message.contains("row 2, column \"w\""), message);
        }
    }

    @Test
    void noRowsNoWeightAndValuesThatCannotBeSquaredAreRefused(@TempDir Path own) throws IOException {
        try (PackedWriter none = PackedWriter.create(own.resolve("x"), List.of("a"), "", Missing.REFUSED)) {
            assertThrows(InvalidDataException.class, none::finish);
        }
        try (PackedWriter light = PackedWriter.create(own.resolve("x"), List.of("a"), "w", Missing.REFUSED)) {
            light.row(new double[] {1}, 0);
            assertThrows(InvalidDataException.class, light::finish);
        }
        try (PackedWriter large = PackedWriter.create(own.resolve("x"), List.of("a"), "", Missing.REFUSED)) {
            large.row(new double[] {1e200}, 1);
            large.row(new double[] {-1e200}, 1);
            assertThrows(InvalidDataException.class, large::finish);
        }
        assertFalse(Files.exists(own.resolve("x")));
    }
}
