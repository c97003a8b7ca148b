package org.em4j.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process, which may hang or die. */
final class Measured {
    private Measured() {}

    /** The last line that a main class prints in a JVM of its own, empty if it is not done in time. */
    static Optional<String> run(int seconds, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return run(seconds, command);
    }

    /** The same of any command. */
    static Optional<String> run(int seconds, List<String> command) {
        try {
            File out = File.createTempFile("measured", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out)
                    .redirectErrorStream(true)
                    .start();
            boolean done = process.waitFor(seconds, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            List<String> lines = Files.readAllLines(out.toPath());
            Files.delete(out.toPath());
            return done && !lines.isEmpty() ? Optional.of(lines.get(lines.size() - 1)) : Optional.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
