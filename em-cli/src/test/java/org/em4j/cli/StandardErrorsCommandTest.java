package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code --standard-errors} and {@code --accelerate}, as users give them. */
class StandardErrorsCommandTest {
    private static final String FAITHFUL = "../data/faithful.csv";

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
            JsonNode errors = fit("--standard-errors", method, "--replicates", "60", "--accelerate", "auto")
                    .get("standardErrors");
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
