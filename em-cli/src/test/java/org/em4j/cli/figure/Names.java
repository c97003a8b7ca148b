package org.em4j.cli.figure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What places and numbers in an output stand for: columns by name, components from the lightest to the heaviest. */
record Names(List<String> columns, List<Integer> ranks) {
    static Names of(List<String> columns, double... weights) {
        return new Names(
                columns,
                IntStream.range(0, weights.length)
                        .mapToObj(k -> (int) IntStream.range(0, weights.length)
                                .filter(l -> weights[l] < weights[k] || (weights[l] == weights[k] && l < k))
                                .count())
                        .toList());
    }

    /** The name of what is found in the place of a placeholder, if it is one of its kind; length is that of the list, or -1. */
    Optional<String> canonical(String kind, String found, int length) {
        return switch (kind) {
            case "column" ->
                length < 0
                        ? Optional.of(found).filter(columns::contains)
                        : Optional.of(found)
                                .filter(f -> length == columns.size())
                                .map(f -> columns.get(Integer.parseInt(f)));
            case "component" -> component(found, length);
            case "only" -> Optional.of(found).filter(f -> length == 1);
            default -> Optional.of(found);
        };
    }

    private Optional<String> component(String found, int length) {
        if (!found.matches("\\d+") || (length >= 0 && length != ranks.size())) {
            return Optional.empty();
        }
        int k = Integer.parseInt(found) - (length < 0 ? 1 : 0); // in words components count from one
        return k < 0 || k >= ranks.size() ? Optional.empty() : Optional.of("c" + ranks.get(k));
    }
}
