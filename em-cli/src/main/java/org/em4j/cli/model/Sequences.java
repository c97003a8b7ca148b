package org.em4j.cli.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.io.Table;

/**
 * The rows of a table as sequences, each in the order of its rows.
 *
 * @param names what the column of sequences calls them; one without a name where there is no such column
 * @param places {@code (T)} of each, the numbers of its rows from 0
 * @param steps {@code (T x d)} of each, its rows
 */
public record Sequences(List<String> names, List<int[]> places, List<List<double[]>> steps) {
    /**
     * Of a table whose labels say which sequence a row is of.
     *
     * @param column where labels come from; empty for none, then all rows are one sequence
     */
    public static Sequences of(Table table, String column) {
        Rows rows = table.rows();
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String name = column.isEmpty() ? "" : table.labels().get(i);
            if (name.isEmpty() && !column.isEmpty()) {
                throw new InvalidDataException(i + 1L, column, "it says no sequence; give each row one");
            }
            groups.computeIfAbsent(name, key -> new ArrayList<>()).add(i);
        }
        List<int[]> places = groups.values().stream()
                .map(group -> group.stream().mapToInt(i -> i).toArray())
                .toList();
        return new Sequences(
                List.copyOf(groups.keySet()),
                places,
                places.stream()
                        .map(those -> IntStream.of(those).mapToObj(rows::get).toList())
                        .toList());
    }

    /** What each sequence has for each of its steps, by rows of the table. */
    public <T> List<T> byRow(Function<List<double[]>, List<T>> of) {
        List<T> all = new ArrayList<>();
        int n = places.stream().mapToInt(those -> those.length).sum();
        IntStream.range(0, n).forEach(i -> all.add(null));
        for (int s = 0; s < places.size(); s++) {
            List<T> each = of.apply(steps.get(s));
            for (int t = 0; t < each.size(); t++) {
                all.set(places.get(s)[t], each.get(t));
            }
        }
        return all;
    }

    /** Number of steps of all. */
    public int length() {
        return places.stream().mapToInt(those -> those.length).sum();
    }

    /** How much there is of them, in words. */
    public String describe(List<String> columns) {
        return length() + " steps of " + names.size() + (names.size() == 1 ? " sequence" : " sequences") + " x "
                + columns.size() + (columns.size() == 1 ? " column" : " columns");
    }
}
