package org.em4j.cli.large;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.em4j.cli.Command;
import org.em4j.cli.Main;
import org.em4j.cli.terminal.ExitStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A table that memory does not hold is fitted from a file, to the bits of one that it does. */
class SmallHeapTest {
    private static final int ROWS = 250_000;
    private static final int COLUMNS = 10;

    /** MiB: the numbers take 19, so that a run takes 134. */
    private static final int SMALL = 128;

    @TempDir
    private static Path folder;

    private static Path csv = Path.of("");
    private static Path npy = Path.of("");

    @BeforeAll
    static void write() throws IOException {
        csv = folder.resolve("t.csv");
        npy = folder.resolve("t.npy");
        Random random = new Random(1);
        ByteBuffer matrix = ByteBuffer.allocate(128 + 8 * ROWS * COLUMNS).order(ByteOrder.LITTLE_ENDIAN);
        matrix.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) 118);
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + ROWS + ", " + COLUMNS + "), }";
        matrix.put((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("x1,x2,x3,x4,x5,x6,x7,x8,x9,x10\n");
            for (int i = 0; i < ROWS; i++) {
                StringBuilder row = new StringBuilder();
                for (int j = 0; j < COLUMNS; j++) {
                    double x = random.nextInt(1000) / 8.0;
                    row.append(j == 0 ? "" : ",").append(x);
                    matrix.putDouble(x);
                }
                out.write(row.append('\n').toString());
            }
        }
        Files.write(npy, matrix.array());
    }

    private static Command em(int heap, String... words) throws IOException, InterruptedException {
        return em(List.of(), "cache", heap, words);
    }

    /** As if the disk were full after 8 MiB: the system lets no file of the process grow larger. */
    private static Command full(String... words) throws IOException, InterruptedException {
        String limit = "ulimit -f 8192 && exec \"$@\"";
        return em(List.of("bash", "-c", limit, "bash"), "full", SMALL, words);
    }

    private static Command em(List<String> before, String cache, int heap, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve(cache).toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        return new Command(status, out, Files.readString(folder.resolve("err")));
    }

    private static Command fit(int heap, Path file) throws IOException, InterruptedException {
        Command fit = em(
                heap,
                "fit",
                "gmm",
                file.toString(),
                "--components=2",
                "--covariance=diag",
                "--max-iterations=2",
                "--start=random-rows",
                "--format=json");
        assertEquals(4, fit.status(), fit.err());
        return fit;
    }

    @Test
    void aMixtureComesToTheSameBits() throws Exception {
        String expected = fit(1024, csv).out();
        Command first = fit(SMALL, csv);
        assertEquals(expected, first.out());
        assertTrue(first.err().contains("packed " + ROWS + " rows"), first.err());
        Command again = fit(SMALL, csv);
        assertEquals(expected, again.out());
        assertTrue(again.err().contains("was packed before"), again.err());
        Command inPlace = fit(SMALL, npy);
        assertEquals(expected, inPlace.out());
        assertEquals("", inPlace.err());
    }

    @Test
    void aFactorAnalysisComesToTheSameBits() throws Exception {
        String[] words = {
            "fit", "fa", npy.toString(), "--factors=1", "--heywood=prior(1)", "--restarts=1", "--format=json"
        };
        Command small = em(SMALL, words);
        assertEquals(em(1024, words).out(), small.out(), small.err());
        assertEquals(0, small.status(), small.err());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // which has no such limit
    void aDiskThatIsFullWhileATableIsPackedIsBadInputOfAFitAndLeavesNothing() throws Exception {
        Command fit = full("fit", "gmm", csv.toString(), "--components=2");
        assertEquals(ExitStatus.BAD_INPUT, fit.status(), fit.err());
        assertTrue(fit.err().contains("t.csv: memory does not hold the table, and "), fit.err());
        assertTrue(fit.err().contains(" cannot be written: File too large; name another folder"), fit.err());
        assertLeft("full/em4j");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDiskThatIsFullIsOutputOfWhoPacksThatIsNotWritten() throws Exception {
        Path place = Files.createDirectories(folder.resolve("packed")).resolve("t.em4j");
        Command pack = full("pack", csv.toString(), "--out", place.toString());
        assertEquals(ExitStatus.NOT_WRITTEN, pack.status(), pack.err());
        assertTrue(pack.err().contains("File too large; name a place with more room with --out"), pack.err());
        assertLeft("packed");
    }

    private static void assertLeft(String name) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve(name))) {
            assertEquals(List.of(), all.toList());
        }
    }

    @Test
    void whatNeedsAllRowsSaysHowMuchMemoryWouldDo() throws Exception {
        Path packed = folder.resolve("t.em4j");
        assertEquals(
                0, em(1024, "pack", npy.toString(), "--out", packed.toString()).status());
        Command select = em(24, "select", "gmm", packed.toString(), "--components=1");
        assertEquals(ExitStatus.SPENT, select.status(), select.err());
        assertTrue(select.err().contains("give it more, with JAVA_TOOL_OPTIONS=-Xmx134m"), select.err());
    }
}
