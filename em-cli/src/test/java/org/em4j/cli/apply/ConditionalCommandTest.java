package org.em4j.cli.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.em4j.cli.Command;
import org.em4j.cli.terminal.ExitStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionalCommandTest {
    @TempDir
    private Path folder;

    private String model;

    /** At b = 2 both components are as probable as they were: their distances to it are equal, and their variances. */
    @BeforeEach
    void twoComponents() throws IOException {
        Path file = folder.resolve("model.json");
        Files.writeString(file, """
                {"model": "gaussian-mixture", "covariance": "full", "columns": ["a", "b", "c"],
                 "weights": [0.25, 0.75], "means": [[0, 0, 7], [0, 4, 8]],
                 "covariances": [[[1, 0.5, 0], [0.5, 1, 0], [0, 0, 4]], [[1, -0.5, 0], [-0.5, 1, 0], [0, 0, 9]]]}
                """);
        model = file.toString();
    }

    private String noisy() throws IOException {
        Path noisy = folder.resolve("noisy.json");
        Files.writeString(noisy, """
                {"model": "gaussian-mixture", "covariance": "full", "columns": ["a", "b"],
                 "weights": [1], "means": [[0, 0]], "covariances": [[[1, 0], [0, 1]]],
                 "noise": {"weight": 0.5, "lower": [-10, -10], "upper": [10, 10]}}
                """);
        return noisy.toString();
    }

    @Test
    void eachComponentIsItsRegressionOnWhatIsGiven() {
        Command conditional = Command.em("conditional", model, "--given", "b=2", "--of", "a");
        assertEquals(0, conditional.status(), conditional.err());
        assertEquals("""
                component  weight                a
                1          0.2500  1.0000 ± 0.8660
                2          0.7500  1.0000 ± 0.8660
                """, conditional.out());
    }

    @Test
    void withNothingGivenItIsTheMarginal() {
        assertEquals("""
                component  weight                c                a
                1          0.2500  7.0000 ± 2.0000  0.0000 ± 1.0000
                2          0.7500  8.0000 ± 3.0000  0.0000 ± 1.0000
                """, Command.em("conditional", model, "--of", "c,a").out());
    }

    @Test
    void theModelItWritesIsReadByOtherCommands() throws IOException {
        String slice = folder.resolve("slice.json").toString();
        Path rows = folder.resolve("rows.csv");
        Files.writeString(rows, "a\n1\n");
        assertEquals(
                0,
                Command.em("conditional", model, "--given", "b=2,c=7", "--of", "a", "--model", slice)
                        .status());
        double density = 1 / Math.sqrt(2 * Math.PI * 0.75); // of each component at its mean
        assertEquals(Math.log(density), Command.logLikelihood(slice, rows.toString()), 1e-14);
    }

    /** Nine deviations out it is all noise, and outside of its box there is none: models like others. */
    @ParameterizedTest
    @ValueSource(strings = {"b=9", "b=11", "b=0"})
    void aMixtureWithNoiseCanBeReadAgain(String given) throws IOException {
        String slice = folder.resolve("slice.json").toString();
        assertEquals(
                0,
                Command.em("conditional", noisy(), "--given", given, "--model", slice)
                        .status());
        Command sample = Command.em("sample", slice, "--rows", "3");
        assertEquals(0, sample.status(), sample.err());
    }

    @Test
    void noiseIsAsProbableAsWhatIsGivenMakesIt() throws IOException {
        double normal = 1 / Math.sqrt(2 * Math.PI);
        String expected = String.format(Locale.ROOT, "noise      %.4f", 0.05 / (0.05 + normal));
        String out = Command.em("conditional", noisy(), "--given", "b=0").out();
        assertTrue(out.contains(expected), out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--given d=1 | there is no column \"d\" to choose; there are a, b, c",
                "--given b=2 --of b | there is no column \"b\" to choose; there are a, c",
                "--given b=NaN | --given b=NaN gives no finite number",
                "--given b=0x1p3 | --given b=0x1p3 gives no finite number",
                "--given b | --given takes COLUMN=VALUE, not b",
                "--given b=1,b=2 | --given has column \"b\" twice",
                "--given a=1,b=1,c=1 | all columns are given, and none is left",
                "--given b=1e200 | what is given lies so far out that it has no density"
            })
    void whatCannotBeGivenIsRefused(String options, String reason) {
        Command refused = Command.em(("conditional " + model + " " + options).split(" "));
        assertEquals(ExitStatus.BAD_INPUT, refused.status());
        assertTrue(refused.err().contains(reason), refused.err());
    }
}
