package org.em4j.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    private static final double[][] X = {{1, 2, 3}, {4, 5, 6}};

    @TempDir
    private Path folder;

    /** A file as numpy.save writes it: header padded with spaces, then 1, 2, 3, ... in file order. */
    private Path file(int version, String descr, String fortran, String shape, int count) throws IOException {
        String dict = "{'descr': '" + descr + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
        byte[] header = (dict + " ".repeat(118 - dict.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            out.putShort((short) header.length);
        } else {
            out.putInt(header.length);
        }
        out.put(header).order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int i = 1; i <= count; i++) {
            writer(descr.substring(1)).accept(out, i);
        }
        return Files.write(folder.resolve("x.npy"), Arrays.copyOf(out.array(), out.position()));
    }

    private static BiConsumer<ByteBuffer, Integer> writer(String type) {
        return switch (type) {
            case "f8" -> (b, i) -> b.putDouble(i);
            case "f4" -> (b, i) -> b.putFloat(i);
            case "i8" -> (b, i) -> b.putLong(i);
            case "i4", "u4" -> (b, i) -> b.putInt(i);
            case "i2", "u2" -> (b, i) -> b.putShort(i.shortValue());
            default -> (b, i) -> b.put(i.byteValue());
        };
    }

    private InvalidDataException refused(Path file) {
        return assertThrows(InvalidDataException.class, () -> Npy.read(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<f8", ">f8", "<f4", ">f4", "<i8", "<i4", ">i2", "|i1", "<u4", "<u2", "|u1"})
    void everyTypeOfNumberIsRead(String descr) throws IOException {
        assertArrayEquals(X, Npy.read(file(1, descr, "False", "(2, 3)", 6)).toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyVersionIsRead(int version) throws IOException {
        assertArrayEquals(
                X, Npy.read(file(version, "<f8", "False", "(2, 3)", 6)).toArray());
    }

    @Test
    void fortranOrderIsColumnByColumn() throws IOException {
        double[][] columns = {{1, 3, 5}, {2, 4, 6}};
        assertArrayEquals(columns, Npy.read(file(1, "<f8", "True", "(2, 3)", 6)).toArray());
    }

    @ParameterizedTest
    @CsvSource({"|b1, '(2, 3)'", "<c16, '(2, 3)'", "<U1, '(2, 3)'", "<f8, '(6,)'", "<f8, '(1, 2, 3)'", "<f8, '()'"})
    void whatIsNoMatrixOfNumbersIsRefused(String descr, String shape) throws IOException {
        refused(file(1, descr, "False", shape, 6));
    }

    @Test
    void aMatrixWithoutRowsIsRefused() throws IOException {
        refused(file(1, "<f8", "False", "(0, 3)", 0));
    }

    @Test
    void aFileThatEndsTooEarlyIsRefused() throws IOException {
        Path file = file(1, "<f8", "False", "(2, 3)", 5);
        assertEquals(file + " ends too early; copy it again", refused(file).getMessage());
    }

    @Test
    void aShapeBeyondAllMemoryIsRefused() throws IOException {
        refused(file(1, "<f8", "False", "(99999999999, 99999999)", 6));
    }

    @Test
    void aHeaderThatIsCutOffIsRefused() throws IOException {
        Path file = file(1, "<f8", "False", "(2, 3)", 6);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 30));
        refused(file);
    }

    @Test
    void anyOtherFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x.npy"), "a,b\n1,2\n");
        assertEquals(
                file + " is not a .npy file; write one with numpy.save",
                refused(file).getMessage());
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Path none = folder.resolve("none.npy");
        assertEquals("there is no file " + none, refused(none).getMessage());
    }
}
