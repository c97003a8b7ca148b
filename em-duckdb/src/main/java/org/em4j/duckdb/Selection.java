package org.em4j.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.io.Columns;
import org.em4j.io.rows.RowStream;

/**
 * What is selected of a table: numbers, as doubles.
 *
 * @param from the table in SQL
 * @param data columns of data
 * @param weights column of weights; none or one
 * @param leftOut names of columns that hold no numbers, of which nobody asked for
 */
record Selection(String from, List<Column> data, List<Column> weights, List<String> leftOut) {
    private static final Set<String> EXACT =
            Set.of("TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER", "FLOAT", "DOUBLE", "BOOLEAN");

    /** Integers that a double may not hold. */
    private static final Set<String> WIDE = Set.of("BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT");

    /** A column of a table. */
    record Column(String name, String type) {
        boolean isNumber() {
            return EXACT.contains(type) || isWide() || type.startsWith("DECIMAL");
        }

        boolean isWide() {
            return WIDE.contains(type);
        }

        private String quoted() {
            return '"' + name.replace("\"", "\"\"") + '"';
        }

        private String number() {
            return "CAST(" + quoted() + " AS DOUBLE)";
        }

        /** Whether the double is the integer: its cast back, with a saturated one for what no integer is. */
        private String isKept() {
            return "COALESCE(TRY_CAST(" + number() + " AS " + type + ") = " + quoted() + ", " + quoted() + " IS NULL)";
        }

        private InvalidDataException refused() {
            return new InvalidDataException(
                    0,
                    name,
                    "of type " + type + ", which is no number; leave it out, or make numbers of it in a query: select"
                            + " cast(" + quoted() + " as double) ...");
        }
    }

    static List<Column> columns(Connection connection, String from) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("DESCRIBE SELECT * FROM " + from)) {
            while (result.next()) {
                columns.add(new Column(result.getString("column_name"), result.getString("column_type")));
            }
        }
        return columns;
    }

    static long count(Connection connection, String from) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + from)) {
            result.next();
            return result.getLong(1);
        }
    }

    /**
     * What is asked of a table.
     *
     * @param name of the table, for sentences
     * @throws InvalidDataException if there is no such column, or one that was asked for holds no numbers, or none does
     */
    static Selection of(Connection connection, String from, String name, Columns asked) throws SQLException {
        if (!asked.labels().isEmpty()) {
            throw new InvalidDataException(
                    0,
                    asked.labels(),
                    "labels are read from one file of text alone; save the table as CSV, and fit that");
        }
        List<Column> all = columns(connection, from);
        List<String> names = all.stream().map(Column::name).toList();
        List<Column> chosen = asked.among(names).stream()
                .map(column -> all.get(names.indexOf(column)))
                .toList();
        if (!asked.weights().isEmpty() && !names.contains(asked.weights())) {
            throw new InvalidDataException(
                    0, asked.weights(), "not in the file; its columns are " + String.join(", ", names));
        }
        List<Column> weights = all.stream()
                .filter(column -> column.name().equals(asked.weights()))
                .toList();
        List<Column> numbers = chosen.stream().filter(Column::isNumber).toList();
        List<Column> others =
                chosen.stream().filter(column -> !column.isNumber()).toList();
        weights.stream().filter(column -> !column.isNumber()).findFirst().ifPresent(column -> {
            throw column.refused();
        });
        if (!others.isEmpty() && (!asked.data().isEmpty() || numbers.isEmpty())) {
            throw others.get(0).refused();
        }
        return new Selection(
                from, numbers, weights, others.stream().map(Column::name).toList());
    }

    void into(Connection connection, OptionalLong rows, RowStream.Target target) throws SQLException {
        List<Column> numbers = new ArrayList<>(data);
        numbers.addAll(weights);
        int[] wide = IntStream.range(0, numbers.size())
                .filter(j -> numbers.get(j).isWide())
                .toArray();
        String cells = numbers.stream().map(Column::number).collect(Collectors.joining(", "));
        for (int j : wide) {
            cells += ", " + numbers.get(j).isKept();
        }
        RowStream.Sink sink = target.columns(data.stream().map(Column::name).toList(), leftOut, rows);
        double[] row = new double[data.size()];
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + cells + " FROM " + from)) {
            for (long i = 1; result.next(); i++) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = cell(result, j);
                }
                for (int w = 0; w < wide.length; w++) {
                    if (!result.getBoolean(numbers.size() + w + 1)) {
                        throw inexact(i, numbers.get(wide[w]));
                    }
                }
                sink.row(row, weights.isEmpty() ? 1 : cell(result, row.length));
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted");
                }
            }
        }
    }

    private static double cell(ResultSet result, int j) throws SQLException {
        double x = result.getDouble(j + 1);
        return result.wasNull() ? Double.NaN : x;
    }

    private static InvalidDataException inexact(long row, Column column) {
        return new InvalidDataException(
                row,
                column.name(),
                "a " + column.type()
                        + " beyond 2^53 that no double is; if it numbers things, leave it out, else subtract"
                        + " from it, or divide it, in a query");
    }
}
