package org.em4j.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.em4j.cli.Command;
import org.em4j.cli.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command does whose standard output fails. */
class CheckedOutputTest {
    private static final String IRIS = "../data/iris.csv";

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void model() {
        model = folder.resolve("m.json");
        Command.em("fit", "gmm", IRIS, "--components", "2", "--model", model.toString());
    }

    /** Takes so many bytes, then fails, as a disk that is full does. */
    private static OutputStream full(int room, String words) {
        return new OutputStream() {
            private int left = room;

            @Override
            public void write(int b) throws IOException {
                if (left-- <= 0) {
                    throw new IOException(words);
                }
            }
        };
    }

    private static Command em(OutputStream out, String words) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                new PrintStream(new CheckedOutput(out), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                words.split(" "));
        return new Command(status, "", err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fit gmm DATA --components 2",
                "fit gmm DATA --components 2 --format json",
                "fit fa DATA --factors 1 --heywood bound",
                "select gmm DATA --components 1..2 --families EEE",
                "select fa DATA",
                "predict MODEL DATA",
                "score MODEL DATA",
                "sample MODEL --rows 1000",
                "impute MODEL DATA",
                "conditional MODEL",
                "reproduce --list",
                "info",
                "--help",
                "--version"
            })
    void aFullDiskIsASentenceAndAStatusOfItsOwn(String words) {
        String typed = words.replace("DATA", IRIS).replace("MODEL", model.toString());
        Command command = em(full(10, "No space left on device"), typed);
        assertEquals(ExitStatus.NOT_WRITTEN, command.status(), command.err());
        assertTrue(
                command.err().contains("em: standard output cannot be written: No space left on device\n"),
                command.err());
    }

    @Test
    void aPipeThatIsClosedIsNotWorthAWord() {
        Command command = em(full(10, "Broken pipe"), "sample " + model + " --rows 1000");
        assertEquals(ExitStatus.CLOSED_PIPE, command.status());
        assertEquals("", command.err());
    }

    @Test
    void whatCannotBePrintedIsWrittenToFilesAllTheSame() {
        Path other = folder.resolve("other.json");
        Command command =
                em(full(10, "No space left on device"), "fit gmm " + IRIS + " --components 2 --model " + other);
        assertEquals(ExitStatus.NOT_WRITTEN, command.status());
        assertTrue(Files.exists(other));
    }
}
