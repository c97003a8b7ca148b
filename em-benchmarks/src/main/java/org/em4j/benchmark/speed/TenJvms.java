package org.em4j.benchmark.speed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * An iteration with full covariances in fresh JVMs, by turns with the prototype that the kernels were set out by (its
 * source is in {@code em-benchmarks/src/prototype}): {@code TenJvms}, for the table in {@code docs/performance.md}. One
 * JVM says little: what it compiles first is a matter of chance.
 *
 * <p>{@code -Djvms=}, {@code -Dseconds=} each, and {@code -Djava=} another java than this one.
 */
public final class TenJvms {
    private static final int JVMS = Integer.getInteger("jvms", 10);
    private static final String SECONDS = System.getProperty("seconds", "4");
    private static final int FEW = 3;

    private final Path home = Path.of("").toAbsolutePath();
    private final Path data = home.resolve("em-benchmarks/target/performance");
    private final Path classes = home.resolve("em-benchmarks/target/prototype");
    private final List<String> rows = new ArrayList<>();

    private TenJvms() {}

    /** Prints the table. */
    public static void main(String[] args) {
        System.out.println(table());
    }

    static String table() {
        TenJvms jvms = new TenJvms();
        jvms.compile();
        double before = load();
        Work.ALL.forEach(jvms::measure);
        return String.format(
                        Locale.ROOT,
                        "%s, %d JVMs each, of %s seconds; load average %.1f before, %.1f after.%n%n",
                        Runs.jvm(),
                        JVMS,
                        SECONDS,
                        before,
                        load())
                + "| n x d, K | prototype, ms | em4j, ms | times as fast | fastest iteration, prototype | em4j | KiB a pass |\n"
                + "|---|--:|--:|--:|--:|--:|--:|\n"
                + String.join("\n", jvms.rows);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void compile() {
        try (Stream<Path> files = Files.list(home.resolve("em-benchmarks/src/prototype"))) {
            Files.createDirectories(classes);
            String[] options = Stream.concat(
                            Stream.of("-nowarn", "--add-modules", "jdk.incubator.vector", "-d", classes.toString()),
                            files.map(Path::toString).filter(f -> f.endsWith(".java")))
                    .toArray(String[]::new);
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, options) != 0) {
                throw new IllegalStateException("the prototype does not compile");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(Work work) {
        Path directory = data.resolve(work.name());
        work.write(directory);
        List<JsonNode> theirs = new ArrayList<>();
        List<JsonNode> ours = new ArrayList<>();
        List<String> prototype = List.of("--add-modules", "jdk.incubator.vector");
        for (int i = 0; i < JVMS; i++) {
            theirs.add(Runs.java(prototype, classes.toString(), "em.Iterations", directory, work.name(), 2, SECONDS));
            ours.add(Runs.java(Runs.SIMD, Iterations.class, directory, work.name(), "full", 2, SECONDS, FEW));
            System.err.println(work.name() + ": prototype " + theirs.get(i) + ", em4j " + ours.get(i));
        }
        double[] prototypes = sorted(theirs, "ms");
        double[] medians = sorted(ours, "ms");
        double[] bytes = sorted(ours, "allocated");
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.2f | %.1f | %.1f | %.0f to %.0f |",
                work,
                spread(prototypes),
                spread(medians),
                prototypes[JVMS / 2] / medians[JVMS / 2],
                sorted(theirs, "fastest")[0],
                sorted(ours, "fastest")[0],
                bytes[0] / 1024,
                bytes[JVMS - 1] / 1024));
    }

    private static double[] sorted(List<JsonNode> said, String name) {
        return said.stream().mapToDouble(s -> s.get(name).asDouble()).sorted().toArray();
    }

    /** Median, and least and most in brackets. */
    private static String spread(double[] sorted) {
        return String.format(
                Locale.ROOT, "%.1f (%.1f to %.1f)", sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
