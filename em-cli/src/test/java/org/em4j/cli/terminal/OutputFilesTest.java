package org.em4j.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.em4j.cli.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {
    private static final String IRIS = "../data/iris.csv";

    @TempDir
    private Path folder;

    private String fit(int status, String... options) {
        Command fit = Command.em(Stream.concat(Stream.of("fit", "gmm", IRIS, "--components", "2"), Stream.of(options))
                .toArray(String[]::new));
        assertEquals(status, fit.status(), fit.err());
        return fit.err() + fit.out();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileThatCannotBeWrittenLeavesAllOthersAsTheyWere() throws IOException {
        Path model = Files.writeString(folder.resolve("m.json"), "OLD");
        String tooLong = folder.resolve("x".repeat(300)).toString();
        OutputFiles files = new OutputFiles();
        files.put(model, "NEW");
        files.put(Path.of(tooLong), "NEW");
        assertThrows(OutputException.class, files::write);
        assertEquals("OLD", Files.readString(model));
        assertEquals(List.of("m.json"), names());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceThatIsFullLeavesAllOthersAsTheyWereAndTheResultPrinted() throws IOException {
        Path trace = Files.writeString(folder.resolve("t.csv"), "OLD");
        String said = fit(ExitStatus.NOT_WRITTEN, "--trace", trace.toString(), "--model", "/dev/full");
        assertTrue(said.contains("/dev/full cannot be written: "), said);
        assertTrue(said.contains("Gaussian mixture, 2 components"), said);
        assertEquals("OLD", Files.readString(trace));
        assertEquals(List.of("t.csv"), names());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aNewFileHasTheModeOfAnyNewFileAndAnOldOneKeepsItsOwn() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "");
        Path old = Files.writeString(folder.resolve("old.json"), "OLD");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-rw-r-x"));
        Path made = folder.resolve("new.csv");
        fit(0, "--model", old.toString(), "--trace", made.toString());
        assertEquals(Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(made));
        assertEquals("rw-rw-r-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(old)));
        assertTrue(Files.readString(old).contains("gaussian-mixture"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void linksAreFollowedAlsoToWhereNothingIsYet() throws IOException {
        Path real = Files.writeString(folder.resolve("real.json"), "OLD");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), Path.of("real.json"));
        Path second = Files.createSymbolicLink(folder.resolve("second.csv"), Path.of("third.csv"));
        Files.createSymbolicLink(folder.resolve("third.csv"), Path.of("made.csv"));
        fit(0, "--model", link.toString(), "--trace", second.toString());
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(second));
        assertTrue(Files.readString(real).contains("gaussian-mixture"));
        assertTrue(Files.readString(folder.resolve("made.csv")).startsWith("iteration,"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void linksThatLeadRoundInACircleAreRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
        assertTrue(fit(ExitStatus.BAD_INPUT, "--model", link.toString()).contains("cannot be written"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeIsWrittenIntoAndStaysOne() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                return e.toString();
            }
        });
        fit(0, "--model", pipe.toString());
        assertTrue(read.get().contains("gaussian-mixture"));
        assertFalse(Files.isRegularFile(pipe));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceIsWrittenIntoAndStaysOne() {
        fit(0, "--model", "/dev/null");
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void oneFileForTwoThingsIsRefusedAndSoIsThatOfTheData() throws IOException {
        String file = folder.resolve("x").toString();
        String said = fit(ExitStatus.BAD_INPUT, "--model", file, "--trace", file);
        assertTrue(said.contains("would be written twice"), said);
        Path data = Files.copy(Path.of(IRIS), folder.resolve("iris.csv"));
        Command fit = Command.em("fit", "gmm", data.toString(), "--components", "2", "--model", data.toString());
        assertEquals(ExitStatus.BAD_INPUT, fit.status());
        assertTrue(fit.err().contains("holds the data"), fit.err());
        assertEquals(Files.readString(Path.of(IRIS)), Files.readString(data));
    }

    @Test
    void aNameThatNoFileCanHaveIsRefusedBeforeTheFit() {
        Path file = folder.resolve("x".repeat(300));
        assertThrows(OptionException.class, () -> OutputFiles.requireWritable(file));
    }
}
