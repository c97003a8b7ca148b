package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code em fit cfa}; the figures are lavaan's. */
class ConfirmatoryCommandTest {
    private static final String HOLZINGER = "../data/holzinger_swineford.csv";

    @TempDir
    private Path folder;

    private String model() {
        return folder.resolve("model.json").toString();
    }

    private Command abilities(String... options) {
        List<String> words = new ArrayList<>(List.of(
                "fit",
                "cfa",
                HOLZINGER,
                "--factor=visual=x1+x2+x3",
                "--factor=textual=x4+x5+x6",
                "--factor=speed=x7+x8+x9",
                "--tolerance=1e-13",
                "--format=json",
                "--model",
                model()));
        words.addAll(Arrays.asList(options));
        return Command.em(words.toArray(String[]::new));
    }

    @Test
    void threeAbilitiesAreThoseOfLavaan() {
        Command fit = abilities();
        assertEquals(0, fit.status(), fit.err());
        JsonNode json = fit.json();
        assertEquals(-3737.744927, json.at("/fit/logLikelihood").asDouble(), 1e-5);
        assertEquals(85.305522, json.at("/test/chiSquareUncorrected").asDouble(), 1e-4);
        assertEquals(24, json.at("/test/degreesOfFreedom").asInt());
        assertEquals(0.459, json.at("/factorCorrelations/0/1").asDouble(), 5e-4);
        assertEquals(0, json.at("/loadings/0/1").asDouble());
        assertEquals("textual", json.at("/factors/1").asText());
    }

    @Test
    void theModelFileHasTheDensityOfTheFit() {
        double fitted = abilities().json().at("/fit/logLikelihood").asDouble();
        assertEquals(fitted, Command.logLikelihood(model(), HOLZINGER), 1e-8);
        assertEquals(
                "z1,z2,z3",
                Command.em("predict", model(), HOLZINGER)
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void aFitGoesOnFromItsFile() {
        double fitted = abilities().json().at("/fit/logLikelihood").asDouble();
        Command again = abilities("--start", model(), "--max-iterations=0");
        assertEquals(fitted, again.json().at("/fit/logLikelihood").asDouble(), 1e-9);
    }

    /** Whose factors correlate after each restrained step, too. */
    @Test
    void aBoundThatIsNotReachedChangesNothing() {
        assertEquals(
                abilities().json().at("/fit/logLikelihood").asDouble(),
                abilities("--heywood=bound").json().at("/fit/logLikelihood").asDouble(),
                1e-8);
    }

    /** lavaan's own are of the expected information; these are of the observed one, which is close. */
    @Test
    void standardErrorsAreOfWhatIsFree() {
        JsonNode estimates = abilities("--standard-errors=information").json().at("/fit/standardErrors/estimates");
        assertEquals(21, estimates.size());
        assertEquals("loading of x1 on visual", estimates.at("/0/name").asText());
        assertEquals(
                "correlation of textual and speed", estimates.at("/20/name").asText());
        assertEquals(0.081, estimates.at("/0/standardError").asDouble(), 0.02);
    }

    @Test
    void aCorrelationMatrixIsEnough() {
        Command fit = Command.em(
                "fit",
                "cfa",
                "../data/ability_cov.csv",
                "--input=covariance",
                "--observations=112",
                "--factor=space=picture+blocks+maze",
                "--factor=words=reading+vocab+general",
                "--format=json");
        assertEquals(0, fit.status(), fit.err());
        assertEquals(8, fit.json().at("/test/degreesOfFreedom").asInt());
        assertEquals(13, fit.json().at("/fit/parameters").asInt());
    }

    @Test
    void moreParametersThanCovariancesAreNamed() {
        Command fit = Command.em("fit", "cfa", HOLZINGER, "--factor=a=x1+x2+x3", "--factor=b=x1+x2+x3");
        assertEquals(5, fit.status(), fit.err());
        assertTrue(fit.err().contains("not identified"), fit.err());
    }

    private static final String CASES = "src/test/resources/confirmatory/";

    private static Command of(String file, String... options) {
        List<String> words = new ArrayList<>(List.of("fit", "cfa", CASES + file));
        words.addAll(Arrays.asList(options));
        return Command.em(words.toArray(String[]::new));
    }

    /** What lavaan's tutorial prints, to each digit, without an option. */
    @Test
    void theDefaultIsRightInEachDigit() {
        Command fit = Command.em(
                "fit",
                "cfa",
                HOLZINGER,
                "--factor=visual=x1+x2+x3",
                "--factor=textual=x4+x5+x6",
                "--factor=speed=x7+x8+x9");
        assertEquals(0, fit.status(), fit.err());
        for (String figure : List.of(
                "visual ~~ textual     0.4585          0.0638   7.189",
                "visual ~~ speed       0.4705          0.0728   6.461",
                "textual ~~ speed      0.2830          0.0687   4.117",
                "chi-square 85.3055 on 24 degrees of freedom, p = 8.503e-09",
                "RMSEA 0.0921 (90 % interval 0.0714 to 0.1137)   CFI 0.9306   TLI 0.8958")) {
            assertTrue(fit.out().contains(figure), fit.out());
        }
    }

    /** Refused before they are fitted: the direction, the rank, the remedy. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cfa-single-indicator.csv | --factor=f=v1 --factor=g=v4+v5+v6"
                        + " | the loading of v1 on f, the uniqueness of v1 and the correlation of f and g can change"
                        + " together | 2 degrees of freedom, not 1 | fix the uniqueness of v1 at 0",
                "cfa-rotation-free.csv | --factor=f=v1+v2+v3+v4+v5+v6+v7+v8+v9 --factor=g=v1+v2+v3+v4+v5+v6+v7+v8+v9"
                        + " | can change together | 19 degrees of freedom, not 17 | leave out, for one, the loading of",
            })
    void whatIsNotIdentifiedIsRefused(String file, String factors, String moves, String rank, String remedy) {
        Command fit = of(file, factors.split(" "));
        assertEquals(5, fit.status(), fit.err());
        assertEquals("", fit.out());
        for (String words : List.of("not identified", moves, rank, remedy)) {
            assertTrue(fit.err().contains(words), fit.err());
        }
        assertFalse(fit.err().contains("nothing simpler"), fit.err());
    }

    /** lavaan's maxima with variances kept positive, and of one factor. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cfa-heywood-exit-0.csv | --factor=f=a+b+c | a Heywood case: the uniqueness of a falls to zero | -203.0472",
                "cfa-correlation-one-unsaid.csv | --factor=f=v1+v2+v3 --factor=g=v4+v5+v6"
                        + " | f and g correlate 1 | -687.3292",
            })
    void anEdgeIsNamedWithItsSupremum(String file, String factors, String edge, String supremum) {
        Command fit = of(file, factors.split(" "));
        assertEquals(5, fit.status(), fit.err());
        assertTrue(fit.err().contains(edge) && fit.err().contains(supremum), fit.err());
    }

    @Test
    void linesOfOneFactorAreJoined() {
        JsonNode twice = of(
                        "cfa-repeated-factor-name.csv", "--factor=f=v1+v2+v3", "--factor=f=v4+v5+v6", "--format=json")
                .json();
        JsonNode once = of("cfa-repeated-factor-name.csv", "--factor=f=v1+v2+v3+v4+v5+v6", "--format=json")
                .json();
        assertEquals(once.at("/parameters"), twice.at("/parameters"));
        assertEquals(9, twice.at("/test/degreesOfFreedom").asInt());
    }

    /** Five of 120 rows hold nothing; lavaan's figures, which leaves them out. */
    @Test
    void emptyRowsDoNotCount() {
        JsonNode fit = of(
                        "fiml-empty-rows-counted.csv",
                        "--missing",
                        "--factor=f=v1+v2+v3",
                        "--factor=g=v4+v5+v6",
                        "--format=json")
                .json();
        assertEquals(115, fit.at("/fit/observations").asInt());
        assertEquals(1751.9851, fit.at("/fit/bic").asDouble(), 1e-3);
        assertEquals(9.40744, fit.at("/test/chiSquareUncorrected").asDouble(), 1e-4);
        assertEquals(8.98479, fit.at("/test/chiSquare").asDouble(), 1e-4);
        assertEquals(0.03911, fit.at("/test/rmsea").asDouble(), 1e-4);
        assertEquals(0.12047, fit.at("/test/rmseaInterval/1").asDouble(), 1e-4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| say which columns load on which factor",
                "--factor=a=x1+nope | \"nope\"",
                "--factor=a=x1+x2+x3 --columns=x1 | the columns are those of --factor",
            })
    void badInputIsASentence(String options, String fragment) {
        String words = "fit cfa " + HOLZINGER + (options == null ? "" : " " + options);
        Command fit = Command.em(words.split(" "));
        assertEquals(3, fit.status(), fit.err());
        assertTrue(fit.err().contains(fragment), fit.err());
    }
}
