package org.em4j.cli.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.cli.option.FactorInput;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.factor.structural.model.Sample;
import org.em4j.io.Table;

/**
 * What a structural model is given: rows of one group or several, or a matrix.
 *
 * @param sample the data
 * @param groups names of the groups, in the order of the file
 * @param rows of all groups, of several with the group's number as last column; empty where a matrix was given
 * @param input of one group
 */
record GroupedInput(Sample sample, List<String> groups, Optional<Rows> rows, Optional<FactorInput> input) {
    static GroupedInput of(FactorInput input) {
        return new GroupedInput(
                input.rows().map(Sample::of).orElseGet(() -> Sample.of(input.moments())),
                List.of("all"),
                input.rows(),
                Optional.of(input));
    }

    /** Rows with labels: the groups. */
    static GroupedInput of(Table table, String column) {
        List<String> groups =
                table.labels().stream().filter(l -> !l.isEmpty()).distinct().toList();
        if (groups.size() < 2) {
            throw new InvalidDataException(0, column, "has one group in all its rows; leave --group out");
        }
        if (table.labels().contains("")) {
            throw new InvalidDataException(
                    table.labels().indexOf("") + 1, column, "no group; name one, or leave the row out");
        }
        Rows rows = table.rows();
        List<Rows> each = new ArrayList<>();
        for (String name : groups) {
            int[] members = IntStream.range(0, rows.size())
                    .filter(i -> table.labels().get(i).equals(name))
                    .toArray();
            each.add(Rows.of(Arrays.stream(members).mapToObj(rows::get).toArray(double[][]::new), Missing.LATENT)
                    .weighted(Arrays.stream(members).mapToDouble(rows::weight).toArray()));
        }
        double[][] numbered = IntStream.range(0, rows.size())
                .mapToObj(i -> {
                    double[] row = Arrays.copyOf(rows.get(i), rows.columns() + 1);
                    row[rows.columns()] = groups.indexOf(table.labels().get(i));
                    return row;
                })
                .toArray(double[][]::new);
        double[] weights =
                IntStream.range(0, rows.size()).mapToDouble(rows::weight).toArray();
        Rows all = Rows.of(numbered, Missing.LATENT).weighted(weights);
        return new GroupedInput(Sample.of(each), groups, Optional.of(all), Optional.empty());
    }

    /** What is to be said of the data. */
    String notes() {
        int gaps = rows.map(Rows::gaps).orElse(0);
        return input.map(FactorInput::notes)
                .orElse(gaps == 0 ? "" : "\nvalues missing: " + gaps + "; likelihoods are of those that are there\n");
    }
}
