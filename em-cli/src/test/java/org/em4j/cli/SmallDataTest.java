package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.em4j.cli.task.Remedy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Few rows, few distinct values, matrices with few digits, and weights that are no counts, from the command line. */
class SmallDataTest {
    private static final String DATA = "src/test/resources/small/";
    private static final String TWO_FACTORS = " --factor f=v1+v2+v3 --factor g=v4+v5+v6";

    @TempDir
    private Path folder;

    private static Command em(String words) {
        return Command.em(words.split(" "));
    }

    /** By R: 12 columns of 8 rows; eigenvalues by eigen(cor(x)), noise by 20,000 samples of cor(matrix(rnorm(96), 8)). */
    @Test
    void factorsOfFewerRowsThanColumnsAreCountedByParallelAnalysis() {
        Command select = em("select fa " + DATA + "factors_few_rows.csv --format json");
        assertEquals(0, select.status(), select.err());
        JsonNode parallel = select.json().get("parallelAnalysis");
        assertEquals(1, select.json().at("/factors/parallelAnalysis").asInt());
        assertEquals(4.8424, parallel.at("/eigenvalues/0").asDouble(), 5e-5);
        assertEquals(2.6005, parallel.at("/eigenvalues/1").asDouble(), 5e-5);
        // three standard errors of a 95 % quantile of 4,000 samples, whose density there is about 0.3
        assertEquals(4.66, parallel.at("/noiseQuantiles/0").asDouble(), 0.04);
        assertEquals(3.30, parallel.at("/noiseQuantiles/1").asDouble(), 0.04);
        String words = em("select fa " + DATA + "factors_few_rows.csv").out();
        assertTrue(words.contains("there is no test, because"), words);
        assertTrue(words.contains("7 factors: columns 1, 2"), words);
    }

    /** What is compared is the likelihood of {@code fit fa --missing}. */
    @Test
    void factorsOfRowsWithGapsAreComparedByWhatIsObserved() {
        Command select = em("select fa " + DATA + "factors_missing.csv --missing --format json");
        assertEquals(0, select.status(), select.err());
        JsonNode json = select.json();
        assertEquals(3, json.at("/factors/bic").asInt());
        assertEquals(300, json.at("/missing/values").asInt());
        double fit = em("fit fa " + DATA + "factors_missing.csv --missing --factors 3 --format json")
                .json()
                .at("/fit/logLikelihood")
                .asDouble();
        assertEquals(fit, json.at("/candidates/3/logLikelihood").asDouble(), 1e-3);
    }

    /** R: Mclust(x)$BIC, whose sign is the other. */
    @Test
    void aSmallTableIsComparedInAsManySizesAsItHasRowsForThem() {
        Command select = em("select gmm " + DATA + "eight.csv --format json");
        assertEquals(0, select.status(), select.err());
        assertTrue(select.err().contains("8 rows: mixtures of up to 7 components are compared"), select.err());
        assertEquals("EII", select.json().at("/least/bic/covariance").asText());
        assertEquals(2, select.json().at("/least/bic/components").asInt());
        String table = em("select gmm " + DATA + "eight.csv --components 1..8").out();
        assertTrue(table.contains("48.20") && table.contains("45.77*") && table.contains("47.84"), table);
        assertTrue(table.lines().findFirst().orElseThrow().endsWith(" 7"), table);
    }

    /** R: Mclust of 80 rows of integers from 1 to 5, drawn alike, chooses XII with 1 component, 852.20. */
    @Test
    void planesOfALatticeAreNoClusters() {
        Command select = em("select gmm " + DATA + "likert.csv --components 1..8 --families EII,VVI,EEE,EEV,VVV"
                + " --format json");
        assertEquals(1, select.json().at("/least/bic/components").asInt(), select.err());
        assertEquals("EII", select.json().at("/least/bic/covariance").asText());
        assertEquals(852.20, select.json().at("/candidates/0/bic").asDouble(), 0.01);
    }

    @ParameterizedTest
    @CsvSource({"hist_frac.csv, true", "hist.csv, false", "hist_k.csv, false"})
    void weightsThatAreNoCountsAreSaid(String file, boolean said) {
        Command select = em("select gmm " + DATA + file + " --weights count --components 1..2");
        assertEquals(
                said, select.err().contains("BIC, tests and errors take that for the number of rows"), select.err());
    }

    /** Weights whose sums no double holds to its last bit are refused by every verb, and all others fitted: as if they were one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fit gmm --components 1",
                "fit fa --factors 1 --columns a,b,c",
                "fit ppca --factors 1",
                "fit mfa --components 1 --factors 1 --psi isotropic",
                "fit cfa --factor f=a+b+c",
                "select gmm --components 1 --families EEE",
                "select fa --columns a,b,c",
            })
    void tinyAndHugeWeightsAreFittedOrRefused(String verb) throws IOException {
        for (String weight : List.of("5e-324", "1e-320", "2e-308", "1e-290", "1e300", "1.7e308")) {
            StringBuilder text = new StringBuilder("a,b,c,w\n");
            for (int i = 1; i < 10; i++) {
                text.append(i + "," + i * i % 7 + "," + i * i % 5 + "," + weight + "\n");
            }
            Path file = Files.writeString(folder.resolve("w.csv"), text);
            Command run = em(verb + " --weights w " + file);
            assertTrue(List.of(0, 3, 4, 5).contains(run.status()), weight + ": " + run);
            assertFalse(run.out().contains("NaN"), weight + ": " + run);
            boolean none = List.of("5e-324", "1e-320", "2e-308", "1.7e308").contains(weight);
            assertEquals(none, run.err().contains("rescale them"), weight + ": " + run);
        }
    }

    /** lavaan rescales cov(), which divides by n - 1: .90121 and .25636 from the rows and from the matrix. */
    @Test
    void covariancesAreThoseOfTheDivisorThatIsSaid() {
        String given = "fit cfa " + DATA + "covariance.csv --input covariance --observations 120" + TWO_FACTORS
                + " --tolerance 1e-13 --accelerate auto --format json";
        JsonNode usual = em(given).json();
        assertEquals(0.90121128, usual.at("/loadings/0/0").asDouble(), 1e-6);
        assertEquals(0.25636437, usual.at("/uniquenesses/0").asDouble(), 1e-6);
        assertTrue(usual.get("note").asText().contains("divided by n - 1 = 119"));
        JsonNode byN = em(given + " --divisor n").json();
        assertEquals(0.25636437 * 120 / 119, byN.at("/uniquenesses/0").asDouble(), 1e-6);
        assertEquals(
                usual.at("/test/chiSquare").asDouble(),
                byN.at("/test/chiSquare").asDouble(),
                1e-6);
        Command rows = em("fit fa ../data/iris.csv --factors 1 --divisor n");
        assertEquals(3, rows.status());
        assertTrue(rows.err().contains("--divisor is for covariance matrices"), rows.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fit cfa --factor f=a+b+c+d", "fit fa --factors 1", "select fa"})
    void aMatrixThatNoDataHaveIsRefusedWithItsEigenvalue(String verb) {
        Command refused = em(verb + " " + DATA + "indefinite.csv --input correlation --observations 100");
        assertEquals(3, refused.status(), refused.out());
        assertTrue(refused.err().contains("that of columns a, b, c has an eigenvalue of -0.2238"), refused.err());
    }

    /** The third column is the sum of the others, to two digits: the least eigenvalue is 0 but for rounding. */
    @Test
    void anEigenvalueThatRoundingExplainsIsSaid() throws IOException {
        List<String> lines = List.of("a,b,c", "1,0.33,0.82", "0.33,1,0.82", "0.82,0.82,1");
        Path file = Files.write(folder.resolve("rounded.csv"), lines);
        Command fit = em("select fa --input correlation --observations 100 " + file);
        assertEquals(0, fit.status(), fit.err());
        assertTrue(fit.out().contains("rounding of printed entries explains"), fit.out());
    }

    /** The remedy is not what the command has already. */
    @Test
    void adviceIsNotWhatWasDone() {
        Command fit = em("fit gmm " + DATA + "near0.csv --components 2 --start " + DATA + "far.json --restarts 10");
        assertEquals(5, fit.status(), fit.err());
        assertFalse(fit.err().contains("it fits with --restarts"), fit.err());
        assertTrue(fit.err().contains("leave --start out"), fit.err());
        assertTrue(fit.err().contains("it fits with --start kmeans++"), fit.err());
    }

    @ParameterizedTest
    @CsvSource({
        "--restarts 10, em fit gmm x.csv --restarts 10, true",
        "--restarts 10, em fit gmm x.csv --restarts=25, true",
        "--restarts 10, em fit gmm x.csv --restarts 5, false",
        "--heywood bound, em fit fa x.csv --heywood bound(0.1), true",
        "--heywood bound, em fit fa x.csv --heywood report, false",
        "--factors 2 --heywood bound, em fit fa x.csv --heywood bound --factors 3, false",
        "--covariance tied, em fit gmm x.csv --covariance TIED, true",
        "--columns a;b, em fit gmm x.csv, false"
    })
    void aRemedyIsTakenIfTheCommandSaysAllOfIt(String options, String command, boolean taken) {
        assertEquals(taken, new Remedy(options.replace(';', ','), () -> null).isTaken(command));
    }
}
