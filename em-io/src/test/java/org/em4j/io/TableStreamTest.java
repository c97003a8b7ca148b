package org.em4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableStreamTest {
    private static final String LATE = "a,b\n" + "1,u\n".repeat(200_000); // longer than what is looked at first

    @TempDir
    Path folder;

    /** All that a stream gives. */
    private record Heard(List<String> names, List<String> leftOut, List<double[]> rows, List<Double> weights) {
        static Heard of(Path file, Columns asked) {
            Heard heard = new Heard(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            Table.stream(file, asked, TextFormat.CSV).into((names, leftOut, expected) -> {
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

    private Path text(String text) throws IOException {
        return Files.writeString(folder.resolve("x.csv"), text);
    }

    private static String refusal(Path file, Columns asked) {
        return assertThrows(InvalidDataException.class, () -> Heard.of(file, asked))
                .getMessage();
    }

    @Test
    void theRowsAreThoseOfTheTable() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("a,s,b,w\n");
        for (int i = 0; i < 30_000; i++) {
            text.append(random.nextGaussian()).append(",\"t, u\",");
            text.append(i % 9 == 0 ? "NA" : random.nextInt(1000))
                    .append(',')
                    .append(i % 3)
                    .append('\n');
        }
        Path file = text(text.toString());
        Columns asked = Columns.all().weights("w").missing(Missing.LATENT);
        Table table = Table.read(file, asked);
        Heard heard = Heard.of(file, asked);
        assertEquals(table.columns(), heard.names);
        assertEquals(table.leftOut(), heard.leftOut);
        assertArrayEquals(table.rows().toArray(), heard.rows.toArray(double[][]::new));
        assertArrayEquals(
                table.rows().weights(),
                heard.weights.stream().mapToDouble(w -> w).toArray());
    }

    @Test
    void aNumberInAColumnThatWasTextIsRefusedWithTheTextBeforeIt() throws IOException {
        Path file = text(LATE + "1,2\n");
        assertEquals(
                assertThrows(InvalidDataException.class, () -> Table.read(file)).getMessage(),
                refusal(file, Columns.all()));
    }

    @Test
    void aTextInAColumnOfNumbersIsRefusedWithItsPlace() throws IOException {
        String message = refusal(text(LATE + "v,u\n"), Columns.all());
        assertTrue(message.startsWith("row 200001, column \"a\": \"v\" is not a number"), message);
    }

    @Test
    void aColumnWithoutAnyValueIsRefused() throws IOException {
        String message = refusal(text("a,b\n1,\n2,NA\n"), Columns.all().missing(Missing.LATENT));
        assertTrue(message.startsWith("column \"b\": no cell of it holds a number"), message);
    }

    @Test
    void noRowsAndNoNumbersAreRefusedAsTheyAreInATable() throws IOException {
        for (String text : List.of("", "a,b\n", "a;b\n1;2\n", "a\nu\nv\n")) {
            Path file = text(text);
            assertEquals(
                    assertThrows(InvalidDataException.class, () -> Table.read(file))
                            .getMessage(),
                    refusal(file, Columns.all()),
                    text);
        }
    }

    @Test
    void anArrayOfAnArchiveIsStreamed() {
        Path file = Path.of("..", "em-cli", "src", "test", "resources", "tables", "several.npz");
        Columns asked = Columns.all().array("b");
        assertArrayEquals(
                Table.read(file, asked).rows().toArray(),
                Heard.of(file, asked).rows.toArray(double[][]::new));
    }
}
