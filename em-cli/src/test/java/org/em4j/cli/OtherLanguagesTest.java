package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.em4j.core.data.Rows;
import org.em4j.gmm.GaussianMixture;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.em4j.json.Models;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/python.md and docs/r.md show runs where pandas or R is, and prints what em prints. */
class OtherLanguagesTest {
    private static final Path DATA = Path.of("../data/iris.csv");

    @TempDir
    private Path folder;

    /** A checkout as the pages see it: the command, and the table. */
    @BeforeEach
    void checkout() throws IOException {
        Path command = Files.writeString(
                folder.resolve("em"),
                String.format(
                        Locale.ROOT,
                        "#!/bin/sh\nexec '%s' --add-exports java.base/jdk.internal.module=ALL-UNNAMED -cp '%s' %s \"$@\"\n",
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        assertTrue(command.toFile().setExecutable(true));
        Files.createDirectory(folder.resolve("data"));
        Files.copy(DATA, folder.resolve("data/iris.csv"));
    }

    private String run(String interpreter, String program) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("script"), program);
        Process process = new ProcessBuilder(interpreter, script.toString())
                .directory(folder.toFile())
                .redirectError(folder.resolve("words").toFile())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> printed + words());
        return printed;
    }

    private String words() {
        try {
            return Files.readString(folder.resolve("words"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean has(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> blocks(String page, String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs", page)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private double logLikelihood() {
        Rows rows = Table.read(DATA, Columns.all().labels("Species")).rows();
        GaussianMixture<?, ?> mixture = Models.load(folder.resolve("iris.json"), GaussianMixture.class);
        return Arrays.stream(mixture.score(rows)).sum();
    }

    private static List<Double> numbers(String text) {
        return Pattern.compile("-?\\d+\\.\\d+")
                .matcher(text)
                .results()
                .map(found -> Double.valueOf(found.group()))
                .collect(Collectors.toList());
    }

    @Test
    void pandasCallsIt() throws Exception {
        assumeTrue(has("python3", "-c", "import pandas"), "python3 with pandas");
        String printed = run("python3", blocks("python.md", "python").get(0));
        assertTrue(numbers(printed).stream().anyMatch(x -> Math.abs(x - logLikelihood()) < 1e-9), printed);
    }

    /** R prints seven digits. */
    @Test
    void rCallsItAndReadsItsModel() throws Exception {
        assumeTrue(has("Rscript", "-e", "library(jsonlite)"), "R with jsonlite");
        List<String> blocks = blocks("r.md", "r");
        String printed = run("Rscript", blocks.get(0) + blocks.get(1));
        double expected = logLikelihood();
        assertEquals(
                2,
                numbers(printed).stream()
                        .filter(x -> Math.abs(x - expected) < 1e-3)
                        .count(),
                printed);
    }
}
