package org.em4j.core.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The order in which a JVM compiles methods is a matter of chance, and decides what it inlines: where it gives up in the
 * middle of a vector loop, every vector is put on the heap, and an E-step takes three times as long. Processes of their
 * own have orders of their own.
 */
class NothingOnTheHeapTest {
    /** A vector of eight doubles for each pair of vectors would be 6 bytes a row and component. */
    private static final double MOST = 1;

    @ParameterizedTest
    @CsvSource({"2, 5", "2, 5", "3, 4"})
    void rowsOfAnEStepAllocateNothing(String d, String k) throws IOException, InterruptedException {
        Process other = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-exports",
                        "java.base/jdk.internal.module=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllocatedBytes.class.getName(),
                        d,
                        k))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String bytes = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, other.waitFor());
        assertTrue(Double.parseDouble(bytes) < MOST, () -> bytes + " bytes a row and component");
    }
}
