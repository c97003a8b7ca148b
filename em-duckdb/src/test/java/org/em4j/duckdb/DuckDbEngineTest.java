package org.em4j.duckdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.em4j.io.TextFormat;
import org.em4j.io.large.FileRows;
import org.em4j.io.large.PackedWriter;
import org.em4j.io.large.QueryEngine;
import org.em4j.io.rows.RowStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbEngineTest {
    private static final QueryEngine ENGINE = new DuckDbEngine();

    @TempDir
    Path folder;

    /** All that a stream says. */
    private record Heard(List<String> names, List<String> leftOut, List<double[]> rows, List<Double> weights) {
        static Heard of(RowStream stream) {
            Heard heard = new Heard(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            stream.into((names, leftOut, rows) -> {
                heard.names.addAll(names);
                heard.leftOut.addAll(leftOut);
                return (row, weight) -> {
                    heard.rows.add(row.clone());
                    heard.weights.add(weight);
                };
            });
            return heard;
        }
    }

    private static Heard query(String sql) {
        return Heard.of(ENGINE.query(sql, Columns.all()));
    }

    private static String refusal(RowStream stream) {
        return assertThrows(InvalidDataException.class, () -> Heard.of(stream)).getMessage();
    }

    private Path parquet(String select) throws SQLException {
        Path file = folder.resolve("x.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
        }
        return file;
    }

    @Test
    void itIsFound() {
        assertTrue(QueryEngine.installed().isPresent());
    }

    @Test
    void numbersOfAllTypesAreDoublesAndNullIsMissing() {
        Heard heard =
                query("select 1::tinyint a, 2.5::decimal(9, 2) b, true c, 3::hugeint d, 1.5::float e, null::double f,"
                        + " -9007199254740992::bigint g");
        assertArrayEquals(new double[] {1, 2.5, 1, 3, 1.5, Double.NaN, -9007199254740992.0}, heard.rows.get(0));
    }

    @Test
    void theOrderOfManyRowsIsKept() throws SQLException {
        int n = 300_000;
        Path file = parquet("select range as a, range % 7 as w from range(" + n + ")");
        long[] expected = {-1};
        double[] last = {-1};
        ENGINE.files(file.toString(), Columns.all().weights("w"), TextFormat.CSV)
                .into((names, leftOut, rows) -> {
                    expected[0] = rows.orElse(-1);
                    return (row, weight) -> {
                        assertEquals(last[0] + 1, row[0]);
                        assertEquals(row[0] % 7, weight);
                        last[0] = row[0];
                    };
                });
        assertEquals(n, expected[0]);
        assertEquals(n - 1, last[0]);
    }

    @Test
    void columnsOfTextAreLeftOutAndRefusedWhereTheyAreAskedFor() throws SQLException {
        String file =
                parquet("select 'b' as s, 1.5 as x, date '2024-01-01' as t").toString();
        assertEquals(List.of("s", "t"), Heard.of(ENGINE.files(file, Columns.all(), TextFormat.CSV)).leftOut);
        String message = refusal(ENGINE.files(file, Columns.of(List.of("s", "x")), TextFormat.CSV));
        assertTrue(message.contains("column \"s\": of type VARCHAR"), message);
        assertTrue(message.contains("cast(\"s\" as double)"), message);
        String weights = refusal(ENGINE.files(file, Columns.all().weights("t"), TextFormat.CSV));
        assertTrue(weights.contains("column \"t\": of type DATE"), weights);
    }

    @Test
    void aTableOfTextAloneIsRefused() {
        assertTrue(refusal(ENGINE.query("select 'a' as s", Columns.all())).contains("of type VARCHAR"));
    }

    @Test
    void anIntegerThatNoDoubleIsIsRefusedWithItsPlace() {
        String message = refusal(
                ENGINE.query("select 1 as a, 5::bigint as b union all select 2, 9007199254740993", Columns.all()));
        assertTrue(message.contains("row 2, column \"b\": a BIGINT beyond 2^53"), message);
        assertTrue(refusal(ENGINE.query("select 9223372036854775807::bigint as b", Columns.all()))
                .contains("BIGINT"));
        assertEquals(
                Math.pow(2, 60),
                query("select 1152921504606846976::bigint as b").rows.get(0)[0]);
    }

    @Test
    void manyCompressedFilesAreOneTable() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("p" + i + ".csv.gz")))) {
                out.write(("a,b,s\n" + i + ",NA,u\n" + i + ",1.5,v\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Heard heard = Heard.of(ENGINE.files(folder + "/p*.csv.gz", Columns.all(), TextFormat.CSV));
        assertEquals(List.of("a", "b"), heard.names);
        assertEquals(List.of("s"), heard.leftOut);
        assertArrayEquals(
                new double[][] {{0, Double.NaN}, {0, 1.5}, {1, Double.NaN}, {1, 1.5}, {2, Double.NaN}, {2, 1.5}},
                heard.rows.toArray(double[][]::new));
    }

    @Test
    void textInAnotherFormatIsReadAsItIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "a;b\n1,5;2\n");
        Heard heard = Heard.of(ENGINE.files(
                file.toString(), Columns.all(), TextFormat.CSV.delimiter(';').decimal(',')));
        assertArrayEquals(new double[] {1.5, 2}, heard.rows.get(0));
    }

    /** Integers at first, and a fraction after all rows that types are guessed from. */
    @Test
    void aColumnOfIntegersMayEndInFractions() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "a\n" + "1\n".repeat(30_000) + "1.5\n");
        List<double[]> rows = Heard.of(ENGINE.files(file.toString(), Columns.all(), TextFormat.CSV)).rows;
        assertEquals(1.5, rows.get(30_000)[0]);
    }

    @Test
    void anInfiniteNumberInALaterBlockIsRefusedByThePacker() throws IOException {
        int row = 17 * Blocking.ofRows(1).block() + 3;
        Path file = Files.writeString(folder.resolve("x.csv"), "a\n" + "1\n2\n".repeat((row - 1) / 2) + "1e400\n");
        try (PackedWriter writer = PackedWriter.create(folder.resolve("x.em4j"), List.of("a"), "", Missing.REFUSED)) {
            RowStream rows = ENGINE.files(file.toString(), Columns.all(), TextFormat.CSV);
            String message = assertThrows(
                            InvalidDataException.class, () -> rows.into((names, leftOut, expected) -> writer))
                    .getMessage();
            assertTrue(message.contains("row " + row + ", column \"a\": Infinity"), message);
        }
    }

    @Test
    void aPackedParquetFileIsTheTable() throws IOException, SQLException {
        Path csv = Path.of("..", "data", "iris.csv");
        Path file = parquet("select * from read_csv('" + csv + "')");
        Path packed = folder.resolve("x.em4j");
        OptionalLong[] expected = {OptionalLong.empty()};
        List<String> columns = Table.read(csv).columns();
        try (PackedWriter writer = PackedWriter.create(packed, columns, "", Missing.REFUSED)) {
            ENGINE.files(file.toString(), Columns.all(), TextFormat.CSV).into((names, leftOut, rows) -> {
                assertEquals(columns, names);
                expected[0] = rows;
                return writer;
            });
            writer.finish();
        }
        assertEquals(OptionalLong.of(150), expected[0]);
        assertArrayEquals(
                Table.read(csv).rows().toArray(), FileRows.packed(packed).load().toArray());
    }

    @Test
    void whatIsNoFileOrNoQueryIsSaid() {
        String none = folder + "/none*.csv";
        assertTrue(refusal(ENGINE.files(none, Columns.all(), TextFormat.CSV)).startsWith(none + " cannot be read: "));
        assertTrue(refusal(ENGINE.query("selekt 1", Columns.all())).startsWith("the query cannot be read: "));
    }

    @Test
    void nothingIsFetchedAndNothingIsWritten() {
        String message = refusal(ENGINE.query("select * from 'https://localhost:9/x.parquet'", Columns.all()));
        assertTrue(message.startsWith("the query cannot be read: "), message);
        Path out = folder.resolve("out.csv");
        refusal(ENGINE.query("copy (select 1) to '" + out + "'", Columns.all()));
        assertTrue(Files.notExists(out));
    }
}
