package org.em4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.em4j.core.data.InvalidDataException;
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
            case "i8", "u8" -> (b, i) -> b.putLong(i);
            case "f2" -> (b, i) -> b.putShort(half(i));
            case "i4", "u4" -> (b, i) -> b.putInt(i);
            case "i2", "u2" -> (b, i) -> b.putShort(i.shortValue());
            default -> (b, i) -> b.put(i.byteValue());
        };
    }

    /** A number of one to 1023 as IEEE 754 binary16: its leading bit is implied. */
    private static short half(int i) {
        int exponent = 31 - Integer.numberOfLeadingZeros(i);
        return (short) (((exponent + 15) << 10) + ((i - (1 << exponent)) << (10 - exponent)));
    }

    /** A version 1.0 file of eight zeros and ones under a header of its own, padded to a length. */
    private Path withHeader(String dict, int length, byte... data) throws IOException {
        byte[] header = (dict + " ".repeat(length - dict.length() - 1) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(header.length + 100).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0}).putInt(header.length);
        out.put(header).put(data);
        return Files.write(folder.resolve("x.npy"), Arrays.copyOf(out.array(), out.position()));
    }

    @Test
    void headersMayBeLongAndTheirKeysInAnyOrder() throws IOException {
        String dict = "{\"shape\": (2, 2), 'fortran_order': False, 'descr': '|b1'}";
        double[][] x = {{1, 0}, {0, 1}};
        for (int length : new int[] {64, 1 << 16, 100_000}) {
            byte[] data = {1, 0, 0, 2};
            assertArrayEquals(x, Npy.read(withHeader(dict, length, data)).toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 9, 255})
    void otherVersionsAreRefused(int version) throws IOException {
        Path file = file(1, "<f8", "False", "(2, 3)", 6);
        byte[] bytes = Files.readAllBytes(file);
        bytes[6] = (byte) version;
        Files.write(file, bytes);
        assertTrue(refused(file).getMessage().contains("is of version " + version + ".0 of the .npy format"));
    }

    /** NumPy: np.array([65504, 2**-14, 2**-24, -0.1, 1/3], 'f2'). */
    @Test
    void halvesAreWhatTheyStandFor() throws IOException {
        byte[] data = {(byte) 0xff, 0x7b, 0, 4, 1, 0, 0x66, (byte) 0xae, 0x55, 0x35};
        double[][] x = {{65504}, {0x1p-14}, {0x1p-24}, {-0.0999755859375}, {0.333251953125}};
        Path file = withHeader("{'descr': '<f2', 'fortran_order': False, 'shape': (5, 1), }", 118, data);
        assertArrayEquals(x, Npy.read(file).toArray());
    }

    /** Beyond 2^53, where a cast of the signed number would be negative or rounded twice. */
    @Test
    void theLargestUnsignedNumbersAreRounded() throws IOException {
        byte[] data = new byte[16];
        Arrays.fill(data, 0, 8, (byte) -1);
        data[8] = 1;
        data[9] = 4;
        data[15] = (byte) 0x80; // 2^63 + 2^10 + 1 is nearer to 2^63 + 2^11
        Path file = withHeader("{'descr': '<u8', 'fortran_order': False, 'shape': (2, 1), }", 118, data);
        assertArrayEquals(
                new double[][] {{0x1p64}, {0x1p63 + 0x1p11}}, Npy.read(file).toArray());
    }

    private Path archive(String... names) throws IOException {
        Path archive = folder.resolve("x.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (int i = 0; i < names.length; i++) {
                zip.putNextEntry(new ZipEntry(names[i] + ".npy"));
                zip.write(Files.readAllBytes(file(1, "<f8", "False", "(" + (i + 1) + ", 3)", 3 * (i + 1))));
            }
        }
        return archive;
    }

    @Test
    void theArrayOfAnArchiveIsReadIfThereIsOne() throws IOException {
        Path one = archive("arr_0");
        assertArrayEquals(new double[][] {{1, 2, 3}}, Npy.read(one).toArray());
        assertEquals(List.of("x3", "x1"), Table.read(one, List.of("x3", "x1")).columns());
        assertTrue(refused(archive()).getMessage().contains("holds no array"));
    }

    @Test
    void ofSeveralArraysTheOneIsReadThatIsNamed() throws IOException {
        Path three = archive("train", "test", "more");
        assertEquals(
                three + " holds several arrays: train, test, more; choose one with Columns.array(train)",
                refused(three).getMessage());
        for (int i = 0; i < 3; i++) {
            Columns named = Columns.all().array(List.of("train", "test", "more").get(i));
            assertEquals(i + 1, Table.read(three, named).rows().size());
        }
        String words = assertThrows(
                        InvalidDataException.class,
                        () -> Table.read(three, Columns.all().array("tests")))
                .getMessage();
        assertTrue(words.contains("holds no array tests; its arrays are train, test, more; choose one"), words);
    }

    private InvalidDataException refused(Path file) {
        return assertThrows(InvalidDataException.class, () -> Npy.read(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<f8", ">f8", "<f4", ">f4", "<i8", "<i4", ">i2", "|i1", "<u4", "<u2", "|u1", "<u8", ">f2", "<f2"
            })
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
    @CsvSource({"<c16, '(2, 3)'", "<U1, '(2, 3)'", "<f8, '(6,)'", "<f8, '(1, 2, 3)'", "<f8, '()'"})
    void whatIsNoMatrixOfNumbersIsRefused(String descr, String shape) throws IOException {
        refused(file(1, descr, "False", shape, 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(0, 3)", "(3, 0)", "(0, 99999999999)", "(99999999999, 0)"})
    void aMatrixWithoutNumbersIsRefusedBeforeItsColumnsAreNamed(String shape) throws IOException {
        String words = refused(file(1, "<f8", "False", shape, 0)).getMessage();
        assertTrue(words.endsWith(": there are no observations"), words);
    }

    @Test
    void aFileThatEndsTooEarlyIsRefused() throws IOException {
        Path file = file(1, "<f8", "False", "(2, 3)", 5);
        assertEquals(
                file + " ends too early, or is damaged; copy it again",
                refused(file).getMessage());
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
