package org.em4j.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.em4j.cli.Command;
import org.em4j.cli.terminal.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables as R, pandas, spreadsheets and people write them, from the command line. */
class TableOptionsTest {
    private static final String TABLES = "src/test/resources/tables/";

    /** Of the same 24 rows in every file, two clusters far apart, by EM written in numpy. */
    private static final double LOG_LIKELIHOOD = -86.1069;

    @TempDir
    private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Command fit(String file, String... options) {
        List<String> words = new ArrayList<>(List.of("fit", "gmm", file, "--components=2"));
        words.addAll(List.of(options));
        return Command.em(words.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "rowindex.csv ~ --columns=x,y",
                "r_rownames.csv ~ --columns=x..y",
                "quote_comma.csv ~ --columns=\"x, cm\",y",
                "quote_comma.csv ~ --columns= y , \"x, cm\" ",
                "semi_deccomma.csv ~ --decimal=, --delimiter=;",
                "semi_deccomma.csv ~ --decimal=comma",
                "comment.csv ~ --comment=#",
                "r_writetable.txt ~ --delimiter=space",
            })
    void whatIsSaidIsRead(String file, String options) {
        List<String> words =
                new ArrayList<>(options.startsWith("--columns") ? List.of(options) : List.of(options.split(" ")));
        words.add("--format=json");
        Command fit = fit(TABLES + file, words.toArray(String[]::new));
        assertEquals(0, fit.status(), fit.out() + fit.err());
        assertEquals(LOG_LIKELIHOOD, fit.json().at("/fit/logLikelihood").asDouble(), 5e-5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "semi_deccomma.csv ~ separated by semicolons, and numbers had decimal commas; say --delimiter ';' --decimal ,",
                "comment.csv ~ the first line begins with #; if it is a comment, say --comment '#'",
                "short_row.csv ~ row 25: 1 cell under a header of 2; the line ends too early",
                "unclosed.csv ~ the quote that opens in line 5 is not closed",
                "r_writetable.txt ~ separated by spaces; say --delimiter ' '",
            })
    void theRemedyFits(String file, String words) {
        Command fit = fit(TABLES + file);
        assertEquals(3, fit.status());
        assertEquals("", fit.out());
        assertTrue(fit.err().contains(words), fit.err());
    }

    @Test
    void aFileIsNamedOnce() throws IOException {
        assertEquals("em: there is no file nowhere.csv\n", fit("nowhere.csv").err());
        String file = write("nothing.csv", "");
        assertEquals(
                "em: " + file + " is empty; it needs a line of column names, then rows\n",
                fit(file).err());
    }

    @Test
    void rowNamesAreCarriedToWhatIsSaidOfRows() throws IOException {
        String model = folder.resolve("m.json").toString();
        assertEquals(0, fit(TABLES + "rowindex.csv", "--model", model).status());
        String named = write("n.csv", ",x,y\n\"a, b\",1,2\nc,2,NA\n");
        String plain = write("p.csv", "x,y\n1,2\n2,NA\n");
        for (String verb : List.of("predict", "score", "impute")) {
            List<String> options = verb.equals("impute") ? List.of("--draws=2") : List.of("--missing");
            String without = Command.em(verb, model, plain, options.get(0)).out();
            List<String> with =
                    Command.em(verb, model, named, options.get(0)).out().lines().toList();
            List<String> names = List.of("\"a, b\",", "c,");
            List<String> lines = without.lines().toList();
            assertEquals("," + lines.get(0), with.get(0));
            for (int i = 1; i < lines.size(); i++) {
                assertEquals(names.get((i - 1) % 2) + lines.get(i), with.get(i));
            }
        }
    }

    @Test
    void oneQuoteThatIsNotClosedDropsNoRows() throws IOException {
        StringBuilder text = new StringBuilder("a,b,name\n");
        for (int i = 0; i < 1000; i++) {
            text.append(i % 17)
                    .append(',')
                    .append(i % 23)
                    .append(i == 49 ? ",\"n" : ",n")
                    .append(i)
                    .append('\n');
        }
        Command fit = fit(write("uq.csv", text.toString()));
        assertEquals(3, fit.status(), fit.out());
        assertTrue(fit.err().contains("the quote that opens in line 51 is not closed"), fit.err());
    }

    @Test
    void matricesAsRAndPandasWriteThem() throws IOException {
        String[] fa = {"fit", "fa", TABLES + "r_matrix.csv", "--input=correlation", "--observations=120", "--factors=1"
        };
        Command whole = Command.em(fa);
        assertEquals(0, whole.status(), whole.err());
        List<String> lines = Files.readAllLines(Path.of(fa[2]));
        StringBuilder triangle = new StringBuilder(lines.get(0)).append('\n');
        StringBuilder shuffled = new StringBuilder(lines.get(0)).append('\n');
        for (int i = 1; i < lines.size(); i++) {
            triangle.append(String.join(",", List.of(lines.get(i).split(",")).subList(0, i + 1)))
                    .append('\n');
            shuffled.append(lines.get(lines.size() - i)).append('\n');
        }
        for (StringBuilder text : List.of(triangle, shuffled)) {
            fa[2] = write("m.csv", text.toString());
            assertEquals(whole.out(), Command.em(fa).out());
        }
        fa[2] = write("m.csv", shuffled.toString().replace("\"v3\",0", "\"w3\",0"));
        assertTrue(Command.em(fa).err().contains("the rows of a matrix have the names of its columns"));
    }

    @Test
    void columnsThatNobodyMeantAreMentioned() throws IOException {
        StringBuilder text = new StringBuilder("id,class,c,x,y,z\n");
        for (int i = 0; i < 60; i++) {
            text.append(String.join(
                    ",", "" + i, "" + i % 3, "7", "" + i * i % 31, "" + Math.sin(i), "" + Math.cos(3 * i) + "\n"));
        }
        String file = write("odd.csv", text.toString());
        String words = "em: fitted as the other columns: id numbers the rows; c is the same in all rows; class has few"
                + " whole values, as numbers of groups; leave out with --except id,c,class\n";
        assertTrue(fit(file).err().contains(words), fit(file).err());
        assertFalse(fit(file, "--except", "id,c,class").err().contains("fitted as"));
        assertFalse(fit(file, "--columns", "x..z").err().contains("fitted as"));
        assertFalse(fit("../data/iris.csv").err().contains("fitted as"));
    }

    @Test
    void standardInputIsAFile() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Files.readAllBytes(Path.of("../data/iris.csv"))));
            assertEquals(fit("../data/iris.csv").out(), fit("-").out());
            System.setIn(new ByteArrayInputStream(
                    "a,b,c\n1,2,5\n2,1,5\n4,4,5\n3,1,5\n9,7,5\n8,8,5\n".getBytes(StandardCharsets.UTF_8)));
            Command remedied = Command.em("fit", "gmm", "-", "--components=1");
            assertTrue(remedied.err().contains("it fits with --columns a,b"), remedied.err());
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void remediesNameColumnsAsTheyAreTyped() throws IOException {
        String file = write("c.csv", "\"a, cm\",b,c\n1,2,5\n2,1,5\n4,4,5\n3,1,5\n9,7,5\n8,8,5\n");
        Command fit = Command.em("fit", "gmm", file, "--components=1");
        assertTrue(fit.err().contains("it fits with --columns '\"a, cm\",b'"), fit.err());
        assertEquals(
                0,
                Command.em("fit", "gmm", file, "--components=1", "--columns", "\"a, cm\",b")
                        .status());
    }

    @Test
    void namesOfNoColumnsAreRefused() {
        assertEquals(
                "em: an option names no column; name some, or leave the option out\n",
                fit("../data/iris.csv", "--columns", "").err());
        Command labelled = fit(TABLES + "rowindex.csv", "--columns=x", "--except=x");
        assertTrue(labelled.err().contains("no column is left; --except takes all of them out"), labelled.err());
    }

    @Test
    void optionsWithoutDashesAreToldFromThoseOfOtherCommands() {
        String bare =
                Command.em("fit", "gmm", "../data/iris.csv", "components", "3").err();
        assertEquals(
                "em: em fit gmm takes no word components; did you mean --components? See em fit gmm --help\n", bare);
        String other =
                Command.em("fit", "fa", "../data/iris.csv", "--components=3").err();
        assertTrue(other.startsWith("em: em fit fa takes no --components; em fit gmm, "), other);
        assertEquals(
                "em: em fit gmm takes no draws. See em fit gmm --help\n",
                Command.em("fit", "gmm", "../data/iris.csv", "draws").err());
    }

    @Test
    void namesAndLabelsThatASpreadsheetWouldComputeAreEscapedOnRequestAndReadAgain() throws IOException {
        String model = folder.resolve("m.json").toString();
        String table = write("t.csv", ",=a,-b,label\n@r,0,1,+u\n-2,1,,-v\n'=s,5,7,\nt,6,8.5,\n");
        Command fit = Command.em(
                "fit",
                "gmm",
                table,
                "--missing",
                "--labels=label",
                "--components=2",
                "--covariance=spherical",
                "--max-iterations=1",
                "--model",
                model);
        assertEquals(4, fit.status(), fit.err());
        Command predict = Command.em("predict", model, table, "--missing", "--escape-formulas");
        List<String> lines = predict.out().lines().toList();
        assertTrue(lines.get(1).startsWith("'@r,1,'+u,"), predict.out());
        assertTrue(lines.get(2).startsWith("-2,2,'-v,"), predict.out());
        assertTrue(lines.get(3).startsWith("'=s,"), predict.out());
        String escaped = Command.em("impute", model, table, "--escape-formulas").out();
        assertTrue(escaped.startsWith(",'=a,'-b\n'@r,0.0,1.0\n-2,1.0,"), escaped);
        String again = write("again.csv", escaped);
        assertEquals(ExitStatus.BAD_INPUT, Command.em("impute", model, again).status());
        assertEquals(
                escaped, Command.em("impute", model, again, "--escape-formulas").out());
        assertTrue(Command.em("sample", model, "--rows=1", "--escape-formulas")
                .out()
                .startsWith("'=a,'-b\n"));
    }
}
