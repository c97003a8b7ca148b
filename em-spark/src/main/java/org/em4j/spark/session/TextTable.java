package org.em4j.spark.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.em4j.core.data.InvalidDataException;
import org.em4j.io.Columns;
import org.em4j.io.TextFormat;
import org.em4j.io.large.ClusterEngine;
import org.em4j.spark.SparkRows;

/** Text with a header line, whose cells are read as em-io reads them. */
final class TextTable {
    /** Lines that are looked at for columns without numbers. */
    private static final int BEGINNING = 1_000;

    /** As Spark calls a first column without a name, which R and pandas write names of rows to. */
    private static final String ROW_NAMES = "_c0";

    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "?", ".");

    private TextTable() {}

    static ClusterEngine.Table of(SparkSession session, String name, Columns asked, TextFormat format) {
        Dataset<Row> cells = read(session, format).csv(name);
        List<String> all = List.of(cells.columns());
        List<String> chosen = asked.among(all);
        List<String> left = asked.data().isEmpty() ? leftOut(cells, chosen, format.decimal()) : List.of();
        List<String> names = SparkEngine.without(chosen, left);
        if (!asked.weights().isEmpty() && !all.contains(asked.weights())) {
            throw new InvalidDataException(
                    0, asked.weights(), "not in the file; its columns are " + String.join(", ", all));
        }
        String[] read = Stream.concat(names.stream(), Stream.of(asked.weights()).filter(column -> !column.isEmpty()))
                .toArray(String[]::new);
        int[] places = Arrays.stream(read).mapToInt(all::indexOf).toArray();
        JavaRDD<double[]> rows = cells.javaRDD().map(new Numbers(read, places, format.decimal()));
        return new ClusterEngine.Table(names, SparkRows.of(rows, names, asked.weights(), asked.missing()), left);
    }

    private static DataFrameReader read(SparkSession session, TextFormat format) {
        DataFrameReader reader = session.read()
                .option("header", true)
                .option("mode", "FAILFAST")
                .option("sep", String.valueOf(format.delimiter()))
                .option("encoding", format.charset().name())
                .option("ignoreLeadingWhiteSpace", true)
                .option("ignoreTrailingWhiteSpace", true);
        return format.comment()
                .map(sign -> reader.option("comment", sign.toString()))
                .orElse(reader);
    }

    /** Columns that show a text and no number at the beginning. */
    private static List<String> leftOut(Dataset<Row> cells, List<String> chosen, char decimal) {
        List<Row> beginning = cells.takeAsList(BEGINNING);
        List<String> all = List.of(cells.columns());
        return chosen.stream()
                .filter(name -> {
                    int place = all.indexOf(name);
                    List<Optional<Double>> seen = beginning.stream()
                            .map(row -> number(row.getString(place), decimal))
                            .filter(number ->
                                    number.filter(x -> Double.isNaN(x)).isEmpty())
                            .toList();
                    return name.equals(ROW_NAMES)
                            || (!seen.isEmpty() && seen.stream().allMatch(Optional::isEmpty));
                })
                .toList();
    }

    /** The number that a cell is, NaN of one that is missing; nothing of another text. */
    private static Optional<Double> number(String cell, char decimal) {
        String text = cell == null ? "" : cell.strip();
        if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
            return Optional.of(Double.NaN);
        }
        try {
            boolean isDecimal = text.matches("[-+.,\\deE]+"); // Java has more, such as 1d
            return isDecimal ? Optional.of(Double.parseDouble(text.replace(decimal, '.'))) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Makes the numbers of a row from its cells. */
    private static final class Numbers implements Function<Row, double[]> {
        private static final long serialVersionUID = 1;

        private final String[] names;
        private final int[] places;
        private final char decimal;

        Numbers(String[] names, int[] places, char decimal) {
            this.names = names;
            this.places = places;
            this.decimal = decimal;
        }

        @Override
        public double[] call(Row row) {
            double[] numbers = new double[places.length];
            for (int j = 0; j < places.length; j++) {
                String cell = row.getString(places[j]);
                String name = names[j];
                numbers[j] = number(cell, decimal)
                        .orElseThrow(() -> new InvalidDataException(
                                0, name, "\"" + cell + "\" is no number; correct the cell, or leave the column out"));
            }
            return numbers;
        }
    }
}
