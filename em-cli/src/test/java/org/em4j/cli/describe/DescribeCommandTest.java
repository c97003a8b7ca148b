package org.em4j.cli.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.em4j.cli.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a table on the command line, and that what it says to do next can be done. */
class DescribeCommandTest {
    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Command describe(Object file, String... options) {
        return Command.em(Stream.concat(Stream.of("describe", file.toString()), Arrays.stream(options))
                .toArray(String[]::new));
    }

    /** Sixty rows with gaps, numbers of rows, a price that no fit reads, and a scale. */
    private static String survey(char delimiter) {
        Random random = new Random(4);
        return IntStream.range(0, 60)
                .mapToObj(i -> List.of(
                                "" + (i + 1),
                                i % 9 == 0 ? "" : "" + random.nextInt(1000) / 8.0,
                                "" + random.nextInt(1000) / 8.0,
                                i % 2 == 0 ? "$5" : "$6",
                                "" + (i % 5),
                                i == 7 ? "unknown" : "" + i)
                        .stream()
                        .collect(Collectors.joining("" + delimiter)))
                .collect(Collectors.joining(
                        "\n", String.join("" + delimiter, "id", "x", "y", "price", "answer", "mixed") + "\n", "\n"));
    }

    @Test
    void aColumnIsOneLine() {
        Command iris = describe("../data/iris.csv");
        assertEquals(0, iris.status());
        assertEquals("", iris.err());
        assertTrue(
                iris.out()
                        .contains(
                                "\nSepal.Width   number      150        0         23   2.0000  3.0573  0.4359  3.0000   4.4000\n"),
                iris::out);
        assertTrue(iris.out().contains("\nSpecies  setosa 50, versicolor 50, virginica 50\n"), iris::out);
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';'})
    void whatItSaysToDoNextCanBeDone(char delimiter) throws IOException {
        Path file = write("survey.csv", survey(delimiter));
        String[] options = delimiter == ',' ? new String[0] : new String[] {"--delimiter", ";"};
        String next = describe(file, options).out().lines().reduce((a, b) -> b).orElseThrow();
        String typed = delimiter == ',' ? "" : " --delimiter ';'";
        assertEquals("for groups of rows: ./em select gmm " + file + typed + " --columns x,y --missing", next);
        String[] words = (next.replaceFirst(".*\\./em ", "").replace("'", "") + " --components 1..2 --families EII")
                .split(" ", -1);
        Command fit = Command.em(words);
        assertEquals(0, fit.status(), fit.err());
        assertEquals("", fit.err());
    }

    @Test
    void tablesOfAnswersHaveClassesNext() {
        String next = describe("../data/cheating.csv", "--weights", "students")
                .out()
                .lines()
                .reduce((a, b) -> b)
                .orElseThrow();
        assertEquals(
                "for classes of answers: ./em select lca ../data/cheating.csv --weights students --except gpa", next);
        Command classes =
                Command.em((next.replaceFirst(".*\\./em ", "") + " --classes 1..2 --restarts 2").split(" ", -1));
        assertEquals(0, classes.status(), classes.err());
    }

    @Test
    void nothingIsSaidToDoWithColumnsOfText() throws IOException {
        Command text = describe(write("text.csv", "a,b\nx,1\ny,1\nz,1\n"));
        assertTrue(
                text.out()
                        .endsWith(
                                "\nnothing to fit: no column holds numbers that vary, or there are fewer than ten rows\n"),
                text::out);
    }

    @Test
    void settingsInJavaAreOptionsHere() throws IOException {
        Command money = describe(write("survey.csv", survey(',')));
        assertTrue(money.out().contains("leave the column out (--except)"), money::out);
        JsonNode json =
                describe(folder.resolve("survey.csv"), "--format", "json").json();
        assertTrue(json.at("/profile/3/notes/0/words").asText().contains("(--except)"), json::toString);
        assertEquals("formatted", json.at("/profile/3/notes/0/kind").asText());
    }

    /** What is given through another door is the same table. */
    @Test
    void aTableIsTheSameCompressedPackedAndFromStandardInput() throws IOException {
        String numbers = "a,b\n"
                + IntStream.range(0, 30)
                        .mapToObj(i -> (i % 4 == 0 ? "" : "" + i / 4.0) + "," + i * i % 11 + "\n")
                        .collect(Collectors.joining());
        String expected = body(describe(write("t.csv", numbers)));
        Path gz = folder.resolve("t.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write(numbers.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(expected, body(describe(gz)));
        Path packed = folder.resolve("t.em4j");
        assertEquals(
                0,
                Command.em("pack", folder + "/t.csv", "--missing", "--out", packed.toString())
                        .status());
        assertEquals(expected, body(describe(packed)));
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(numbers.getBytes(StandardCharsets.UTF_8)));
        try {
            assertEquals(expected, body(describe("-")));
        } finally {
            System.setIn(before);
        }
        assertTrue(describe(packed, "--columns", "b").out().contains(": 30 rows, 1 column\n"));
    }

    /** All but the first line, which has the name, and the last, which has it too. */
    private static String body(Command command) {
        assertEquals(0, command.status(), command.err());
        List<String> lines = command.out().lines().toList();
        return String.join("\n", lines.subList(1, lines.size() - 1));
    }

    @Test
    void anArrayHasItsNumbersDescribed() {
        JsonNode array = describe("src/test/resources/tables/several.npz", "--array", "b", "--format", "json")
                .json();
        assertEquals("x1", array.at("/columns/0").asText());
        assertTrue(array.at("/profile/0/mean").isNumber(), array::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a,b\n",
                "1,2\n3,4\n",
                "a,b\n1,2\n3\n",
                "a,b\n1,\"2\n",
                "a;b\n1,5;2\n2,5;3\n",
                "a,a\n1,2\n",
                "# by hand\na\tb\n1\t2\n",
                "<html><body>\n"
            })
    void whatIsNoTableIsRefusedInTheWordsOfAFit(String text) throws IOException {
        Path file = write("bad.csv", text);
        Command fit = Command.em("fit", "gmm", file.toString(), "--components", "1");
        Command described = describe(file);
        assertEquals(3, described.status());
        assertEquals(fit.err(), described.err());
        assertEquals("", described.out());
    }

    @Test
    void aFileThatIsNotThereIsRefusedAsJson() {
        Command missing = describe(folder.resolve("no.csv"), "--format", "json");
        assertEquals(3, missing.status());
        assertTrue(missing.json().at("/error/message").asText().startsWith("there is no file"), missing::out);
    }

    @Test
    void aPageShowsTheColumnsAndWhereValuesAreMissing() throws IOException {
        Path page = folder.resolve("page.html");
        assertEquals(
                0,
                describe(write("survey.csv", survey(',')), "--report", page.toString())
                        .status());
        String html = Files.readString(page);
        assertTrue(html.contains("id=\"picture-columns\""));
        assertTrue(html.contains("id=\"picture-missing\""));
        assertTrue(html.contains("<h2>What was found</h2>"));
        assertTrue(html.contains("survey.csv: 60 rows, 6 columns"));
    }
}
