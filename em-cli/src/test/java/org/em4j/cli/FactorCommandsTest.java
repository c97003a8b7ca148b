package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Factor analyses from the command line. */
class FactorCommandsTest {
    private static final String HOLZINGER = "../data/holzinger_swineford.csv";
    private static final String TESTS = "--columns=x1,x2,x3,x4,x5,x6,x7,x8,x9";
    private static final String HARMAN = "../data/harman74_cor.csv --input correlation --observations 145";

    @TempDir
    private Path folder;

    @Test
    void aCorrelationMatrixIsEnough() {
        Command fit = Command.em(("fit fa " + HARMAN + " --factors 4 --rotate varimax --format json").split(" "));
        assertEquals(0, fit.status(), fit.err());
        JsonNode json = fit.json();
        assertEquals(145, json.at("/fit/observations").asInt());
        assertEquals(114, json.at("/fit/parameters").asInt());
        assertEquals(226.68384472, json.at("/test/chiSquare").asDouble(), 1e-6);
        assertEquals("varimax", json.at("/rotation/name").asText());
        assertEquals(24, json.get("loadings").size());
    }

    @ParameterizedTest
    @CsvSource({"fa --factors=4", "ppca --factors=4", "mfa --components=2 --factors=4"})
    void aMatrixIsNotTakenForRows(String model) {
        Command fit = Command.em(("fit " + model + " ../data/harman74_cor.csv").split(" "));
        assertEquals(3, fit.status());
        assertTrue(fit.err().contains("the rows are a symmetric matrix of its 24 columns, not data; "), fit.err());
    }

    /** The density of a model file with correlated factors is that of the fit. */
    @ParameterizedTest
    @CsvSource({"none", "varimax", "promax", "oblimin"})
    void rotatedModelsAreReadBackAsTheyWere(String rotation) {
        String model = folder.resolve("model.json").toString();
        Command fit = Command.em(
                "fit", "fa", HOLZINGER, TESTS, "--factors=3", "--rotate", rotation, "--model", model, "--format=json");
        assertEquals(0, fit.status(), fit.err());
        double sum = Command.logLikelihood(model, HOLZINGER);
        assertEquals(fit.json().at("/fit/logLikelihood").asDouble(), sum, 1e-8);
    }

    @Test
    void scoresAreOfEitherKind() {
        String model = folder.resolve("model.json").toString();
        Command.em("fit", "fa", HOLZINGER, TESTS, "--factors=3", "--rotate=promax", "--model", model);
        Command regression = Command.em("predict", model, HOLZINGER);
        Command bartlett = Command.em("predict", model, HOLZINGER, "--scores", "bartlett");
        assertEquals(302, bartlett.out().lines().count());
        assertNotEquals(regression.out(), bartlett.out());
    }

    /** Rotation does not change them, and with all of the noise gone they have the factors' dimension. */
    @Test
    void rowsAreReconstructedFromTheirFactors() {
        String model = folder.resolve("model.json").toString();
        Command.em("fit", "fa", HOLZINGER, TESTS, "--factors=1", "--model", model);
        List<double[]> rows = Command.em("predict", model, HOLZINGER, "--reconstruct")
                .out()
                .lines()
                .skip(1)
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        assertEquals(301, rows.size());
        double[] first = rows.get(0);
        double[] second = rows.get(1);
        double[] third = rows.get(2);
        for (int j = 1; j < 9; j++) {
            double slope = (second[0] - first[0]) / (third[0] - first[0]);
            assertEquals(slope, (second[j] - first[j]) / (third[j] - first[j]), 1e-9, "on one line");
        }
        Command.em("fit", "gmm", HOLZINGER, TESTS, "--components=1", "--model", model);
        assertEquals(3, Command.em("predict", model, HOLZINGER, "--reconstruct").status());
    }

    @Test
    void aHeywoodCaseIsNoConvergence() {
        Command fit = Command.em("fit", "fa", "../data/iris.csv", "--factors=1");
        assertEquals(5, fit.status());
        assertTrue(fit.err().contains("Heywood case"), fit.err());
        assertTrue(fit.err().contains("column 3 is \"Petal.Length\""), fit.err());
        assertTrue(fit.err().contains("it fits with --heywood bound"), fit.err());
    }

    @Test
    void theNumberOfFactorsIsChosenInThreeWays() {
        Command select = Command.em(("select fa " + HARMAN + " --max-factors 5 --format json").split(" "));
        assertEquals(0, select.status(), select.err());
        JsonNode json = select.json();
        assertEquals(6, json.get("candidates").size());
        assertEquals(3, json.at("/factors/bic").asInt());
        assertEquals(5, json.at("/factors/likelihoodRatio").asInt());
        assertTrue(json.at("/factors/parallelAnalysis").asInt() > 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../data/harman74_cor.csv --input correlation | say so with --observations",
                "../data/iris.csv --input correlation --observations 10 | as many rows as columns, not 150 and 4",
                "../data/ability_cov.csv --input correlation --observations 112 | is it --input covariance?",
                "../data/iris.csv --observations 10 | --observations is for matrices",
                "../data/ability_cov.csv --input covariance --observations 112 --rotate sideways | no rotation",
                "../data/ability_cov.csv --input covariance --observations 112 --columns maze,mice | \"mice\"",
            })
    void badInputIsASentence(String words, String fragment) {
        Command fit = Command.em(("fit fa " + words + " --factors 1").split(" "));
        assertEquals(3, fit.status(), fit.err());
        assertTrue(fit.err().contains(fragment), fit.err());
    }

    /** By the rule of the reference for full-information maximum likelihood, whose figures are lavaan's. */
    private String knockedOut() throws IOException {
        List<String> lines = Files.readAllLines(Path.of(HOLZINGER));
        int first = List.of(lines.get(0).split(",")).indexOf("x1");
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",");
            for (int j = 1; j <= 9; j++) {
                if ((7 * i + 3 * j + i * j % 5) % 11 == 0) {
                    cells[first + j - 1] = "NA";
                }
            }
            lines.set(i, String.join(",", cells));
        }
        return Files.write(folder.resolve("gaps.csv"), lines).toString();
    }

    @Test
    void gapsAreFittedByWhatIsObserved() throws IOException {
        String gaps = knockedOut();
        String model = folder.resolve("model.json").toString();
        assertEquals(3, Command.em("fit", "fa", gaps, TESTS, "--factors=1").status());
        Command fit =
                Command.em("fit", "fa", gaps, TESTS, "--factors=1", "--missing", "--format=json", "--model", model);
        assertEquals(0, fit.status(), fit.err());
        assertEquals(-3512.91429, fit.json().at("/fit/logLikelihood").asDouble(), 1e-4);
        assertEquals(269.54343, fit.json().at("/test/chiSquareUncorrected").asDouble(), 1e-3);
        assertEquals(27, fit.json().at("/test/degreesOfFreedom").asInt());
        assertEquals(
                302,
                Command.em("predict", model, gaps, "--missing").out().lines().count());
        Command bartlett = Command.em("predict", model, gaps, "--missing", "--scores=bartlett");
        assertEquals(3, bartlett.status());
        assertTrue(bartlett.err().contains("only regression scores are of rows with gaps"), bartlett.err());
        assertFalse(Command.em("impute", model, gaps).out().contains("N"));
        JsonNode selected = Command.em("select", "fa", gaps, TESTS, "--missing", "--max-factors=2", "--format=json")
                .json();
        assertEquals(-3512.91429, selected.at("/candidates/1/logLikelihood").asDouble(), 1e-4);
        assertEquals(
                269.54343,
                selected.at("/candidates/1/test/chiSquareUncorrected").asDouble(),
                1e-3);
    }

    /**
     * lavaan 0.6-14, {@code cfa(missing = "ml")}: of the rows, and of row i as often as 1 + i mod 3; chi-square, RMSEA and its interval,
     * CFI, TLI, srmr_bentler_nomean, BIC, as printed.
     */
    @ParameterizedTest
    @CsvSource({
        "false, 61.603, 0.072, 0.050, 0.095, 0.950, 0.924, 0.059, 6989.102",
        "true, 125.491, 0.084, 0.070, 0.099, 0.935, 0.902, 0.058, 13682.597"
    })
    void figuresOfGapsAreThoseOfCopiesAndOfLavaan(
            boolean weighted,
            double chiSquare,
            double rmsea,
            double lower,
            double upper,
            double cfi,
            double tli,
            double srmr,
            double bic)
            throws IOException {
        List<String> lines = Files.readAllLines(Path.of(knockedOut()));
        for (int i = 0; i < lines.size(); i++) {
            lines.set(i, lines.get(i) + "," + (i == 0 ? "copies" : "" + (1 + i % 3)));
        }
        Path file = Files.write(folder.resolve("weighted.csv"), lines);
        String words = "fit cfa " + file + " --missing --factor v=x1+x2+x3 --factor t=x4+x5+x6 --factor s=x7+x8+x9"
                + " --format json" + (weighted ? " --weights copies" : "");
        JsonNode json = Command.em(words.split(" ")).json();
        JsonNode test = json.get("test");
        double printed = 6e-4; // half a unit of the third decimal, and what convergence leaves
        assertEquals(chiSquare, test.get("chiSquareUncorrected").asDouble(), 2e-3);
        assertEquals(rmsea, test.get("rmsea").asDouble(), printed);
        assertEquals(lower, test.at("/rmseaInterval/0").asDouble(), printed);
        assertEquals(upper, test.at("/rmseaInterval/1").asDouble(), printed);
        assertEquals(cfi, test.get("cfi").asDouble(), printed);
        assertEquals(tli, test.get("tli").asDouble(), printed);
        assertEquals(srmr, test.get("srmr").asDouble(), printed);
        assertEquals(bic, json.at("/fit/bic").asDouble(), 2e-3);
    }

    /** Too few values for anything to test against, columns that do not vary, or have no value: typed, and named. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,5;2,1,5;3,,5;4,4,5 | 5 | column 3 does not vary",
                "1,2,;2,1,;3,,;4,4, | 3 | column 3 has no value at all",
                "1,2,5;2,1,7;3,,9 | 5 | columns 1 and 3 are the same but for scale",
            })
    void gapsThatLeaveTooLittleAreNamed(String rows, int status, String fragment) throws IOException {
        Path file = Files.writeString(folder.resolve("few.csv"), "a,b,c\n" + rows.replace(';', '\n') + "\n");
        Command fit = Command.em("fit", "fa", file.toString(), "--columns=a,b,c", "--factors=1", "--missing");
        assertEquals(status, fit.status(), fit.err());
        assertTrue(fit.err().contains(fragment), fit.err());
    }

    @Test
    void probabilisticPcaTakesGapsToo() throws IOException {
        String gaps = knockedOut();
        String model = folder.resolve("model.json").toString();
        Command fit = Command.em(
                "fit",
                "ppca",
                gaps,
                TESTS,
                "--factors=2",
                "--missing",
                "--format=json",
                "--model",
                model,
                "--report",
                folder.resolve("page.html").toString());
        assertEquals(0, fit.status(), fit.err());
        double sum = Command.logLikelihood(model, gaps, "--missing");
        assertEquals(fit.json().at("/fit/logLikelihood").asDouble(), sum, 1e-8);
    }

    /** A matrix knows all of rows that a probabilistic PCA does but their means, which are parameters of rows alone. */
    @ParameterizedTest
    @CsvSource({"n-1, 149", "n, 150"})
    void probabilisticPcaTakesTheMatrixOfItsRows(String divisor, double by) throws IOException {
        Rows iris = Table.read(Path.of("..", "data", "iris.csv")).rows();
        double[] scatter = Moments.of(iris).scatter();
        StringBuilder lines = new StringBuilder("a,b,c,d\n");
        for (int j = 0; j < 4; j++) {
            lines.append(Arrays.stream(scatter, 4 * j, 4 * j + 4)
                            .mapToObj(v -> Double.toString(v / by))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("matrix.csv"), lines);
        Command matrix = Command.em(
                "fit",
                "ppca",
                file.toString(),
                "--factors=2",
                "--input=covariance",
                "--observations=150",
                "--divisor=" + divisor,
                "--format=json");
        Command rows = Command.em("fit", "ppca", "../data/iris.csv", "--factors=2", "--format=json");
        assertEquals(0, matrix.status(), matrix.err());
        for (String figure : List.of("/fit/logLikelihood", "/noiseVariance", "/loadings/2/1")) {
            double expected = rows.json().at(figure).asDouble();
            assertEquals(expected, matrix.json().at(figure).asDouble(), 1e-9 * Math.abs(expected), figure);
        }
        assertEquals(
                rows.json().at("/fit/parameters").asInt() - 4,
                matrix.json().at("/fit/parameters").asInt());
    }

    @Test
    void aPolicyThatThereIsNotIsUsage() {
        Command fit = Command.em("fit", "fa", HOLZINGER, "--factors=1", "--heywood=hope");
        assertEquals(2, fit.status());
        assertTrue(fit.err().contains("report, bound(0.005) and prior(1)"), fit.err());
    }
}
