package org.em4j.duckdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.em4j.core.data.InvalidDataException;
import org.em4j.io.Columns;
import org.em4j.io.TextFormat;
import org.em4j.io.large.QueryEngine;
import org.em4j.io.rows.RowStream;

/**
 * DuckDB in this process, on a database of its own in memory: it keeps the order of rows, takes no more memory than it is told, loads
 * nothing from a network, and writes nothing but what it has no room for, into a folder for temporary files.
 */
public final class DuckDbEngine implements QueryEngine {
    private static final String MEMORY = "1GB";

    /** As em-io has them. */
    private static final List<String> MISSING = List.of("", "NA", "N/A", "NaN", "null", "?", ".");

    /** For ServiceLoader. */
    public DuckDbEngine() {}

    @Override
    public RowStream files(String pattern, Columns asked, TextFormat format) {
        return target -> run(pattern, connection -> {
            if (isParquet(pattern)) {
                String from = "read_parquet(" + text(pattern) + ")";
                OptionalLong rows = OptionalLong.of(Selection.count(connection, from));
                Selection.of(connection, from, pattern, asked).into(connection, rows, target);
            } else {
                String from = "read_csv(" + text(pattern) + options(format);
                List<Selection.Column> columns = Selection.columns(connection, from + ")");
                String types = columns.stream()
                        .filter(Selection.Column::isNumber) // not only those of the rows that were looked at
                        .map(column -> text(column.name()) + ": 'DOUBLE'")
                        .collect(Collectors.joining(", ", ", types = {", "}"));
                boolean isNone = columns.stream().noneMatch(Selection.Column::isNumber);
                Selection.of(connection, from + (isNone ? "" : types) + ")", pattern, asked)
                        .into(connection, OptionalLong.empty(), target);
            }
        });
    }

    @Override
    public RowStream query(String sql, Columns asked) {
        String one = sql.strip().replaceFirst(";$", "");
        return target -> run(
                "the query",
                connection -> Selection.of(connection, "(" + one + "\n)", "the query", asked)
                        .into(connection, OptionalLong.empty(), target));
    }

    private static boolean isParquet(String pattern) {
        String name = pattern.toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet") || name.endsWith(".pq")) {
            return true;
        }
        try (var in = Files.newInputStream(Path.of(pattern))) {
            return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("PAR1");
        } catch (IOException e) {
            return false; // a pattern, or no file at all, which is said
        }
    }

    private static String options(TextFormat format) {
        String missing = MISSING.stream()
                .flatMap(word -> List.of(word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT)).stream())
                .distinct()
                .map(DuckDbEngine::text)
                .collect(Collectors.joining(", "));
        return ", header = true, delim = " + text("" + format.delimiter()) + ", decimal_separator = "
                + text("" + format.decimal()) + ", nullstr = [" + missing + "]"
                + format.comment().map(sign -> ", comment = " + text("" + sign)).orElse("");
    }

    /** A text in SQL. */
    static String text(String words) {
        return "'" + words.replace("'", "''") + "'";
    }

    @FunctionalInterface
    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private static void run(String name, Work work) {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("preserve_insertion_order", "true");
        settings.setProperty("memory_limit", MEMORY);
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty(
                "temp_directory",
                Path.of(
                                System.getProperty("java.io.tmpdir"),
                                "em4j-duckdb-" + ProcessHandle.current().pid())
                        .toString());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings)) {
            work.with(connection);
        } catch (SQLException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted");
            }
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InvalidDataException(name + " cannot be read: " + reason);
        }
    }
}
