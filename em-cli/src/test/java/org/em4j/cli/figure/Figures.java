package org.em4j.cli.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** All figures of an output, by name. */
final class Figures {
    private final List<Declaration> declarations;
    private Names names;
    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> undeclared = new TreeSet<>();

    Figures(List<Declaration> declarations, Names names) {
        this.declarations = declarations;
        this.names = names;
    }

    Map<String, Figure> all() {
        return figures;
    }

    String value(String key) {
        return values.get(key);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Paths that no declaration matches. */
    Set<String> undeclared() {
        return undeclared;
    }

    /** Everything in a JSON object, under this name. */
    void json(String verb, JsonNode node) {
        List<String> columns = StreamSupport.stream(node.path("columns").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        names = new Names(columns.isEmpty() ? names.columns() : columns, names.ranks());
        walk(new ArrayList<>(List.of(Step.name(verb))), node);
    }

    private void walk(List<Step> path, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(field -> down(path, Step.name(field.getKey()), field.getValue()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                down(path, step(node.get(i), i, node.size()), node.get(i));
            }
        } else {
            put(path, node.asText());
        }
    }

    private void down(List<Step> path, Step step, JsonNode node) {
        path.add(step);
        walk(path, node);
        path.remove(path.size() - 1);
    }

    /** Objects of a list go by their name where they have one. */
    private static Step step(JsonNode node, int index, int length) {
        if (node.has("name")) {
            return Step.name(node.get("name").asText());
        } else if (node.has("operator")) {
            String left = node.get("left").asText();
            String operator = node.get("operator").asText();
            String right = node.get("right").asText();
            boolean turned = operator.equals("~~") && left.compareTo(right) > 0;
            String group = node.has("group") ? " in " + node.get("group").asText() : "";
            return Step.name((turned ? right + " ~~ " + left : left + " " + operator + " " + right) + group);
        } else if (node.has("components") && node.has("covariance")) {
            return Step.name(node.get("covariance").asText() + ", "
                    + node.get("components").asText());
        }
        return node.has("factors") ? Step.name(node.get("factors").asText()) : Step.place(index, length);
    }

    /** Everything in a table with a header, under this name. */
    void csv(String verb, String text) {
        List<String> lines = text.lines().toList();
        List<String> header = Arrays.asList(lines.get(0).split(",", -1));
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            for (int j = 0; j < cells.length; j++) {
                put(List.of(Step.name(verb), Step.place(i - 1, lines.size() - 1), Step.name(header.get(j))), cells[j]);
            }
        }
    }

    private void put(List<Step> path, String value) {
        Optional<Figure> figure = declarations.stream()
                .flatMap(declaration -> declaration.match(path, names).stream())
                .findFirst();
        figure.ifPresentOrElse(
                f -> {
                    figures.put(f.key(), f);
                    values.put(f.key(), component(f, value));
                },
                () -> undeclared.add(path.stream()
                        .map(step -> step.length() < 0 ? step.text() : "#")
                        .collect(Collectors.joining("/", "/", ""))));
    }

    private String component(Figure figure, String value) {
        return figure.declaration().measure() == Declaration.Measure.COMPONENT
                ? names.canonical("component", value, -1).orElse(value)
                : value;
    }
}
