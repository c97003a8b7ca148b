package org.em4j.spark.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real cluster: a master, two workers and a driver, each a process of its own. */
class ClusterTest {
    /** One, or twenty where tests may take long. */
    private static final int KILLS = Boolean.getBoolean("em4j.long") ? 20 : 1;

    private static final Path FOLDER = Path.of("target", "cluster").toAbsolutePath();
    private static List<String> printed = List.of();
    private static List<String> killed = List.of();
    private static List<String> resumed = List.of();
    private static String inMemory = "";
    private static String onCluster = "";

    @BeforeAll
    static void run() throws IOException {
        Cluster.remove(FOLDER);
        Path marks = Files.createDirectories(FOLDER.resolve("marks"));
        try (Cluster cluster = new Cluster(Files.createDirectories(FOLDER.resolve("home")), 512)) {
            printed = cluster.run(ClusterDriver.class, marks.toString(), Integer.toString(KILLS));
            String checkpoint = FOLDER.resolve("checkpoint").toString();
            killed = cluster.kill("iteration 7", CheckpointedDriver.class, checkpoint);
            resumed = cluster.run(CheckpointedDriver.class, checkpoint);
            if (Cluster.hasCommand()) {
                String iris = Path.of("..", "data", "iris.csv").toRealPath().toString();
                String[] fit = {
                    "fit", "gmm", iris, "--except", "Species", "--components", "3", "--format", "json", "--master", ""
                };
                inMemory = cluster.em(Arrays.copyOf(fit, fit.length - 2));
                fit[fit.length - 1] = cluster.master();
                onCluster = cluster.em(fit);
            }
        }
    }

    private static String printed(String name) {
        return printed(name, printed);
    }

    private static String printed(String name, List<String> printed) {
        return printed.stream()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in\n" + String.join("\n", printed)))
                .substring(name.length() + 1);
    }

    @Test
    void theBitsAreThoseOfMemoryOnAnyNumberOfPartitions() {
        assertEquals(printed("memory"), printed("2"));
        assertEquals(printed("memory"), printed("7"));
        assertEquals(printed("memory"), printed("64"));
    }

    @Test
    void theBitsAreThoseOfMemoryWhenExecutorsAreKilledInMidPass() throws IOException {
        try (Stream<Path> marks = Files.list(FOLDER.resolve("marks"))) {
            assertEquals(2L * KILLS, marks.count());
        }
        assertEquals(printed("memory"), printed("killed"));
    }

    @Test
    void theBitsAreThoseOfAnUninterruptedRunWhenTheDriverIsKilledAndGoesOnFromItsCheckpoint() {
        assertEquals("0", printed("iteration", killed));
        assertEquals("0", printed("again", resumed));
        assertEquals(printed("whole"), printed("end", resumed));
    }

    @Test
    void theCommandLineComesToTheBitsOfMemory() {
        assumeTrue(Cluster.hasCommand(), "em-cli is built before, where all is built");
        assertTrue(inMemory.contains("\"outcome\" : \"converged\""), inMemory);
        assertEquals(inMemory, onCluster);
    }

    @Test
    void executorsWithOtherKernelsAreRefused() {
        assertTrue(printed("refused").startsWith("an executor computes otherwise than the driver"), printed("refused"));
    }
}
