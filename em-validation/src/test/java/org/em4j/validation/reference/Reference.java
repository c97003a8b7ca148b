package org.em4j.validation.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.em4j.core.data.Rows;
import org.em4j.io.Table;

/** One file of independent results, and the data it is about. */
public record Reference(String name, JsonNode json) {
    private static final Path FILES = Path.of("src", "test", "resources", "reference");
    private static final Path DATA = Path.of("..", "data");

    /** All files whose names start so. */
    public static Stream<Reference> startingWith(String prefix) {
        try (Stream<Path> files = Files.list(FILES)) {
            List<Path> chosen = files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
            return chosen.stream().map(Reference::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reference read(Path file) {
        try {
            return new Reference(
                    file.getFileName().toString().replace(".json", ""), new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The columns of the data set that the file names. */
    public Rows rows() {
        List<String> columns = new ArrayList<>();
        json.get("columns").forEach(c -> columns.add(c.asText()));
        return Table.read(DATA.resolve(json.get("data").asText()), columns).rows();
    }

    public JsonNode at(String pointer) {
        return json.at(pointer);
    }

    /** Numbers, whether they are numbers or strings of many digits. */
    public static double[] vector(JsonNode node) {
        double[] v = new double[node.size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = node.get(i).asDouble();
        }
        return v;
    }

    public static double[][] matrix(JsonNode node) {
        double[][] m = new double[node.size()][];
        for (int i = 0; i < m.length; i++) {
            m[i] = vector(node.get(i));
        }
        return m;
    }

    @Override
    public String toString() {
        return name;
    }
}
