package org.em4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private static final String FLOWERS = """
            Length,Species,Width,Count
            5.1,setosa,0.2,1
            4.9, setosa ,0.4,2
            6.3,virginica,1.8,0
            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text);
    }

    private InvalidDataException refused(String text, String... columns) throws IOException {
        Path file = file(text);
        return assertThrows(InvalidDataException.class, () -> Table.read(file, List.of(columns)));
    }

    @Test
    void columnsOfNumbersAreTakenAndTextIsLeftOutAndSaid() throws IOException {
        Table table = Table.read(file(FLOWERS));
        assertEquals(List.of("Length", "Width", "Count"), table.columns());
        assertEquals(List.of("Species"), table.leftOut());
        assertArrayEquals(
                new double[][] {{5.1, 0.2, 1}, {4.9, 0.4, 2}, {6.3, 1.8, 0}},
                table.rows().toArray());
    }

    @Test
    void labelsThatAreNotUtf8AreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("latin.csv"), "x,g\n1,ä\n2,ö\n", StandardCharsets.ISO_8859_1);
        Columns labelled = Columns.all().labels("g");
        String words = assertThrows(InvalidDataException.class, () -> Table.read(file, labelled))
                .getMessage();
        assertTrue(words.startsWith("row 1, column \"g\""), words);
        assertTrue(words.contains("is not UTF-8; save the file as UTF-8"), words);
    }

    @Test
    void labelsMayBeTheFirstColumn() throws IOException {
        Columns labelled = Columns.all().labels("g");
        assertEquals(
                List.of("a", "", "b"),
                Table.read(file("g,x\na,1\nNA,2\nb,3\n"), labelled).labels());
        Path file = file("g,x\n1,1\n2,2\n");
        Columns both = Columns.of(List.of("g", "x")).labels("g");
        assertThrows(InvalidDataException.class, () -> Table.read(file, both));
    }

    @Test
    void aLineOfBlanksIsNoRow() throws IOException {
        assertEquals(1, Table.read(file("x,y\n1,2\n   \n")).rows().size());
    }

    @Test
    void chosenColumnsComeInTheOrderChosen() throws IOException {
        Table table = Table.read(file(FLOWERS), List.of("Width", "Length"));
        assertEquals(List.of("Width", "Length"), table.columns());
        assertEquals(List.of(), table.leftOut());
        assertArrayEquals(new double[] {0.4, 4.9}, table.rows().get(1));
    }

    @Test
    void aColumnOfWeightsWeighsTheRowsAndIsNotData() throws IOException {
        Table table = Table.read(file(FLOWERS), Columns.all().weights("Count"));
        assertEquals(List.of("Length", "Width"), table.columns());
        assertEquals(2, table.rows().weight(1));
        assertEquals(3, table.rows().totalWeight());
    }

    @Test
    void aColumnOfWeightsNeedNotBeChosen() throws IOException {
        Table table = Table.read(file(FLOWERS), Columns.of(List.of("Width")).weights("Count"));
        assertEquals(List.of("Width"), table.columns());
        assertEquals(3, table.rows().totalWeight());
    }

    @Test
    void aColumnIsNotDataAndWeightsAtOnce() throws IOException {
        Path file = file(FLOWERS);
        assertThrows(
                InvalidDataException.class,
                () -> Table.read(file, Columns.of(List.of("Count")).weights("Count")));
    }

    @Test
    void aNegativeWeightIsRefusedWithItsPlace() throws IOException {
        Path file = file("x,w\n1,1\n2,-3\n");
        InvalidDataException e = assertThrows(
                InvalidDataException.class, () -> Table.read(file, Columns.all().weights("w")));
        assertEquals("row 2, column \"w\": weight -3.0; a weight is a finite number, zero or more", e.getMessage());
    }

    @Test
    void quotesSpacesCarriageReturnsBlankLinesAndAByteOrderMarkAreNoDifficulty() throws IOException {
        Table table = Table.read(file("\uFEFF\"a, b\", c\r\n\"1\", 2 \r\n\r\n 3,+4e0\r\n"));
        assertEquals(List.of("a, b", "c"), table.columns());
        assertArrayEquals(new double[][] {{1, 2}, {3, 4}}, table.rows().toArray());
    }

    @Test
    void textInAColumnOfNumbersIsRefusedWithRowColumnTextAndRemedy() throws IOException {
        InvalidDataException e = refused("Sepal,Petal.Width\n1,0.2\n2,abc\n");
        assertEquals(2, e.row());
        assertEquals("Petal.Width", e.column());
        assertEquals(
                "row 2, column \"Petal.Width\": \"abc\" is not a number; correct it, or leave the column out",
                e.getMessage());
    }

    @Test
    void textBeforeTheFirstNumberOfItsColumnIsRefusedToo() throws IOException {
        assertEquals(1, refused("a,b\n1,abc\n2,xyz\n3,5\n").row());
    }

    @Test
    void textInAColumnThatWasChosenIsRefused() throws IOException {
        assertEquals(
                "row 1, column \"Species\": \"setosa\" is not a number; correct it, or leave the column out",
                refused(FLOWERS, "Species").getMessage());
    }

    @Test
    void textIsQuotedBackShort() throws IOException {
        String message = refused("a\n1\n" + "long ".repeat(100) + "\n").getMessage();
        assertTrue(message.length() < 130, message);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "nan, nan",
        "NA, NA",
        "'', the cell is empty",
        "'  ', the cell is empty",
        "?, ?",
        "null, null"
    })
    void aMissingValueIsRefusedWithRowColumnAndRemedy(String cell, String shown) throws IOException {
        assertEquals(
                "row 2, column \"x3\": " + shown
                        + "; drop the row, impute the value, or let it be missing (Missing.LATENT)",
                refused("x1,x3\n1,2\n3," + cell + "\n").getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "na", "N/A", "", " ", "?", "null", "."})
    void aMissingValueIsNaNOnRequest(String cell) throws IOException {
        Table table =
                Table.read(file("x1,x3\n1,2\n3," + cell + "\n"), Columns.all().missing(Missing.LATENT));
        assertArrayEquals(new double[][] {{1, 2}, {3, Double.NaN}}, table.rows().toArray());
        assertEquals(1, table.rows().gaps());
    }

    @Test
    void aColumnWithoutAnyValueIsReadWhereItIsNamed() throws IOException {
        Path file = file("x1,x3\n1,NA\n3,\n");
        Columns all = Columns.all().missing(Missing.LATENT);
        Columns named = Columns.of(List.of("x3", "x1")).missing(Missing.LATENT);
        assertEquals(List.of("x3"), Table.read(file, all).leftOut());
        assertEquals(2, Table.read(file, named).rows().gaps());
    }

    @Test
    void textAmongNumbersIsRefusedWhereValuesMayBeMissing() throws IOException {
        Path file = file("x1\n1\nNA\nlow\n");
        InvalidDataException e = assertThrows(
                InvalidDataException.class, () -> Table.read(file, Columns.all().missing(Missing.LATENT)));
        assertEquals(3, e.row());
    }

    @Test
    void aMissingWeightIsRefused() throws IOException {
        Path file = file("x1,w\n1,1\n2,NA\n");
        Columns columns = Columns.all().weights("w").missing(Missing.LATENT);
        assertEquals(
                "w",
                assertThrows(InvalidDataException.class, () -> Table.read(file, columns))
                        .column());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Inf", "-inf", "+Infinity", "1e999"})
    void anInfiniteValueIsRefused(String cell) throws IOException {
        assertEquals(
                "row 1, column \"x1\": " + cell + "; drop the row, or correct the value",
                refused("x1\n" + cell + "\n1\n").getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | 1 cell under a header of 2; the line ends too early: complete it",
                "5,6,7 | 3 cells under a header of 2; quote text that contains commas"
            })
    void aRaggedLineIsRefusedWithItsRow(String line, String words) throws IOException {
        InvalidDataException e = refused("a,b\n1,2\n" + line + "\n");
        assertTrue(e.getMessage().startsWith("row 2: " + words), e.getMessage());
    }

    @Test
    void aMissingHeaderIsRefused() throws IOException {
        assertEquals(
                "the first line holds numbers (5.1, 3.5, 1.4); put a line of column names above it",
                refused("5.1,3.5,1.4,0.2\n4.9,3.0,1.4,0.2\n").getMessage());
    }

    @Test
    void anUnknownColumnIsRefusedWithThoseThereAre() throws IOException {
        assertEquals(
                "column \"width\": not in the file; its columns are Length, Species, Width, Count",
                refused(FLOWERS, "width").getMessage());
    }

    @Test
    void aColumnChosenTwiceIsRefused() throws IOException {
        refused(FLOWERS, "Width", "Width");
    }

    @Test
    void aNameThatTwoColumnsHaveIsRefused() throws IOException {
        assertEquals(
                "column \"a\": in the header twice; give every column its own name",
                refused("a,b,a\n1,2,3\n").getMessage());
    }

    @Test
    void aColumnWithoutANameIsRefusedUnlessItIsTheFirst() throws IOException {
        assertEquals(
                "column 2 has no name in the header; give it one",
                refused("x,,y\n1,5,7\n2,6,8\n").getMessage());
        Table named = Table.read(file(",x\nu,5\n\"v, w\",6\n"));
        assertEquals(List.of("x"), named.columns());
        assertEquals(List.of("u", "v, w"), named.rowNames());
    }

    @Test
    void aFileWithoutNumbersIsRefused() throws IOException {
        refused("a,b\nx,y\n");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        InvalidDataException e = refused("");
        assertEquals(
                folder.resolve("data.csv") + " is empty; it needs a line of column names, then rows", e.getMessage());
    }

    @Test
    void aHeaderAloneIsRefused() throws IOException {
        assertEquals("there are no rows under the header", refused("a,b\n").getMessage());
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Path none = folder.resolve("none.csv");
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> Table.read(none));
        assertEquals("there is no file " + none, e.getMessage());
    }

    @Test
    void aDirectoryIsRefused() {
        assertThrows(InvalidDataException.class, () -> Table.read(folder));
    }

    @Test
    void bytesThatAreNotTextEndInARefusal() throws IOException {
        Path file = folder.resolve("data.csv");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, '"', 3, '\n', 'x', '\n'});
        assertThrows(InvalidDataException.class, () -> Table.read(file));
    }

    @Test
    void namesInAnotherEncodingAreReadInIt() throws IOException {
        Path file = folder.resolve("data.csv");
        Files.write(file, "Größe,x\n1,2\n2,1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                List.of("Größe", "x"),
                Table.read(file, Columns.all(), TextFormat.CSV.charset(StandardCharsets.ISO_8859_1))
                        .columns());
        String words =
                assertThrows(InvalidDataException.class, () -> Table.read(file)).getMessage();
        assertTrue(words.contains("not UTF-8; save the file as UTF-8, or say its TextFormat.charset"), words);
        assertEquals(2, Table.read(file, List.of("x")).rows().size());
    }

    @Test
    void aColumnThatCannotBeSquaredIsRefusedByItsName() throws IOException {
        assertEquals("speed", refused("speed\n6.7e160\n5.4e160\n").column());
    }

    @Test
    void whatIsWrittenReadsBackToTheSameBits() throws IOException {
        double[][] x = {{0.1, -1e-300, Math.PI}, {1.0 / 3, 1e150, 5}};
        List<String> names = List.of("a", "b, quoted", "c");
        StringWriter out = new StringWriter();
        Table.write(out, names, x);
        Table table = Table.read(file(out.toString()));
        assertEquals(names, table.columns());
        assertArrayEquals(x, table.rows().toArray());
    }

    @Test
    void weightsThatLeaveNoColumnAreRefusedAsSuch() throws IOException {
        Path file = file("n\n1\n2\n");
        Columns weighted = Columns.all().weights("n");
        assertEquals(
                "no column is left beside weights and labels; choose others for them",
                assertThrows(InvalidDataException.class, () -> Table.read(file, weighted))
                        .getMessage());
    }
}
