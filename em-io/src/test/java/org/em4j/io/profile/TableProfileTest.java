package org.em4j.io.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.inference.CovarianceCoverage;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.em4j.io.TextFormat;
import org.em4j.io.profile.Note.Oddity;
import org.em4j.io.rows.CellStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of tables as people write them. */
class TableProfileTest {
    @TempDir
    private Path folder;

    private CellStream cells(String text, Columns asked) throws IOException {
        return Table.cells(Files.writeString(folder.resolve("t.csv"), text), asked, TextFormat.CSV);
    }

    private TableProfile profile(String text) throws IOException {
        return TableProfile.of(cells(text, Columns.all()), "");
    }

    /** The profile of one column beside another. */
    private ColumnProfile column(int rows, IntFunction<String> cell) throws IOException {
        return profile(IntStream.range(0, rows)
                        .mapToObj(i -> cell.apply(i) + "," + i * i % 7)
                        .collect(Collectors.joining("\n", "c,other\n", "\n")))
                .columns()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5 2 3, NUMBER",
        "1 2.0 3e2, WHOLE",
        "a b a b, CATEGORY",
        "a b c, TEXT",
        "1 b 2 3, MIXED",
        "NA ? nan, EMPTY",
        "1 NA 2, WHOLE",
        "inf 2, NUMBER"
    })
    void theTypeOfAColumnIsThatOfItsCells(String cells, Kind kind) throws IOException {
        String[] each = cells.split(" ", -1);
        assertEquals(kind, column(each.length, i -> each[i]).kind());
    }

    @ParameterizedTest
    @CsvSource({
        "7, CONSTANT",
        "m, CONSTANT",
        "i, NUMBERING",
        "id i, NAMES",
        "2024-01-0i, DATES",
        "1i.2.2024, DATES",
        "1i:30, DATES",
        "i%, FORMATTED",
        "$i, FORMATTED"
    })
    void whatIsOddIsSaid(String pattern, Oddity oddity) throws IOException {
        ColumnProfile column = column(9, i -> pattern.replaceAll("\\bi|(?<=\\d|\\$)i", "" + (i + 1)));
        assertTrue(column.is(oddity), column.notes()::toString);
        assertEquals(1, column.notes().size(), column.notes()::toString);
    }

    @Test
    void textsAmongNumbersAreCountedAndTheFirstIsShown() throws IOException {
        ColumnProfile column = column(9, i -> i == 4 ? "about 7" : "" + i / 2.0);
        assertEquals(
                "8 numbers and 1 text: the first is \"about 7\" in row 5",
                column.notes().get(0).words());
    }

    @Test
    void infiniteCellsAreCountedAndLeftOutOfTheFigures() throws IOException {
        ColumnProfile column = column(5, i -> i == 3 ? "-Inf" : i == 4 ? "1e999" : "" + (i + 0.5));
        assertEquals(1.5, column.spread().orElseThrow().mean());
        assertEquals(
                "2 cells are infinite, and left out of the figures",
                column.notes().get(0).words());
    }

    @Test
    void fewWholeValuesAreCountedAndMayBeGroups() throws IOException {
        ColumnProfile column = column(40, i -> "" + i % 4 / 2);
        assertTrue(column.is(Oddity.GROUPS));
        assertEquals(List.of(new Common("0", 20), new Common("1", 20)), column.common());
    }

    @Test
    void aNumberIsOneValueHoweverItIsWritten() throws IOException {
        assertEquals(1, column(4, i -> List.of("1", "1.0", "1e0", "+1").get(i)).different());
        assertEquals(1, column(2, i -> List.of("0", "-0").get(i)).different());
    }

    @Test
    void columnsThatAreOthersAreNamed() throws IOException {
        TableProfile profile = profile(IntStream.range(0, 700)
                .mapToObj(i -> {
                    double celsius = Math.sin(i) * 20;
                    String word = List.of("a", "b", "c").get(i * i % 3 + i % 2);
                    return celsius + "," + (32 + 1.8 * celsius) + "," + (i == 650 ? 1 : 3 * celsius) + "," + word + ","
                            + word;
                })
                .collect(Collectors.joining("\n", "celsius,fahrenheit,nearly,word,again\n", "\n")));
        assertEquals(
                List.of(new Note(Oddity.LINEAR, "a copy of celsius in other units: 1.8 times it + 32")),
                profile.columns().get(1).notes());
        assertEquals(List.of(), profile.columns().get(2).notes());
        assertEquals(
                List.of(new Note(Oddity.COPY, "the same as word")),
                profile.columns().get(4).notes());
    }

    @Test
    void whatIsMissingTogetherIsCountedAndEmptyColumnsAreLeftAside() throws IOException {
        MissingValues missing =
                profile("a,b,c,e\n1,2,3,\n,,3,\n,,4,\n1,,3,NA\n1,2,,?\n,,,\n").missing();
        assertEquals(List.of("a", "b", "c"), missing.columns());
        assertEquals(
                List.of(
                        new MissingValues.Gap(List.of("a", "b"), 2),
                        new MissingValues.Gap(List.of("b"), 1),
                        new MissingValues.Gap(List.of("c"), 1),
                        new MissingValues.Gap(List.of("a", "b", "c"), 1)),
                missing.patterns());
        assertEquals(9, missing.values());
        assertEquals(1, missing.complete());
        CovarianceCoverage coverage = missing.coverage().orElseThrow();
        assertEquals(1, coverage.blank());
        assertEquals(
                new CovarianceCoverage.Pair(1, 2, 1 / 6.0), coverage.rarest(1).get(0));
    }

    /** Fourteen columns of gaps have more patterns than are told apart; pairs, and rows that lack nothing, are counted all the same. */
    @Test
    void ofManyPatternsSomeAreToldApartAndAllRowsCounted() throws IOException {
        int rows = 1 << 14;
        MissingValues missing = profile(IntStream.range(0, rows)
                        .mapToObj(i -> IntStream.range(0, 14)
                                .mapToObj(j -> (i >> j & 1) == 1 || i == 0 ? "1" : "")
                                .collect(Collectors.joining(",", "", ",,")))
                        .collect(Collectors.joining(
                                "\n", String.join(",", Columns.numbered("x", 14)) + ",empty,void\n", "\n")))
                .missing();
        assertTrue(missing.hasMore());
        assertEquals(2, missing.complete(), "the first row and the last");
        assertEquals(14L * (rows / 2 - 1), missing.values());
        double[][] pairs = missing.coverage().orElseThrow().pairs();
        assertEquals(rows / 4.0 + 1, pairs[0][13]);
        assertEquals(rows / 2.0 + 1, pairs[5][5]);
    }

    @Test
    void ofManyDifferentValuesSomeAreCountedAndTheMedianIsNotKnown() throws IOException {
        ColumnProfile column = column(10_500, i -> "" + Math.sqrt(i));
        assertEquals(10_000, column.different());
        assertTrue(column.hasMore());
        assertEquals(OptionalDouble.empty(), column.spread().orElseThrow().median());
        assertTrue(column(10_500, i -> "n" + i).is(Oddity.NAMES));
        assertFalse(column(10_500, i -> "n" + i / 2).is(Oddity.NAMES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"e160", "e300", "e-170", "e-300"})
    void figuresOfLargeAndSmallNumbersAreNumbers(String power) throws IOException {
        Spread spread = column(3, i -> (i + 1) + power).spread().orElseThrow();
        double unit = Double.parseDouble("1" + power);
        assertEquals(2, spread.mean() / unit, 1e-15);
        assertEquals(1, spread.deviation().orElseThrow() / unit, 1e-15);
    }

    @Test
    void aNumberThatDwarfsTheOthersDecidesOnTheDeviation() throws IOException {
        Spread spread = column(4, i -> i == 3 ? "4e200" : "" + i).spread().orElseThrow();
        assertEquals(1, spread.mean() / 1e200, 1e-15);
        assertEquals(2, spread.deviation().orElseThrow() / 1e200, 1e-15);
    }

    @Test
    void rowsOfWeightZeroDoNotCount() throws IOException {
        CellStream cells = cells("x,w\n1,1\n100,0\n4,2\n", Columns.all().weights("w"));
        TableProfile profile = TableProfile.of(cells, "w");
        assertEquals(2, profile.rows());
        assertEquals(1, profile.weightless());
        assertEquals(3, profile.columns().get(0).spread().orElseThrow().mean());
        assertEquals(4, profile.columns().get(0).spread().orElseThrow().maximum());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,w;1,1;2,-1 | row 2, column \"w\": weight -1.0; a weight is a finite number, zero or more",
                "x,w;1,a | row 1, column \"w\": \"a\" is not a number; correct it, or leave the column out",
                "x,w;1, | row 1, column \"w\": the cell is empty; drop the row, impute the value, or let it be missing (Missing.LATENT)",
                "x,w;1,0 | column \"w\": the weights sum to 0.0; rescale them",
                "x,w;1,1;2 | row 2: 1 cell under a header of 2; the line ends too early: complete it, or copy the file again if it was cut off",
                "x,w | there are no rows under the header",
                "x,y;1,1 | column \"w\": not in the file; its columns are x, y"
            })
    void whatIsNoTableIsRefusedAsElsewhere(String lines, String words) throws IOException {
        CellStream cells = cells(lines.replace(';', '\n') + "\n", Columns.all().weights("w"));
        assertEquals(
                words,
                assertThrows(InvalidDataException.class, () -> TableProfile.of(cells, "w"))
                        .getMessage());
    }

    @Test
    void quotesAndBlankLinesAreReadAsElsewhere() throws IOException {
        TableProfile profile = profile("name,x\n\n\"Smith, J\",1\n   \n\"two\nlines\",2\n\"say \"\"so\"\"\",3\n");
        assertEquals(3, profile.rows());
        assertEquals(Kind.TEXT, profile.columns().get(0).kind());
        assertEquals(2, profile.columns().get(1).spread().orElseThrow().mean());
    }

    @Test
    void moreRowsThanAreDrawnAreSampled() throws IOException {
        ShownRows shown = profile(
                        IntStream.range(0, 6000).mapToObj(i -> "" + i).collect(Collectors.joining("\n", "x\n", "\n")))
                .shown();
        assertEquals(6000, shown.seen());
        assertEquals(5000, shown.rows().size());
        assertTrue(shown.rows().stream().allMatch(row -> row.values()[0] == row.number()));
        double mean =
                shown.rows().stream().mapToLong(ShownRows.Row::number).average().orElseThrow();
        assertEquals(2999.5, mean, 4 * Math.sqrt(6000.0 * 6000 / 12 / 5000 / 6)); // of a sixth that is left out
    }
}
