package org.em4j.spark.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.em4j.core.data.InvalidDataException;
import org.em4j.io.Columns;
import org.em4j.io.TextFormat;
import org.em4j.io.large.ClusterEngine;
import org.em4j.io.large.ClusterException;
import org.em4j.spark.SparkRows;

/**
 * Spark, of which this process is a driver. Tables are text where their name says so ({@code .csv}, {@code .tsv}, {@code .txt}, compressed or
 * not), ORC ({@code .orc}), and else Parquet.
 */
public final class SparkEngine implements ClusterEngine {
    /** For ServiceLoader. */
    public SparkEngine() {}

    @Override
    public Table table(String master, String name, Columns asked, TextFormat format) {
        SparkSession session = Connection.to(master);
        try {
            String kind = name.toLowerCase(Locale.ROOT);
            if (kind.matches(".*\\.(csv|tsv|txt)(\\.\\w+)?")) {
                return TextTable.of(session, name, asked, format);
            }
            return numbers(
                    session.read()
                            .format(kind.endsWith(".orc") ? "orc" : "parquet")
                            .load(name),
                    asked);
        } catch (InvalidDataException | ClusterException | CancellationException e) {
            throw e;
        } catch (Exception e) { // Scala declares none
            throw new InvalidDataException(name + " cannot be read: " + Connection.reason(e));
        }
    }

    /** Columns that have types; those that hold no numbers are left out unless they were asked for. */
    private static Table numbers(Dataset<Row> table, Columns asked) {
        StructField[] fields = table.schema().fields();
        List<String> all = Arrays.stream(fields).map(StructField::name).toList();
        List<String> chosen = asked.among(all);
        List<String> left = asked.data().isEmpty()
                ? Stream.of(fields)
                        .filter(field -> !(field.dataType() instanceof NumericType))
                        .map(StructField::name)
                        .filter(chosen::contains)
                        .toList()
                : List.of();
        List<String> names = without(chosen, left);
        return new Table(names, SparkRows.of(table, names, asked.weights(), asked.missing()), left);
    }

    static List<String> without(List<String> chosen, List<String> left) {
        List<String> names =
                chosen.stream().filter(name -> !left.contains(name)).toList();
        if (names.isEmpty()) {
            throw new InvalidDataException("no column holds numbers; the columns are " + String.join(", ", left));
        }
        return names;
    }
}
