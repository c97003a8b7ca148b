package org.em4j.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Figures of other programs, by their names in a JSON file beside the tests; the script of the same name made them. */
record Gold(JsonNode figures) {
    static Gold of(String file, String part) {
        try (InputStream json = Gold.class.getResourceAsStream(file)) {
            return new Gold(new ObjectMapper().readTree(json).get(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double number(String name) {
        return figures.get(name).asDouble();
    }

    double[] numbers(String name) {
        return numbers(figures.get(name));
    }

    List<double[]> rows(String name) {
        return stream(figures.get(name)).map(Gold::numbers).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static double[] numbers(JsonNode array) {
        return stream(array)
                .mapToDouble(x -> x.isNumber() ? x.asDouble() : Double.NaN)
                .toArray();
    }
}
