package org.em4j.cli.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every figure that a verb prints moves as {@code figures/declarations.txt} declares it when the data change in a way whose effect is
 * known: what is done by the cases in {@code figures/cases.txt}, under each {@link Change}. A figure that is declared nowhere fails
 * the build. A build takes every other change of each case; {@code -Plong} takes all, of more samples, and makes the table of
 * docs/figures.md.
 */
class FigureLaws {
    private static final Path RESOURCES = Path.of("src/test/resources/figures");
    private static final Path PAGE = Path.of("../docs/figures.md");
    private static final boolean LONG = Boolean.getBoolean("em4j.long");
    private static final List<Case> CASES = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static Held held = new Held(Path.of(""), List.of());

    @BeforeAll
    static void read() throws IOException {
        held = new Held(folder, Declaration.read(RESOURCES.resolve("declarations.txt")));
    }

    static synchronized List<Case> cases() throws IOException {
        if (CASES.isEmpty()) {
            for (long seed : LONG ? new long[] {5, 6, 7} : new long[] {5}) {
                CASES.addAll(Case.read(RESOURCES.resolve("cases.txt"), seed));
            }
        }
        return CASES;
    }

    static Stream<Arguments> changes() throws IOException {
        List<Case> all = cases();
        List<Change> changes = List.of(Change.values());
        return IntStream.range(0, all.size())
                .boxed()
                .flatMap(i -> changes.stream()
                        .filter(all.get(i)::admits)
                        .filter(change -> LONG || (changes.indexOf(change) + i) % 2 == 0)
                        .map(change -> Arguments.of(all.get(i), change)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFigureIsDeclared(Case c) {
        Answer answer = held.before(c);
        assertEquals(Set.of(0), Set.copyOf(answer.statuses()), answer.words());
        assertEquals("", String.join("\n", answer.figures().undeclared()), c.toString());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyFigureMovesAsDeclared(Case c, Change change) {
        assertEquals("", String.join("\n", held.broken(c, change)), c + ", " + change);
    }

    @AfterAll
    static void page() throws IOException {
        if (LONG) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, page.substring(0, page.indexOf("| figure |")) + held.markdown());
            assertEquals(List.of(), held.idle(), "declared, and never printed");
        }
    }
}
