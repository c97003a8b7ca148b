package org.em4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.junit.jupiter.api.Test;

/** What a categorical column says is what its cells said: any text, whose number is its place among all, wherever it comes first. */
class CategoricalLaws {
    private static final List<String> WORDS = List.of(
            "yes",
            "no",
            "No",
            "don't know",
            "a, b",
            "say \"so\"",
            "é",
            "-",
            "1",
            "1.0",
            "10",
            "2",
            "-3.5",
            "1e1",
            "12:30");
    private static final List<String> MISSING = List.of("", "NA", "?", "null", " ");
    private static final Columns CATEGORICAL =
            Columns.all().missing(Missing.LATENT).categorical(new Columns.Choice(List.of("x"), true));

    @Provide
    Arbitrary<List<String>> cells() {
        return Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.of(WORDS)), Tuple.of(1, Arbitraries.of(MISSING)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .filter(list -> !MISSING.containsAll(list));
    }

    private static Table read(String text, Columns asked) throws IOException {
        Path file = Files.createTempFile("categories", ".csv");
        try {
            return Table.read(Files.writeString(file, text), asked);
        } finally {
            Files.delete(file);
        }
    }

    private static String csv(List<String> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> i + ",\"" + cells.get(i).replace("\"", "\"\"") + '"')
                .collect(Collectors.joining("\n", "x,c\n", "\n"));
    }

    /** Texts that are one number are one category. */
    private static String plain(String cell) {
        return switch (cell) {
            case "1.0" -> "1";
            case "1e1" -> "10";
            default -> MISSING.contains(cell) ? "" : cell;
        };
    }

    @Property
    void eachCellIsItsCategory(@ForAll("cells") List<String> cells) throws IOException {
        Table table = read(csv(cells), CATEGORICAL);
        List<String> categories = table.categories().get("c");
        for (int i = 0; i < cells.size(); i++) {
            double number = table.rows().get(i, 1);
            assertEquals(plain(cells.get(i)), Double.isNaN(number) ? "" : categories.get((int) number));
        }
        assertEquals(List.of("c"), List.copyOf(table.categories().keySet()));
    }

    @Property
    void numbersComeBySizeAndThenWordsByLetters(@ForAll("cells") List<String> cells) throws IOException {
        List<String> categories = read(csv(cells), CATEGORICAL).categories().get("c");
        List<String> order = List.of(
                "-3.5", "1", "2", "10", "-", "12:30", "No", "a, b", "don't know", "no", "say \"so\"", "yes", "é");
        assertEquals(order.stream().filter(categories::contains).toList(), categories);
    }

    /** Of a table that is read in many pieces, each of which meets the categories in another order. */
    @Test
    void thePiecesAgree() throws IOException {
        int n = 400_000;
        Table table = read(
                IntStream.range(0, n)
                        .mapToObj(i -> i + ",c" + i * 7L / 90_000 % 11 + "," + i % 3)
                        .collect(Collectors.joining("\n", "x,c,k\n", "\n")),
                CATEGORICAL);
        assertEquals(List.of("0", "1", "2"), table.categories().get("k"));
        for (int i = 0; i < n; i++) {
            assertEquals("c" + i * 7L / 90_000 % 11, table.categories().get("c").get((int)
                    table.rows().get(i, 1)));
            assertEquals(i % 3, table.rows().get(i, 2));
        }
    }

    @Test
    void columnsOfNumbersBecomeCategoriesToo() throws IOException {
        Table numbers = read("x,c\n1,2.5\n2,-1\n3,NA\n4,2.5\n", Columns.all().missing(Missing.LATENT));
        Table table = numbers.categorical(List.of("c"));
        assertEquals(List.of("-1", "2.5"), table.categories().get("c"));
        assertEquals(1, table.rows().get(0, 1));
        assertEquals(0, table.rows().get(1, 1));
        assertTrue(Double.isNaN(table.rows().get(2, 1)));
    }

    @Test
    void tooManyCategoriesAreNamesOrMeasurements() {
        String text =
                IntStream.range(0, 1001).mapToObj(i -> i + ",id" + i).collect(Collectors.joining("\n", "x,c\n", "\n"));
        String words = assertThrows(InvalidDataException.class, () -> read(text, CATEGORICAL))
                .getMessage();
        assertTrue(words.startsWith("column \"c\": more than 1,000 categories"), words);
    }

    @Test
    void aMissingCategoryIsRefusedUnlessItIsLatent() {
        Columns refusing = CATEGORICAL.missing(Missing.REFUSED);
        String words = assertThrows(InvalidDataException.class, () -> read("x,c\n1,a\n2,NA\n", refusing))
                .getMessage();
        assertTrue(words.toLowerCase(Locale.ROOT).startsWith("row 2, column \"c\""), words);
    }

    @Test
    void rowsThatLackAColumnGoWithTheCategoriesTheyAloneHave() throws IOException {
        Columns columns = Columns.all().missing(Missing.LATENT).categorical(new Columns.Choice(List.of("x"), true));
        Table table = read("c,x\na,1\nb,\nc,3\n", columns).having(List.of("x"));
        assertArrayEquals(new double[][] {{0, 1}, {1, 3}}, table.rows().toArray());
        assertEquals(List.of("a", "c"), table.categories().get("c"));
    }
}
