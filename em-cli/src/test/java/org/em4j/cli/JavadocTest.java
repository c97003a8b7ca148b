package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the libraries say of themselves: lists and pop-ups show a summary without the one above it. */
class JavadocTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> NO_LIBRARIES = List.of("em-cli", "em-benchmarks");
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern LEANING = Pattern.compile(
            "(The same\\b(?! (test|family)).*|(That|Those|These|This|Both|Its?|Their|They|Likewise|Also|Or|But|Such as|So many|So small)\\b.*"
                    + "|(One|Some) of them\\b.*|The others?\\b.*|.*\\bas (above|below)\\b.*)");

    @Test
    void noSummaryLeansOnItsNeighbour() throws IOException {
        List<String> leaning = new ArrayList<>();
        int seen = 0;
        for (Path file : libraries()) {
            for (String summary : summaries(Files.readString(file))) {
                seen++;
                if (LEANING.matcher(summary).matches()) {
                    leaning.add(file.getFileName() + ": " + summary);
                }
            }
        }
        assertTrue(seen > 1500, "saw " + seen + " comments");
        assertEquals(List.of(), leaning);
    }

    /** Those of the JVM are no options of the command line. */
    @Test
    void noLibraryNamesAnOptionOfTheCommandLine() throws IOException {
        Pattern option = Pattern.compile("\"(?:[^\"]*[^-\\w\"])?--(?!add-modules)[a-z]{2}");
        List<String> named = new ArrayList<>();
        for (Path file : libraries()) {
            if (ROOT.relativize(file).startsWith("em-report")) {
                continue; // its texts are read beside the command line
            }
            Files.readString(file)
                    .lines()
                    .filter(line -> option.matcher(line).find())
                    .forEach(line -> named.add(file.getFileName() + ": " + line.strip()));
        }
        assertEquals(List.of(), named);
    }

    @Test
    void aSummaryThatLeansIsSeen() {
        assertEquals(
                List.of("The same, on threads.", "Those of rows.", "A sum."),
                summaries(
                        "/** The same, on threads. */ int a;\n/**\n * Those of\n * rows.\n *\n * @return sum\n */\n/** A sum. */"));
        assertTrue(LEANING.matcher("The same, on threads.").matches());
        assertTrue(LEANING.matcher("Those of rows.").matches());
        assertTrue(!LEANING.matcher("A sum.").matches());
    }

    @Test
    void everyPackageOfALibrarySaysWhatIsInItAndThatNoNullsAre() throws IOException {
        List<Path> rooms = libraries().stream().map(Path::getParent).distinct().toList();
        assertTrue(rooms.size() > 40, "saw " + rooms);
        List<String> silent = new ArrayList<>();
        for (Path room : rooms) {
            Path words = room.resolve("package-info.java");
            if (Files.notExists(words) || !Files.readString(words).contains("\n@NullMarked\n")) {
                silent.add(ROOT.relativize(room).toString());
            }
        }
        assertEquals(List.of(), silent);
    }

    private static List<Path> libraries() throws IOException {
        return House.files(ROOT).stream()
                .filter(file ->
                        !NO_LIBRARIES.contains(ROOT.relativize(file).getName(0).toString()))
                .toList();
    }

    /** The first paragraph of each Javadoc comment, on one line. */
    private static List<String> summaries(String source) {
        return JAVADOC.matcher(source)
                .results()
                .map(m -> m.group(1)
                        .replaceAll("\n *\\* ?", "\n")
                        .strip()
                        .split("\n\n|\n@", 2)[0]
                        .replace('\n', ' '))
                .toList();
    }
}
