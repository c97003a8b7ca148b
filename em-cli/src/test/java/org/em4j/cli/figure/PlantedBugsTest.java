package org.em4j.cli.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mistakes in the library's own code, from kernels to output, each made in a copy of its class: whoever breaks what feeds a printed figure
 * is told. {@code -Plong} plants all of them, and a build a few, and asks that the others can be. All of them take hours: who noticed what is
 * written down as it comes, in figures/noticed.txt and docs/planted-bugs.md, and a run that was ended goes on where it was. Lines that are taken out
 * of the former are tried anew.
 */
class PlantedBugsTest {
    private static final Path LIST = Path.of("src/test/resources/figures/bugs.txt");
    private static final Path PAGE = Path.of("../docs/planted-bugs.md");
    private static final Path SEEN = Path.of("src/test/resources/figures/noticed.txt");
    private static final boolean LONG = Boolean.getBoolean("em4j.long");
    private static final int AT_LEAST = 80;
    private static final long MINUTES = 20;

    /** What figures notice in seconds: a build plants so many of these kinds. */
    private static final Set<String> IN_EVERY_BUILD = Set.of("criterion", "test");

    private static final int FEW = 2;

    private static final String NOBODY = "nobody";

    @TempDir
    private static Path folder;

    private static List<PlantedBug> bugs = List.of();

    @BeforeAll
    static void read() throws IOException {
        bugs = PlantedBug.read(LIST);
        System.clearProperty("em4j.long"); // who watches takes the time that a build takes
    }

    @Test
    void eachHasItsPlace() throws IOException {
        assertTrue(bugs.size() >= AT_LEAST);
        for (PlantedBug bug : bugs) {
            bug.source();
        }
    }

    @Test
    void nobodyNoticesNothing() throws Exception {
        PlantedBug some = bugs.stream()
                .filter(bug -> bug.type().startsWith("org.em4j.gmm."))
                .findFirst()
                .orElseThrow();
        PlantedBug none = new PlantedBug("none", "nothing is wrong", some.file(), some.from(), some.from());
        assertEquals("", watched(none));
    }

    @Test
    void someoneNotices() throws Exception {
        List<PlantedBug> planted = LONG
                ? bugs
                : bugs.stream()
                        .filter(bug -> IN_EVERY_BUILD.contains(bug.kind()))
                        .limit(FEW)
                        .toList();
        Map<PlantedBug, String> seen = new ConcurrentHashMap<>(LONG ? before() : Map.of());
        ExecutorService two = Executors.newFixedThreadPool(2);
        for (PlantedBug bug : planted) {
            if (!seen.containsKey(bug)) {
                two.execute(() -> {
                    seen.put(bug, watched(bug));
                    if (LONG) {
                        note(bug, seen);
                    }
                });
            }
        }
        two.shutdown();
        assertTrue(two.awaitTermination(MINUTES * planted.size(), TimeUnit.MINUTES));
        assertEquals(
                List.of(),
                planted.stream()
                        .filter(bug -> seen.getOrDefault(bug, "").isEmpty())
                        .toList());
    }

    /** The page says what is known. */
    @Test
    void thePageIsCurrent() throws IOException {
        assertEquals(page(before()), Files.readString(PAGE));
    }

    /** Who noticed what so far. */
    private static Map<PlantedBug, String> before() throws IOException {
        List<String> lines = Files.readAllLines(SEEN);
        Map<PlantedBug, String> seen = new HashMap<>();
        for (PlantedBug bug : bugs) {
            lines.stream()
                    .filter(line -> line.startsWith(bug + " | "))
                    .findFirst()
                    .map(line -> line.substring((bug + " | ").length()))
                    .ifPresent(who -> seen.put(bug, who.equals(NOBODY) ? "" : who));
        }
        return seen;
    }

    private static synchronized void note(PlantedBug bug, Map<PlantedBug, String> seen) {
        try {
            Files.writeString(
                    SEEN,
                    bug + " | " + (seen.get(bug).isEmpty() ? NOBODY : seen.get(bug)) + "\n",
                    StandardOpenOption.APPEND);
            Files.writeString(PAGE, page(seen));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Java of its own, in which the mistake comes before the library. */
    private static String watched(PlantedBug bug) {
        try {
            return watching(bug);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String watching(PlantedBug bug) throws IOException, InterruptedException {
        Path classes = Files.createTempDirectory(folder, "bug");
        String path = System.getProperty("java.class.path");
        bug.compile(classes, path);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC", "-Xmx1g"));
        command.add("-XX:TieredStopAtLevel=1"); // most of a watcher's time would be the second compiler's
        command.addAll(List.of("--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED"));
        command.addAll(List.of("-cp", classes + File.pathSeparator + path + File.pathSeparator + tests()));
        command.addAll(List.of(Watch.class.getName(), bug.type(), LONG ? "all" : "figures"));
        Path said = classes.resolve("said");
        Process java = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(said.toFile())
                .start();
        if (!java.waitFor(MINUTES, TimeUnit.MINUTES)) {
            java.destroyForcibly().waitFor();
            return "time | no end in " + MINUTES + " minutes";
        }
        List<String> lines = Files.readAllLines(said).stream()
                .filter(line -> line.startsWith(Watch.SAYS))
                .toList();
        return lines.isEmpty()
                ? "end | Java ends with " + java.exitValue()
                : lines.get(0).substring(Watch.SAYS.length());
    }

    /** Where the tests of all modules are. */
    private static String tests() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("target/test-classes"))
                    .filter(Files::isDirectory)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static String page(Map<PlantedBug, String> seen) {
        Map<String, Long> by = seen.values().stream()
                .collect(Collectors.groupingBy(PlantedBugsTest::who, TreeMap::new, Collectors.counting()));
        String rows = bugs.stream()
                .filter(seen::containsKey)
                .map(bug -> "| " + bug.kind() + " | " + bug.what() + " | `"
                        + bug.type().replaceFirst(".*\\.", "") + "` | "
                        + (seen.get(bug).isEmpty()
                                ? "**nobody** |"
                                : seen.get(bug).replace("<", "&lt;")) + " |")
                .collect(Collectors.joining("\n"));
        return String.join(
                "\n",
                "# Bugs planted in the library",
                "",
                "`./mvnw test -Plong -pl em-cli -am -Dtest=PlantedBugsTest -Dsurefire.failIfNoSpecifiedTests=false` makes this page.",
                "",
                "The [kill matrix](kill-matrix.md) plants mistakes in models. Here they are made in the library's own code, where it makes, sums up,",
                "selects, rotates and prints: `em-cli/src/test/resources/figures/bugs.txt` has what stands where. Each is compiled into a copy of its",
                "class, and whoever notices it first is named: a figure that is worked out a second time, a law of [figures](figures.md), a law of",
                "models or its audit, or at last the other tests of its module. That takes minutes each, and "
                        + (seen.size() < bugs.size()
                                ? seen.size() + " of " + bugs.size()
                                        + " have been planted so far; the command goes on with the rest."
                                : "all " + bugs.size() + " have been planted."),
                "",
                by.entrySet().stream()
                                .map(e -> "**" + e.getKey() + ": " + e.getValue() + "**")
                                .collect(Collectors.joining(", "))
                        + ".",
                "",
                "| kind | mistake | class | seen by | what |",
                "|---|---|---|---|---|",
                rows,
                "");
    }

    private static String who(String said) {
        return said.isEmpty() ? NOBODY : said.replaceFirst(" \\|.*", "");
    }
}
