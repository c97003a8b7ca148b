package org.em4j.benchmark.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Processes of their own, one after another, whose output is lines of JSON. */
record Runs(Path python, Path scripts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Options with which a JVM lets SIMD kernels in. */
    static final List<String> SIMD = List.of("--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED");

    /** The java of all runs: this one, or {@code -Djava=}. */
    private static final String JAVA = System.getProperty(
            "java", Path.of(System.getProperty("java.home"), "bin", "java").toString());

    /** What it says it is. */
    static String jvm() {
        List<String> said = lines(List.of(JAVA, "--version"), Map.of());
        return said.get(said.size() - 1);
    }

    /** A class of this package in a JVM with these options; its last line. */
    static JsonNode java(List<String> options, Class<?> main, Object... arguments) {
        return java(options, System.getProperty("java.class.path"), main.getName(), arguments);
    }

    /** Any class. */
    static JsonNode java(List<String> options, String classes, String main, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-cp", classes));
        command.addAll(options);
        command.add(main);
        List.of(arguments).forEach(a -> command.add(a.toString()));
        List<String> lines = lines(command, Map.of());
        return json(lines.get(lines.size() - 1));
    }

    /** A script, on this BLAS kernel (empty: the library's own choice); its lines. */
    List<String> python(String blas, String script, Object... arguments) {
        List<String> command = new ArrayList<>(
                List.of(python.toString(), scripts.resolve(script).toString()));
        List.of(arguments).forEach(a -> command.add(a.toString()));
        return lines(command, blas.isEmpty() ? Map.of() : Map.of("OPENBLAS_CORETYPE", blas));
    }

    /** What a BLAS kernel does here; nothing at all, at no speed, where the processor cannot run it. */
    String blas(String name) {
        try {
            return python(name, "kernels.py").get(0);
        } catch (IllegalStateException illegalInstruction) {
            return "none - 0";
        }
    }

    /** A script of R. */
    static List<String> r(Path script, Object... arguments) {
        List<String> command = new ArrayList<>(List.of("Rscript", script.toString()));
        List.of(arguments).forEach(a -> command.add(a.toString()));
        return lines(command, Map.of());
    }

    static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException("no JSON: " + line, e);
        }
    }

    static List<String> lines(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            Map<String, String> variables = builder.environment();
            // What would tie another library to fewer threads or to a slower kernel than it would take by itself.
            List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
                    .forEach(variables::remove);
            variables.putAll(environment);
            Process process = builder.start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (process.waitFor() != 0 || lines.isEmpty()) {
                throw new IllegalStateException("failed: " + String.join(" ", command));
            }
            return lines;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
