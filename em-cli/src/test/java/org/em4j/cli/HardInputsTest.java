package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Eighteen inputs that break things, each with the ending that is right for it. */
class HardInputsTest {
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
            assertEquals(logLikelihood, actual, 2e-7 * Math.abs(logLikelihood));
        } else {
            String words = command.json()
                    .at(status == 3 ? "/error/message" : "/fit/detail")
                    .asText();
            assertTrue(words.contains(fragment), words);
        }
    }
}
