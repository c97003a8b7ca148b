package org.em4j.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.em4j.cli.Command;
import org.em4j.cli.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Signals to a process. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CancellationTest {
    private static final String IRIS = "../data/iris.csv";

    @TempDir
    private Path folder;

    private Optional<Process> process = Optional.empty();

    private Process em(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dem4j.terminal=true",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        Process started = new ProcessBuilder(command).start();
        process = Optional.of(started);
        return started;
    }

    @AfterEach
    void end() {
        process.ifPresent(Process::destroyForcibly);
    }

    private static String rest(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aFitThatIsCancelledPrintsAndWritesTheBestSoFarAndDrawsNothing() throws Exception {
        Path model = folder.resolve("m.json");
        Path report = folder.resolve("r.html");
        Process fit = em(("fit gmm " + IRIS + " --components 2 --tolerance 0 --max-iterations 2000000000 --model "
                        + model + " --report " + report)
                .split(" "));
        StringBuilder err = new StringBuilder();
        while (!err.toString().contains("log-likelihood")) { // the bar: iterations are under way
            int next = fit.getErrorStream().read();
            assertTrue(next >= 0, "it ended before it began to iterate: " + err);
            err.append((char) next);
        }
        fit.toHandle().destroy(); // which leaves its streams open
        String said = rest(fit.getErrorStream());
        String out = rest(fit.getInputStream());
        assertEquals(143, fit.waitFor(), said);
        assertTrue(out.contains("Gaussian mixture, 2 components"), out);
        assertTrue(said.contains("cancelled: ICL and the entropy of the responsibilities are left out"), said);
        assertTrue(said.contains("cancelled: " + report + " is not drawn"), said);
        assertTrue(Files.readString(model).contains("\"cancelled\""));
        assertFalse(Files.exists(report));
    }

    @Test
    void aRunThatIsCancelledBeforeAnythingIsFittedSaysSo() throws Exception {
        Path rows = folder.resolve("rows");
        assertEquals(0, new ProcessBuilder("mkfifo", rows.toString()).start().waitFor());
        Process fit = em("fit", "gmm", rows.toString(), "--components", "2");
        try (OutputStream table = Files.newOutputStream(rows)) { // opens once it is read from
            table.write("x,y\n1,2\n".getBytes(StandardCharsets.UTF_8));
            table.flush();
            fit.toHandle().destroy(); // which leaves its streams open
            assertEquals("em: cancelled: nothing was fitted yet\n", rest(fit.getErrorStream()));
        }
        assertEquals("", rest(fit.getInputStream()));
        assertEquals(143, fit.waitFor());
    }

    @Test
    void aSecondSignalEndsAtOnce() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Process fit = em("fit", "gmm", IRIS, "--components", "2", "--model", pipe.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(fit.getInputStream(), StandardCharsets.UTF_8))) {
            assertTrue(out.readLine().startsWith("Gaussian mixture")); // from here on it waits for a reader of the pipe
            fit.toHandle().destroy(); // which leaves its streams open
            while (fit.isAlive()) { // the first may take a moment to be heard
                fit.toHandle().destroy(); // which leaves its streams open
                fit.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        assertEquals(143, fit.exitValue());
    }

    @Test
    void whatTakesTimeIsGivenUpAndWhatHasToBeDoneIsDone() {
        Command console = Command.em("info");
        Finish finish = new Finish(new Console(System.out, System.err, console.out()));
        Thread.currentThread().interrupt();
        assertEquals(Optional.empty(), finish.unlessCancelled("nothing is drawn", () -> {
            throw new IllegalStateException("begun");
        }));
        assertEquals(5, finish.always(() -> 5));
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
