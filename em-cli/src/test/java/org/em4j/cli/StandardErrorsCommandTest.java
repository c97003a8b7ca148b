package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --standard-errors} and {@code --accelerate}, as users give them. */
class StandardErrorsCommandTest {
    private static final String FAITHFUL = "../data/faithful.csv";

    /** A command with standard errors by a method, and so many replicates if it has any. */
    private static String[] words(String command, String method, int replicates) {
        String samples = method.contains("bootstrap") ? " --replicates " + replicates : "";
        return (command + " --standard-errors " + method + samples).split(" ");
    }

    private static JsonNode fit(String... more) {
        List<String> line = new ArrayList<>(List.of("fit", "gmm", FAITHFUL, "--components", "2", "--format", "json"));
        line.addAll(List.of(more));
        Command run = Command.em(line.toArray(String[]::new));
        assertEquals(0, run.status(), run::err);
        return run.json().get("fit");
    }

    @Test
    void everyMethodGivesEachWeightAnErrorOfAboutThatOfAProportion() {
        for (String method : List.of("information", "sandwich", "profile", "bootstrap", "parametric-bootstrap")) {
            JsonNode errors = fit(words("--accelerate auto", method, 60)).get("standardErrors");
            JsonNode weight = errors.get("estimates").get(0);
            assertEquals("weight of component 1", weight.get("name").asText());
            assertEquals(
                    Math.sqrt(0.356 * 0.644 / 272), weight.get("standardError").asDouble(), 0.012, method);
            assertTrue(weight.get("lower").asDouble() < weight.get("value").asDouble());
            assertEquals(0, errors.get("refused").size());
        }
    }

    @Test
    void unrotatedLoadingsAreRefusedByName() {
        Command run = Command.em(
                "fit",
                "fa",
                "../data/holzinger_swineford.csv",
                "--columns",
                "x1,x2,x3,x4,x5,x6,x7,x8,x9",
                "--factors",
                "3",
                "--standard-errors",
                "information");
        assertEquals(0, run.status(), run::err);
        assertTrue(run.out().contains("uniqueness of x9"), run::out);
        assertTrue(run.out().contains("a direction in which the likelihood is flat: "), run::out);
    }

    @Test
    void rotatedLoadingsAndFactorCorrelationsHaveErrorsInJsonAndOnThePage(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("page.html");
        Command run = Command.em(words(
                "fit fa ../data/holzinger_swineford.csv --columns x1,x2,x3,x4,x5,x6,x7,x8,x9 --factors 3 --rotate oblimin"
                        + " --format json --report " + page,
                "information",
                0));
        assertEquals(0, run.status(), run::err);
        JsonNode loading = estimate(run.json(), "standardised loading of x1 on factor 2");
        assertEquals(
                run.json().at("/standardized/loadings/0/1").asDouble(),
                loading.get("value").asDouble(),
                1e-9);
        assertEquals(0.0699, loading.get("standardError").asDouble(), 5e-5);
        assertEquals(
                run.json().at("/loadings/0/1").asDouble(),
                estimate(run.json(), "loading of x1 on factor 2").get("value").asDouble(),
                1e-9);
        assertEquals(
                0.0645,
                estimate(run.json(), "correlation of factors 1 and 2")
                        .get("standardError")
                        .asDouble(),
                5e-5);
        assertTrue(Files.readString(page).contains("correlation of factors 1 and 2"));
    }

    /**
     * A prior of twenty rows: an own penalised fit in Python, its information and 200 bootstrap samples of it have 0.0466,
     * 0.0084 and 0.346 to 0.379. A tenth is 2 standard errors of a standard error from 200 samples, twice.
     */
    @Test
    void errorsUnderAPriorAreThoseOfTheModelWithThePrior() {
        JsonNode information = petalLength("prior(20)", "information");
        assertEquals(0.3635, information.get("value").asDouble(), 1e-4);
        assertEquals(0.0466, information.get("standardError").asDouble(), 1e-4);
        JsonNode drawn = petalLength("prior(20)", "bootstrap");
        assertEquals(0.0084, drawn.get("standardError").asDouble(), 0.00084);
        assertEquals(0.346, drawn.get("lower").asDouble(), 0.003);
        assertEquals(0.379, drawn.get("upper").asDouble(), 0.003);
    }

    private static JsonNode petalLength(String heywood, String method) {
        Command run = Command.em(
                words("fit fa ../data/iris.csv --factors 1 --format json --heywood " + heywood, method, 200));
        assertEquals(0, run.status(), run::err);
        return estimate(run.json(), "uniqueness of Petal.Length");
    }

    private static JsonNode estimate(JsonNode model, String name) {
        for (JsonNode estimate : model.at("/fit/standardErrors/estimates")) {
            if (estimate.get("name").asText().equals(name)) {
                return estimate;
            }
        }
        throw new AssertionError(name + " is not in " + model.at("/fit/standardErrors"));
    }

    @ParameterizedTest
    @CsvSource({"prior(1)", "prior(.1)", "prior(20)"})
    void everyPriorHasErrors(String prior) {
        assertTrue(petalLength(prior, "information").get("standardError").asDouble() > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "fa --factors 1 --heywood bound",
        "cfa --factor f=Sepal.Length+Sepal.Width+Petal.Length+Petal.Width --heywood bound(0.1)"
    })
    void whatIsHeldAtABoundIsNamedAndTheOthersAreGivenIt(String model) {
        for (String method : List.of("information", "sandwich", "profile", "bootstrap", "parametric-bootstrap")) {
            Command run = Command.em(
                    words("fit " + model.replaceFirst(" ", " ../data/iris.csv ") + " --format json", method, 20));
            assertEquals(0, run.status(), run::err);
            JsonNode errors = run.json().at("/fit/standardErrors");
            String held = errors.get("refused").get(0).asText();
            assertTrue(held.contains("held at a bound"), errors::toString);
            assertTrue(held.contains("uniqueness of Petal.Length"), errors::toString);
            assertTrue(estimate(run.json(), "uniqueness of Sepal.Width")
                            .get("standardError")
                            .asDouble()
                    > 0.01);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "faithful_noisy.csv --components 2 --noise | weight of noise",
                "faithful_noisy.csv --components 2 --noise --prior mclust | weight of noise",
                "iris_partly_labelled.csv --labels Species | weight of component 1",
                "iris_partly_labelled.csv --labels Species --prior mclust(2) --covariance EEE | weight of component 3",
            })
    void errorsAreOfTheMixtureThatWasFitted(String words, String name) {
        for (String method : List.of("information", "sandwich", "bootstrap", "parametric-bootstrap")) {
            Command run = Command.em(words("fit gmm src/test/resources/" + words + " --format json", method, 60));
            assertEquals(0, run.status(), run::err);
            JsonNode weight = estimate(run.json(), name);
            double part = weight.get("value").asDouble();
            double rows = run.json().at("/fit/observations").asDouble();
            // A proportion's error is the least: what is not known of the rows' components adds to it, at most a half
            // here.
            // Sixty samples know an error to a tenth; three times that is allowed for.
            double least = Math.sqrt(part * (1 - part) / rows);
            double error = weight.get("standardError").asDouble();
            assertTrue(error > 0.7 * least && error < 1.5 * least, method + ": " + error + " for " + least);
        }
    }

    @Test
    void accelerationEndsWherePlainEmDoesInFewerSteps() {
        JsonNode plain = fit("--covariance", "tied", "--tolerance", "1e-12");
        JsonNode fast = fit("--covariance", "tied", "--tolerance", "1e-12", "--accelerate", "auto");
        assertEquals(
                plain.get("logLikelihood").asDouble(), fast.get("logLikelihood").asDouble(), 1e-8);
        assertTrue(fast.get("eSteps").asInt() <= 1.5 * plain.get("eSteps").asInt());
    }

    @Test
    void severalStartsTellWhichMaximaTheyFound() {
        JsonNode optima = fit("--restarts", "8").get("optima");
        assertEquals(-1130.264, optima.get(0).get("objective").asDouble(), 1e-3);
        assertTrue(optima.get(0).get("times").asInt() >= 1);
    }
}
