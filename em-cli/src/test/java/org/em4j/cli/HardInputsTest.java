package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Eighteen inputs that break things, each with the ending that is right for it. */
class HardInputsTest {
    @TempDir
    private Path folder;

    /** Relative: the default rule stops at a step of 1e-8, and a slow fit may be two hundred such steps short. */
    private static final double STOPPED_SHORT = 2e-6;

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/degenerate/expected.csv", numLinesToSkip = 1)
    void endsAsItShould(String file, String model, int status, Double logLikelihood, String fragment) {
        String data = "src/test/resources/degenerate/" + file + ".csv";
        String size = model.equals("gmm") ? "--components=2" : "--factors=1";
        Command command = Command.em("fit", model, data, size, "--format", "json");
        assertEquals(status, command.status(), command.out() + command.err());
        assertFalse(command.out().contains("NaN"), command.out());
        if (logLikelihood != null) {
            double actual = command.json().at("/fit/logLikelihood").asDouble();
            assertEquals(logLikelihood, actual, STOPPED_SHORT * Math.abs(logLikelihood) + rounding(command.json()));
        } else {
            String words = command.json()
                    .at(status == 3 ? "/error/message" : "/fit/detail")
                    .asText();
            assertTrue(words.contains(fragment), words);
        }
    }

    /**
     * In nats: variances are sums over n rows, right to n u; a uniqueness that is a small part of its variance loses that
     * part's digits, and the log-likelihood half as much of each, n times.
     */
    private static double rounding(JsonNode json) {
        double n = json.at("/fit/observations").asDouble();
        double sum = 0;
        for (JsonNode uniqueness : json.at("/standardized/uniquenesses")) {
            sum += n / 2 * n * Math.ulp(0.5) / uniqueness.asDouble();
        }
        return sum;
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "collinear, gmm, --columns",
        "constant_column, gmm, --columns",
        "constant_column, fa, --columns",
        "duplicate_column, gmm, --columns",
        "duplicate_column, fa, --columns",
        "duplicates_singular, gmm, --covariance",
        "n_equals_K, gmm, --covariance",
        "n_less_than_d, gmm, --covariance"
    })
    void theRemedyThatIsNamedWorks(String file, String model, String option) {
        String data = "src/test/resources/degenerate/" + file + ".csv";
        String size = model.equals("gmm") ? "--components=2" : "--factors=1";
        Command failed = Command.em("fit", model, data, size, "--format", "json");
        String[] remedy = failed.json().at("/fit/fitsWith").asText().split(" ");
        assertEquals(option, remedy[0], failed.out());
        String[] fit = {"fit", model, data, size};
        Command fitted =
                Command.em(Stream.concat(Stream.of(fit), Stream.of(remedy)).toArray(String[]::new));
        assertEquals(0, fitted.status(), fitted.out() + fitted.err());
        Command words = Command.em("fit", model, data, size);
        assertTrue(words.err().contains("tried for you: it fits with " + String.join(" ", remedy)), words.err());
    }

    @Test
    void aCollapseNamesTheRowsItSitsOn() {
        Command failed = Command.em(
                "fit",
                "gmm",
                "src/test/resources/degenerate/duplicates_singular.csv",
                "--components=2",
                "--format=json");
        JsonNode rows = failed.json().at("/fit/rows");
        for (int i = 0; i < 10; i++) {
            assertEquals(i + 1, rows.get(i).asInt(), "the ten equal rows are the first");
        }
        assertEquals("component 1", failed.json().at("/fit/component").asText());
    }

    @Test
    void whereNothingFitsItSaysSo() {
        Command failed = Command.em("fit", "gmm", "src/test/resources/degenerate/all_equal.csv", "--components=2");
        assertTrue(failed.err().contains("tried for you: nothing simpler fits either"), failed.err());
    }

    @Test
    void fewerAndSimplerComponentsAreTriedTogether() throws IOException {
        Path twice = Files.writeString(folder.resolve("two.csv"), "x,y\n" + "1,2\n3,4\n".repeat(20));
        Command failed = Command.em("fit", "gmm", twice.toString(), "--components=2");
        assertTrue(failed.err().contains("it fits with --components 1 --covariance spherical"), failed.err());
    }
}
