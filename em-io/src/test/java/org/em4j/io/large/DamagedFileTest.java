package org.em4j.io.large;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.distribution.Moments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is not what was written is refused, whatever befell it, and no figure comes of it. */
class DamagedFileTest {
    private static final int TRIES = 400;
    private static final int BLOCK = Blocking.ofRows(2).block();
    private static final int HEADER = 4096;

    @TempDir
    Path folder;

    private Path file = Path.of("");
    private byte[] whole = {};

    @BeforeEach
    void write() throws IOException {
        file = Drawn.packed(folder, Drawn.rows(2 * BLOCK + 5, 2, true, true, new Random(1)), "w", Missing.LATENT);
        whole = Files.readAllBytes(file);
    }

    private String refusal(byte... bytes) throws IOException {
        Path other = Files.createTempFile(folder, "other", ".em4j"); // what is mapped must not be written to
        Files.write(other, bytes);
        return assertThrows(InvalidDataException.class, () -> Moments.of(FileRows.packed(other)))
                .getMessage();
    }

    @Test
    void aFileThatIsCutAnywhereIsRefused() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < TRIES; i++) {
            int length = i < 40 ? i : random.nextInt(i % 2 == 0 ? HEADER : whole.length);
            refusal(Arrays.copyOf(whole, length));
        }
        refusal(Arrays.copyOf(whole, whole.length - 1));
        refusal(Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    void aByteThatIsChangedAnywhereIsFound() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < TRIES; i++) {
            int at = i < 80 ? i : random.nextInt(i % 2 == 0 ? HEADER : whole.length);
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 + random.nextInt(255));
            refusal(changed);
        }
    }

    @Test
    void aDamagedBlockIsNamedWithItsRows() throws IOException {
        byte[] changed = whole.clone();
        int block = BLOCK * 3 * Double.BYTES + PackedHeader.TRAILER;
        changed[HEADER + block + 17] ^= 1;
        String message = refusal(changed);
        assertTrue(message.contains("block 1, rows " + (BLOCK + 1) + " to " + 2 * BLOCK), message);
        assertTrue(message.endsWith("copy it again, or pack the table again"), message);
    }

    @Test
    void blocksInEachOthersPlaceAreFound() throws IOException {
        int block = BLOCK * 3 * Double.BYTES + PackedHeader.TRAILER;
        byte[] changed = whole.clone();
        System.arraycopy(whole, HEADER, changed, HEADER + block, block);
        System.arraycopy(whole, HEADER + block, changed, HEADER, block);
        refusal(changed);
    }

    @Test
    void anotherFileAnotherVersionAndOtherBlocksAreToldApart() throws IOException {
        assertTrue(refusal("a,b\n1,2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .contains("is no packed file"));
        assertTrue(refusal(with(8, 2)).contains("is of version 2 of packed files"));
        assertTrue(refusal(with(24, 1024)).contains("is packed for another version, in blocks of 1024 rows"));
        assertTrue(refusal(with(16, -3)).contains("says what cannot be"));
    }

    /** The file with another number in its header, and the checksum of that. */
    private byte[] with(int at, int number) {
        byte[] changed = whole.clone();
        ByteBuffer header = ByteBuffer.wrap(changed, 0, HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(at, number);
        CRC32C check = new CRC32C();
        check.update(changed, 0, HEADER - 4);
        header.putInt(HEADER - 4, (int) check.getValue());
        return changed;
    }

    @Test
    void aFileThatIsCutWhileItIsReadIsRefused() throws IOException {
        FileRows rows = FileRows.packed(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(HEADER);
        }
        String message =
                assertThrows(InvalidDataException.class, () -> Moments.of(rows)).getMessage();
        assertTrue(message.contains("was cut"), message);
    }

    @Test
    void whatIsThereNoMoreIsSaid() {
        Path none = folder.resolve("none.em4j");
        String message = assertThrows(InvalidDataException.class, () -> FileRows.packed(none))
                .getMessage();
        assertEquals("there is no file " + none, message);
    }
}
