package org.em4j.benchmark.speed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
                + "| n x d, K | prototype, ms | em4j, ms | times as fast | slowest over fastest | KiB a pass |\n"
                + "|---|--:|--:|--:|--:|--:|\n"
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
        double[] theirs = new double[JVMS];
        double[] ours = new double[JVMS];
        double[] allocated = new double[JVMS];
        for (int i = 0; i < JVMS; i++) {
            List<String> prototype = List.of("--add-modules", "jdk.incubator.vector");
            theirs[i] = Runs.java(prototype, classes.toString(), "em.Iterations", directory, work.name(), 2, SECONDS)
                    .get("ms")
                    .asDouble();
            JsonNode said = Runs.java(
                    Runs.SIMD, Iterations.class, directory, work.name(), "full", 2, SECONDS, FEW);
            ours[i] = said.get("ms").asDouble();
            allocated[i] = said.get("allocated").asDouble();
            System.err.println(work.name() + ": prototype " + theirs[i] + ", em4j " + said);
        }
        Arrays.sort(theirs);
        Arrays.sort(ours);
        Arrays.sort(allocated);
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.2f | %.2f | %.0f to %.0f |",
                work,
                spread(theirs),
                spread(ours),
                theirs[JVMS / 2] / ours[JVMS / 2],
                ours[JVMS - 1] / ours[0],
                allocated[0] / 1024,
                allocated[JVMS - 1] / 1024));
    }

    /** Median, and least and most in brackets. */
    private static String spread(double[] sorted) {
        return String.format(
                Locale.ROOT, "%.1f (%.1f to %.1f)", sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
