package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.em4j.cli.terminal.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table larger than the heap ends in a sentence, and the heap that it names does. */
class MemoryTest {
    private static final int ROWS = 140_000;
    private static final int COLUMNS = 15;
    private static final Pattern NAMED = Pattern.compile("JAVA_TOOL_OPTIONS=-Xmx(\\d+)m");

    @TempDir
    private Path folder;

    private static Command em(long heap, Path table) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "select", // which takes all rows at once
                        "gmm",
                        table.toString(),
                        "--components=1")
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(process.waitFor(), out, err);
    }

    private static void whatIsNamedDoes(Path table) throws Exception {
        Command spent = em(16, table);
        assertEquals(ExitStatus.SPENT, spent.status(), spent.err());
        assertEquals("", spent.out());
        Matcher named = NAMED.matcher(spent.err());
        assertTrue(named.find(), spent.err());
        long heap = Long.parseLong(named.group(1));
        assertTrue(heap > 32, "twice as much would not do: " + spent.err());
        Command fit = em(heap, table);
        assertEquals(0, fit.status(), fit.err());
        assertTrue(fit.out().contains("least BIC: "), fit.out());
    }

    @Test
    void ofText() throws Exception {
        StringBuilder row = new StringBuilder();
        for (int j = 0; j < COLUMNS; j++) {
            row.append(j == 0 ? "" : ",").append('x').append(j);
        }
        String numbers = "0,1,2,3,4,5,6,7,8,9,0,1,2,3,4\n5,4,3,2,1,0,9,8,7,6,5,4,3,2,1\n";
        whatIsNamedDoes(Files.writeString(folder.resolve("t.csv"), row.append('\n') + numbers.repeat(ROWS / 2)));
    }

    @Test
    void ofNumPy() throws Exception {
        ByteBuffer npy = ByteBuffer.allocate(128 + 8 * ROWS * COLUMNS).order(ByteOrder.LITTLE_ENDIAN);
        npy.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) 118);
        String header = "{'descr': '<f8', 'fortran_order': True, 'shape': (" + ROWS + ", " + COLUMNS + "), }";
        npy.put((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            npy.putDouble(i % 7);
        }
        whatIsNamedDoes(Files.write(folder.resolve("t.npy"), npy.array()));
    }
}
