package org.em4j.cli.task;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Labelled;

/**
 * What a column of labels says of the rows' components.
 *
 * @param column where they come from; empty for none
 * @param names of the first components, in order: of numbers if all are, else of the alphabet
 * @param components {@code (n)}, -1 where it is not known
 */
public record Labels(String column, List<String> names, int[] components) {
    /** Of the labels of all rows, or of none: then nothing is known. */
    public static Labels of(List<String> labels, String column) {
        List<String> names =
                labels.stream().filter(text -> !text.isEmpty()).distinct().toList();
        boolean numbers = names.stream().allMatch(name -> number(name).isPresent());
        List<String> ordered = names.stream()
                .sorted(
                        numbers
                                ? Comparator.comparingDouble(
                                        name -> number(name).orElseThrow())
                                : Comparator.naturalOrder())
                .toList();
        if (ordered.isEmpty() && !column.isEmpty()) {
            throw new InvalidDataException(0, column, "no row has a label; leave --labels out");
        }
        return new Labels(
                column, ordered, labels.stream().mapToInt(ordered::indexOf).toArray());
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A line for a summary, if anything is known. */
    String describe() {
        return known() == 0
                ? ""
                : known()
                        + " rows are labelled, and count in the log-likelihood with their component; components are, in order:\n"
                        + String.join(", ", names) + "\n";
    }

    /** Rows of known component. */
    int known() {
        return (int)
                Arrays.stream(components).filter(c -> c != Labelled.UNKNOWN).count();
    }
}
