package org.em4j.spark.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A real cluster: a master, two workers and a driver, each a process of its own. */
@EnabledIfSystemProperty(named = "em4j.cluster", matches = "true")
class ClusterTest {
    /** Two, or twenty where tests may take long. */
    private static final int KILLS = Boolean.getBoolean("em4j.long") ? 20 : 2;

    private static final Path FOLDER = Path.of("target", "cluster").toAbsolutePath();
    private static List<String> printed = List.of();

    @BeforeAll
    static void run() throws IOException {
        Cluster.remove(FOLDER);
        Path marks = Files.createDirectories(FOLDER.resolve("marks"));
        try (Cluster cluster = new Cluster(Files.createDirectories(FOLDER.resolve("home")))) {
            printed = cluster.run(ClusterDriver.class, marks.toString(), Integer.toString(KILLS));
        }
    }

    private static String printed(String name) {
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
    void executorsWithOtherKernelsAreRefused() {
        assertTrue(printed("refused").startsWith("an executor computes otherwise than the driver"), printed("refused"));
    }
}
