package org.em4j.cli.task;

import java.util.List;
import java.util.Optional;
import org.em4j.cli.option.FactorInput;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.LabelledRows;
import org.em4j.core.data.Rows;
import org.em4j.factor.structural.model.Sample;
import org.em4j.io.Table;

/**
 * What a structural model is given: rows of one group or several, or a matrix.
 *
 * @param sample the data
 * @param groups names of the groups, in the order of the file
 * @param rows of all groups; empty where a matrix was given
 * @param input of one group
 */
public record GroupedInput(Sample sample, List<String> groups, Optional<Rows> rows, Optional<FactorInput> input) {
    public static GroupedInput of(FactorInput input) {
        return new GroupedInput(
                input.here().map(Sample::of).orElseGet(() -> Sample.of(input.moments())),
                List.of("all"),
                input.here(),
                Optional.of(input));
    }

    /** Rows with labels: the groups. */
    public static GroupedInput of(Table table, String column) {
        List<String> groups =
                table.labels().stream().filter(l -> !l.isEmpty()).distinct().toList();
        if (groups.size() < 2) {
            throw new InvalidDataException(0, column, "has one group in all its rows; leave --group out");
        }
        if (table.labels().contains("")) {
            throw new InvalidDataException(
                    table.labels().indexOf("") + 1, column, "no group; name one, or leave the row out");
        }
        int[] numbers = table.labels().stream().mapToInt(groups::indexOf).toArray();
        return new GroupedInput(
                Sample.of(new LabelledRows(table.rows(), numbers)),
                groups,
                Optional.of(table.rows()),
                Optional.empty());
    }

    /** What is to be said of the data. */
    String notes() {
        int gaps = rows.map(Rows::gaps).orElse(0);
        return input.map(FactorInput::notes)
                .orElse(gaps == 0 ? "" : "\nvalues missing: " + gaps + "; likelihoods are of those that are there\n");
    }
}
