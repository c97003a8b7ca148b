package org.em4j.io.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.em4j.core.checkpoint.Checkpoint;
import org.em4j.core.checkpoint.CheckpointException;
import org.em4j.core.checkpoint.Kept;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file gives back, and what it refuses. */
class CheckpointFileTest {
    private static final List<Kept> KEPT =
            List.of(new Kept("a", true, 1.5, new byte[] {1, 2, 3}), new Kept("b", false, 0, new byte[] {4}));

    @TempDir
    private Path folder;

    private CheckpointFile file;

    @BeforeEach
    void name() {
        file = new CheckpointFile(folder.resolve("c"), Map.of("data", "150 rows"));
    }

    private String refusal() {
        return assertThrows(CheckpointException.class, () -> file.read()).getMessage();
    }

    private Path beside(String ending) {
        return folder.resolve("c" + ending);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        file.write(KEPT);
        List<Kept> read = file.read();
        assertEquals(2, read.size());
        for (int i = 0; i < 2; i++) {
            assertEquals(KEPT.get(i).fit(), read.get(i).fit());
            assertEquals(KEPT.get(i).isDone(), read.get(i).isDone());
            assertEquals(KEPT.get(i).seconds(), read.get(i).seconds());
            assertArrayEquals(KEPT.get(i).value(), read.get(i).value());
        }
        assertFalse(Files.exists(beside(".part")));
    }

    @Test
    void theLastTwoAreKept() throws IOException {
        file.write(KEPT.subList(0, 1));
        assertFalse(Files.exists(beside(".previous")));
        file.write(KEPT);
        file.write(List.of());
        assertEquals(0, file.read().size());
        CheckpointFile previous = new CheckpointFile(beside(".previous"), file.conditions());
        assertEquals(2, previous.read().size());
    }

    @Test
    void aFileThatIsCutShortIsDamagedAtEachLength() throws IOException {
        file.write(KEPT);
        byte[] whole = Files.readAllBytes(file.file());
        for (int length = 0; length < whole.length; length++) {
            Files.write(file.file(), Arrays.copyOf(whole, length));
            assertTrue(
                    List.of(
                                    file.file() + " is damaged; begin anew without it",
                                    file.file()
                                            + " is no checkpoint of this version of em4j; name a file that it has written")
                            .contains(refusal()),
                    refusal());
        }
    }

    @Test
    void aFileOfWhichAnyBitIsFlippedIsRefused() throws IOException {
        file.write(KEPT);
        byte[] whole = Files.readAllBytes(file.file());
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file.file(), flipped);
            assertTrue(refusal().startsWith(file.file() + " is "), refusal());
        }
    }

    @Test
    void randomBytesAreRefused() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            byte[] magic = "em4j checkpoint 1\n".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(magic, 0, bytes, 0, Math.min(magic.length, bytes.length));
            Files.write(file.file(), bytes);
            assertTrue(refusal().startsWith(file.file() + " is "), refusal());
        }
    }

    @Test
    void whatWasWrittenBeforeIsNamedWhereThereIsSomething() throws IOException {
        file.write(KEPT);
        file.write(KEPT);
        Files.delete(file.file());
        String then = "; " + beside(".previous") + " was written before it, go on from that";
        assertEquals(file.file() + " is not there" + then, refusal());
        Files.writeString(file.file(), "em4j checkpoint 1\n");
        assertEquals(file.file() + " is damaged" + then, refusal());
    }

    @Test
    void noFileIsPutInThePlaceOfALink() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "stays");
        Files.createSymbolicLink(file.file(), other);
        assertThrows(IOException.class, () -> file.write(KEPT));
        assertEquals("stays", Files.readString(other));
    }

    @Test
    void otherConditionsAreNamed() throws IOException {
        file.write(KEPT);
        file = new CheckpointFile(file.file(), Map.of("data", "149 rows"));
        assertEquals(
                file.file()
                        + " was written with other data: 150 rows then, 149 rows now; give what was given then, or begin"
                        + " anew without it",
                refusal());
    }

    @Test
    void longConditionsAreToldApart() throws IOException {
        String words =
                IntStream.range(0, 100_000).mapToObj(i -> "x" + i).toList().toString();
        file = new CheckpointFile(file.file(), Map.of("columns", words));
        file.write(KEPT);
        assertEquals(2, file.read().size());
        file = new CheckpointFile(file.file(), Map.of("columns", words.replace("x99999", "y99999")));
        assertTrue(refusal().contains("was written with other columns: [x0, x1"), refusal());
    }

    @Test
    void whereItCannotBeWrittenItIsSaidOnceAndTheOldOneStays() throws IOException {
        file.write(KEPT);
        List<String> said = new ArrayList<>();
        Files.createDirectory(beside(".part")); // in the way
        CheckpointFile full = new CheckpointFile(file.file(), file.conditions(), said::add);
        Checkpoint checkpoint = full.begin(Duration.ZERO);
        checkpoint.save();
        checkpoint.save();
        assertEquals(1, said.size());
        assertTrue(said.get(0).startsWith(file.file() + " cannot be written: "), said.get(0));
        assertTrue(said.get(0).endsWith("; the fit goes on, and the checkpoint is tried again"), said.get(0));
        assertEquals(2, file.read().size());
    }
}
