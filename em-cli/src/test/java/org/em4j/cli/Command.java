package org.em4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A command that was run in this process, and what it left. */
public record Command(int status, String out, String err) {
    public static Command em(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
        return new Command(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log-likelihood of a file under a model: what {@code em score} prints, added up. */
    public static double logLikelihood(String model, String file, String... options) {
        List<String> words = new ArrayList<>(List.of("score", model, file));
        words.addAll(List.of(options));
        return em(words.toArray(String[]::new))
                .out()
                .lines()
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .sum();
    }
}
