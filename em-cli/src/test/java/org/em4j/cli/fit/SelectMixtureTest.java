package org.em4j.cli.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.em4j.cli.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code em select gmm}. */
class SelectMixtureTest {
    @TempDir
    private Path folder;

    @Test
    void theTableNamesTheBestByEachCriterion() {
        Command select = Command.em("select", "gmm", "../data/iris.csv", "--components", "1..3");
        assertEquals(0, select.status(), select.err());
        assertTrue(select.out().contains("561.73*"), select.out());
        assertTrue(select.out().contains("least BIC: VEV, 2\nleast ICL: VEV, 2"), select.out());
        assertTrue(select.out().contains("larger is better"), "mclust's sign is explained");
    }

    @Test
    void theBestIsWrittenAndScoredAgain() {
        String model = folder.resolve("best.json").toString();
        Command select = Command.em(("select gmm ../data/faithful.csv --components 2,3 --families EEE,full,VVE"
                        + " --format json --model " + model)
                .split(" "));
        assertEquals(0, select.status(), select.err());
        JsonNode json = select.json();
        assertEquals(6, json.get("candidates").size());
        assertEquals("EEE", json.at("/least/bic/covariance").asText());
        assertEquals(3, json.at("/least/bic/components").asInt());
        double logLikelihood = Command.em("score", model, "../data/faithful.csv")
                .out()
                .lines()
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .sum();
        assertEquals(-1126.316, logLikelihood, 0.01);
    }

    @Test
    void theReportHasACurveForEachFamily() throws IOException {
        Path report = folder.resolve("select.html");
        Command select =
                Command.em("select", "gmm", "../data/iris.csv", "--components=1..2", "--report", report.toString());
        assertEquals(0, select.status(), select.err());
        String page = Files.readString(report);
        assertTrue(page.contains("id=\"picture-bic\"") && page.contains("id=\"picture-scatter\""));
        assertFalse(page.contains("NaN"));
    }

    /** One component is rejected by far; with 19 samples that is p = 1 / 20. */
    @Test
    void sizesAreTestedUntilOneIsNotRejected() {
        JsonNode tests = Command.em(("select gmm ../data/faithful.csv --families EEE --components 1..3"
                                + " --likelihood-ratio --replicates 19 --format json")
                        .split(" "))
                .json()
                .get("likelihoodRatio");
        assertEquals(1, tests.get(0).get("components").asInt());
        assertEquals(0.05, tests.get(0).get("p").asDouble(), 1e-12);
        assertTrue(tests.get(0).get("statistic").asDouble() > 100);
        assertEquals(2, tests.size());
    }

    /** Of one column the other families are these by another name. */
    @Test
    void oneColumnHasTwoFamilies() {
        Command select = Command.em(
                "select", "gmm", "../data/faithful.csv", "--columns=waiting", "--components=1..2", "--format=json");
        assertEquals(4, select.json().get("candidates").size(), select.err());
    }

    @Test
    void failuresAreShownWithTheirReason() {
        Command select = Command.em(
                "select", "gmm", "src/test/resources/degenerate/duplicates_singular.csv", "--components=1..2");
        assertTrue(select.out().contains("failed, - in the table:"), select.out());
        assertTrue(select.out().contains("singular"), select.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--components 0..3 | numbers from 1, as 1..9 or 2,3,5",
                "--components many | numbers from 1, as 1..9 or 2,3,5",
                "--components 3..1 | numbers from 1, as 1..9 or 2,3,5",
                "--components 150 | 150 rows for 150 components",
                "--families VEV,round | there is no covariance \"round\"",
                "--likelihood-ratio --noise | draws complete rows",
                "--prior hope | choose mclust",
                "--start best.json | name hierarchical, kmeans++ or random-rows",
                "--prior mclust(0.5) | a number from 1",
            })
    void badInputIsASentence(String words, String fragment) {
        Command select = Command.em(("select gmm ../data/iris.csv " + words).split(" "));
        assertEquals(3, select.status(), select.err());
        assertTrue(select.err().contains(fragment), select.err());
    }
}
