package org.em4j.spark.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SaveMode;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.RowObservations;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.em4j.io.TextFormat;
import org.em4j.io.large.ClusterEngine;
import org.em4j.io.large.ClusterException;
import org.em4j.spark.LocalSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkEngineTest {
    private static final Path IRIS = Path.of("..", "data", "iris.csv");

    @TempDir
    private Path folder;

    @BeforeAll
    static void connect() {
        LocalSpark.session(); // which the engine then finds
    }

    private static ClusterEngine.Table table(Path file, Columns asked, TextFormat format) {
        return ClusterEngine.installed().orElseThrow().table("local[2]", file.toString(), asked, format);
    }

    private Path text(String words) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), words);
    }

    private static double[][] values(RowObservations rows) {
        return rows.collect(() -> (x, weight) -> x.clone()).toArray(double[][]::new);
    }

    private static void assertAsInMemory(Path file, Columns asked, TextFormat format) {
        ClusterEngine.Table there = table(file, asked, format);
        Table here = Table.read(file, asked, format);
        assertEquals(here.columns(), there.columns());
        assertEquals(here.leftOut(), there.leftOut());
        assertArrayEquals(values(here.rows()), values(there.rows()));
        assertArrayEquals(here.rows().weights(), there.rows().weights());
    }

    private static String refused(Path file, Columns asked) {
        return assertThrows(InvalidDataException.class, () -> table(file, asked, TextFormat.CSV))
                .getMessage();
    }

    @Test
    void textIsReadAsInMemory() throws IOException {
        assertAsInMemory(IRIS, Columns.all(), TextFormat.CSV);
        Path file = text("# more\na;b;w;s\n1,5;NA;2;u\n-2e1;?;1;v\n3;.5 ;0;\n");
        TextFormat format =
                new TextFormat(';', ',', Optional.of('#'), StandardCharsets.UTF_8, TextFormat.Formulas.PLAIN);
        assertAsInMemory(file, Columns.of(List.of("a")).weights("w"), format);
        assertAsInMemory(
                text("a,b,w,s\n1.5,NA,2,u\n-2e1,?,1,v\n3,.5 ,0,\n"),
                Columns.all().weights("w").missing(Missing.LATENT),
                TextFormat.CSV);
    }

    @Test
    void aCellThatIsNoNumberIsNamed() throws IOException {
        Path file = text("a,b\n1,2\n3,1d\n4,5\n");
        assertEquals(
                "column \"b\": \"1d\" is no number; correct the cell, or leave the column out",
                refused(file, Columns.all()));
    }

    @Test
    void aLineOfOtherLengthIsRefused() throws IOException {
        assertTrue(refused(text("a,b\n1,2\n3,1,7\n"), Columns.all()).contains("t.csv cannot be read: "));
    }

    @Test
    void columnsOfTypesAreReadAndOthersLeftOut() {
        Path file = folder.resolve("t.parquet");
        LocalSpark.session()
                .sql("select cast(id as int) as i, id / 4 as x, 'u' as s from range(0, 6, 1, 1)")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(file.toString());
        ClusterEngine.Table table = table(file, Columns.all(), TextFormat.CSV);
        assertEquals(List.of("i", "x"), table.columns());
        assertEquals(List.of("s"), table.leftOut());
        assertArrayEquals(new double[] {5, 1.25}, values(table.rows())[5]);
        assertEquals(
                "column \"s\": is of type string, no number; cast it, or name other columns",
                refused(file, Columns.of(List.of("s"))));
    }

    @Test
    void aTableThatIsNotThereIsSaid() {
        assertTrue(
                refused(folder.resolve("no.csv"), Columns.all()).contains("no.csv cannot be read: [PATH_NOT_FOUND]"));
    }

    @Test
    void aMasterThatDoesNotListenIsRefusedAtOnce() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String master = "spark://127.0.0.1:" + port;
        ClusterException e = assertThrows(ClusterException.class, () -> Connection.to(master));
        assertEquals(
                master + " cannot be reached: Connection refused; start a master there, or name another",
                e.getMessage());
        ClusterException none = assertThrows(ClusterException.class, () -> Connection.to("spark://nowhere"));
        assertTrue(none.getMessage().startsWith("spark://nowhere is no address of a master"), none.getMessage());
    }
}
