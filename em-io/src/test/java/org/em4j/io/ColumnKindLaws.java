package org.em4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.data.InvalidDataException;
import org.junit.jupiter.api.Test;

/**
 * The majority of the cells that are there decides what a column without a number is: text, which is left out, or numbers that
 * are written in some other way, which are refused.
 */
class ColumnKindLaws {
    private static final List<String> FORMATTED =
            List.of("50%", "$1.20", "1,234", "12,5", "(3.50)", "-7 %", "1 234 567");
    private static final List<String> TEXT = List.of("low", "n/k", "-", "a50%", "12:30", "3 kg", "2024-01-05", "1.2.3");
    private static final List<String> MISSING = List.of("", "NA", "?", "null", " ");

    @Provide
    Arbitrary<List<String>> columns() {
        return Arbitraries.oneOf(Arbitraries.of(FORMATTED), Arbitraries.of(TEXT), Arbitraries.of(MISSING))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static Table read(List<String> cells) throws IOException {
        Path file = Files.createTempFile("column", ".csv");
        try {
            return Table.read(Files.writeString(
                    file,
                    IntStream.range(0, cells.size())
                            .mapToObj(i -> i + ",\"" + cells.get(i) + "\"")
                            .collect(Collectors.joining("\n", "x,c\n", "\n"))));
        } finally {
            Files.delete(file);
        }
    }

    private static void keepsTheLaw(List<String> cells) throws IOException {
        long text = cells.stream().filter(TEXT::contains).count();
        long formatted = cells.stream().filter(FORMATTED::contains).count();
        if (formatted == 0 || text > formatted) {
            Table table = read(cells);
            assertEquals(List.of("c"), table.leftOut());
            assertEquals(List.of("x"), table.columns());
        } else {
            InvalidDataException refused = assertThrows(InvalidDataException.class, () -> read(cells));
            int first = IntStream.range(0, cells.size())
                    .filter(i -> FORMATTED.contains(cells.get(i)))
                    .findFirst()
                    .orElseThrow();
            assertEquals("c", refused.column());
            assertEquals(first + 1, refused.row());
            assertTrue(refused.getMessage().contains('"' + cells.get(first) + '"'), refused.getMessage());
        }
    }

    @Property
    void theMajorityDecides(@ForAll("columns") List<String> cells) throws IOException {
        keepsTheLaw(cells);
    }

    /** Of a table that is read in several pieces, of which each alone would be the other kind than the whole, or may be. */
    @Test
    void itIsTheMajorityOfTheWholeTable() throws IOException {
        for (int texts : new int[] {199_999, 200_000, 200_001}) {
            List<String> cells = new java.util.ArrayList<>(Collections.nCopies(200_000, "50%"));
            cells.addAll(Collections.nCopies(texts, "low"));
            keepsTheLaw(cells);
            Collections.reverse(cells);
            keepsTheLaw(cells);
        }
    }
}
