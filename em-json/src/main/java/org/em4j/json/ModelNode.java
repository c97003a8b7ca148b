package org.em4j.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.model.DegenerateException;

/**
 * A value in a model file.
 *
 * @param file where it came from, for messages
 * @param place in the file, such as {@code covariances[1]}; empty for the whole
 * @param json the value
 */
public record ModelNode(Path file, String place, JsonNode json) {
    private static final int MEBIBYTES = 256;

    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength((long) MEBIBYTES << 20)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The JSON of a file: one value, and no name twice in it. */
    static ModelNode read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new ModelNode(file, "", STRICT.readTree(in));
        } catch (StreamConstraintsException e) {
            throw InvalidDataException.ofFile(
                    file.toString(),
                    " is larger or nested deeper than a model can be (" + MEBIBYTES
                            + " MiB, 1000 levels); is it the right file?");
        } catch (JacksonException e) {
            throw InvalidDataException.ofFile(
                    file.toString(),
                    " is not JSON: " + e.getOriginalMessage()
                            + (e.getLocation() == null
                                    ? ""
                                    : " in line " + e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw InvalidDataException.ofFile(file.toString(), " cannot be read; is it there?");
        }
    }

    public boolean has(String name) {
        return json.has(name);
    }

    /** A value of an object. */
    public ModelNode at(String name) {
        if (!has(name)) {
            throw wrong("has no \"" + name + '"');
        }
        return new ModelNode(file, place.isEmpty() ? name : place + "." + name, json.get(name));
    }

    /** The values of an array, of which there is one at least. */
    public List<ModelNode> items() {
        if (!json.isArray() || json.isEmpty()) {
            throw wrong("holds " + shown() + ", not an array of values");
        }
        List<ModelNode> items = new ArrayList<>();
        for (JsonNode each : json) {
            items.add(new ModelNode(file, place + "[" + items.size() + "]", each));
        }
        return items;
    }

    /** The values of an array that has to hold a given number of them. */
    public List<ModelNode> items(int size) {
        List<ModelNode> items = items();
        if (items.size() != size) {
            throw wrong("holds " + items.size() + " values where " + size + " are needed");
        }
        return items;
    }

    public double number() {
        if (!json.isNumber() || !Double.isFinite(json.asDouble())) {
            throw wrong("holds " + shown() + ", not a finite number");
        }
        return json.asDouble();
    }

    double[] vector() {
        return items().stream().mapToDouble(ModelNode::number).toArray();
    }

    /** Rows that are alike in length. */
    double[][] matrix() {
        List<ModelNode> rows = items();
        int columns = rows.get(0).items().size();
        return rows.stream()
                .map(row -> row.items(columns).stream()
                        .mapToDouble(ModelNode::number)
                        .toArray())
                .toArray(double[][]::new);
    }

    String text() {
        if (!json.isTextual()) {
            throw wrong("holds " + shown() + ", not a text");
        }
        return json.asText();
    }

    /** Texts, no two alike; none of an array without any. */
    List<String> names() {
        if (json.isArray() && json.isEmpty()) {
            return List.of();
        }
        List<String> names = items().stream().map(ModelNode::text).toList();
        if (new HashSet<>(names).size() < names.size()) {
            throw wrong("holds a name twice");
        }
        return names;
    }

    private String shown() {
        String text = json.toString();
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    /** What is made of the file's numbers; what its makers refuse is said with the file. */
    <T> T made(Supplier<T> model) {
        try {
            return model.get();
        } catch (InvalidDataException e) { // says what to do
            throw e;
        } catch (DegenerateException e) {
            String in = e.degeneracy().component();
            throw wrong("holds no model: " + (in.isEmpty() ? "" : in + ": ")
                    + e.degeneracy().cause());
        } catch (IllegalArgumentException e) {
            throw wrong("holds no model: " + e.getMessage());
        }
    }

    InvalidDataException wrong(String what) {
        return InvalidDataException.ofFile(file.toString(), (place.isEmpty() ? " " : ", at " + place + ", ") + what);
    }
}
