package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
