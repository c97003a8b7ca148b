package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts may rely on. */
class ContractTest {
    private static final String IRIS = "../data/iris.csv";

    @TempDir
    private Path folder;

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String fitted(String covariance) {
        String model = file(covariance + ".json");
        Command fit = Command.em("fit", "gmm", IRIS, "--components", "2", "--covariance", covariance, "--model", model);
        assertEquals(0, fit.status(), fit.err());
        return model;
    }

    @ParameterizedTest
    @CsvSource({"full", "tied", "diag", "spherical"})
    void aModelFileStartsTheNextFitWhereTheLastEnded(String covariance) throws Exception {
        String model = fitted(covariance);
        Command again = Command.em(
                "fit",
                "gmm",
                IRIS,
                "--covariance",
                covariance,
                "--start",
                model,
                "--max-iterations",
                "0",
                "--format",
                "json");
        assertEquals(4, again.status(), again.err());
        double before = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(Files.readString(Path.of(model)))
                .at("/fit/logLikelihood")
                .asDouble();
        assertEquals(before, again.json().at("/fit/logLikelihood").asDouble(), 4 * Math.ulp(before));
    }

    @Test
    void aToleranceOfZeroFillsTheTraceAndSpendsTheBudget() throws Exception {
        String trace = file("trace.csv");
        Command fit = Command.em(
                "fit",
                "gmm",
                IRIS,
                "--components",
                "3",
                "--tolerance",
                "0",
                "--max-iterations",
                "25",
                "--trace",
                trace);
        assertEquals(4, fit.status());
        List<String> lines = Files.readAllLines(Path.of(trace));
        assertEquals(27, lines.size());
        assertTrue(lines.get(0).startsWith("iteration,logLikelihood,"));
        assertTrue(lines.get(26).startsWith("25,-180.185"));
    }

    @Test
    void jsonIsOneObjectWithTheFit() {
        Command fit = Command.em("fit", "gmm", IRIS, "--components", "3", "--format", "json");
        JsonNode json = fit.json();
        assertEquals("gaussian-mixture", json.get("model").asText());
        assertEquals(4, json.get("columns").size());
        assertEquals("converged", json.at("/fit/outcome").asText());
        assertEquals(44, json.at("/fit/parameters").asInt());
        assertEquals(150, json.at("/fit/observations").asInt());
    }

    @ParameterizedTest
    @CsvSource({"--format=json,3", "--format json,3", "--format JSON,3", "--format=text,3"})
    void badInputIsJsonWhereverTheFormatIs(String format, int status) {
        Command fit = Command.em(("fit gmm nowhere.csv --components 2 " + format).split(" "));
        assertEquals(status, fit.status());
        assertEquals(format.endsWith("text"), fit.out().isEmpty());
        assertEquals(!format.endsWith("text"), fit.err().isEmpty());
    }

    @Test
    void aFailureAtTheStartIsSaidOnce() {
        Command fit =
                Command.em("fit", "gmm", "src/test/resources/degenerate/duplicates_singular.csv", "--components=2");
        assertEquals(5, fit.status());
        assertEquals(
                1, fit.err().lines().filter(line -> line.contains("singular")).count(), fit.err());
    }

    @Test
    void factorAnalysisRoundTripsToo() {
        String model = file("fa.json");
        Command fit = Command.em("fit", "fa", IRIS, "--factors", "1", "--heywood", "bound(0.005)", "--model", model);
        assertEquals(0, fit.status(), fit.err());
        assertEquals(151, Command.em("predict", model, IRIS).out().lines().count());
        assertEquals(151, Command.em("score", model, IRIS).out().lines().count());
        assertEquals(
                4,
                Command.em("fit", "fa", IRIS, "--start", model, "--max-iterations", "0")
                        .status());
    }

    @Test
    void predictScoreAndSamplePrintOneLineARow() {
        String model = fitted("tied");
        Command predict = Command.em("predict", model, IRIS);
        assertTrue(predict.out().startsWith("component,r1,r2\n"), predict.out());
        assertEquals(151, predict.out().lines().count());
        assertTrue(Command.em("score", model, IRIS).out().startsWith("logDensity\n"));
        Command sample = Command.em("sample", model, "--rows", "7", "--seed", "3");
        assertEquals(8, sample.out().lines().count());
        assertEquals(
                sample.out(),
                Command.em("sample", model, "--rows", "7", "--seed", "3").out());
    }

    @Test
    void threadsDoNotChangeTheModel() {
        String[] two = {"fit", "gmm", IRIS, "--components", "3", "--format", "json", "--threads", "2"};
        String[] eight = two.clone();
        eight[8] = "8";
        assertEquals(Command.em(two).out(), Command.em(eight).out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fit gmm nowhere.csv --components 2 | 3 | nowhere.csv",
                "fit gmm ../data/iris.csv --components 2 --columns Petal | 3 | Petal",
                "fit gmm ../data/iris.csv --components 2 --columns Species | 3 | row 1, column \"Species\"",
                "fit gmm ../data/iris.csv | 3 | --components",
                "fit gmm ../data/iris.csv --components 0 | 3 | at least one component",
                "fit gmm ../data/iris.csv --components 2 --covariance round | 3 | full, tied, diag or spherical",
                "fit gmm ../data/iris.csv --components 2 --start nowhere.json | 3 | nowhere.json",
                "fit gmm ../data/iris.csv --components 2 --model nowhere/at/all.json | 3 | cannot be written",
                "fit gmm ../data/iris.csv --components 2 --tolerance -1 | 3 | --tolerance",
                "fit fa ../data/iris.csv --factors 9 | 3 | 9 factors for 4 columns",
                "fit gmm ../data/iris.csv --components two | 2 | two",
                "fit gmm ../data/iris.csv --no-such-option | 2 | em fit gmm takes no --no-such-option. See em fit gmm --help",
                "fit gmm ../data/iris.csv -k | 2 | Missing required parameter for option '--components' (K). See em fit gmm --help",
                "fit | 2 | Usage",
                "score ../data/iris.csv ../data/iris.csv | 3 | not JSON",
            })
    void badInputIsASentenceAndAStatus(String words, int status, String fragment) {
        Command command = Command.em(words.split(" "));
        assertEquals(status, command.status(), command.err());
        assertTrue(command.err().contains(fragment), command.err());
        assertFalse(command.err().contains("\tat "), command.err());
        assertEquals("", command.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fit gmm ../data/iris.csv --components 2 --model nowhere/at/all.json",
                "fit gmm ../data/iris.csv --components 2 --report ../data",
                "fit fa ../data/iris.csv --factors 1 --trace ../data/iris.csv",
                "fit gmm ../data/iris.csv",
                "fit gmm ../data/iris.csv --components 2 --threads 0",
                "fit cfa ../data/iris.csv",
                "select gmm ../data/iris.csv --restarts 0",
                "select gmm ../data/iris.csv --components none",
                "select fa ../data/iris.csv --observations 3",
            })
    void whatIsWrongWithOptionsAndOutputsIsNotSaidOfTheData(String words) {
        String said = Command.em(words.split(" ")).err();
        assertFalse(said.contains("em: ../data/iris.csv: "), said);
        JsonNode error =
                Command.em((words + " --format json").split(" ")).json().get("error");
        assertTrue(said.endsWith("em: " + error.get("message").asText() + "\n"), said);
        assertEquals("", error.get("file").asText());
    }

    @Test
    void theNumberOfComponentsHasAShortName() {
        assertEquals(Command.em("fit", "gmm", IRIS, "--components", "2"), Command.em("fit", "gmm", IRIS, "-k", "2"));
    }
}
