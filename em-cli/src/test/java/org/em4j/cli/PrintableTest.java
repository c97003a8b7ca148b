package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.em4j.report.Printable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What names hold never steers a terminal or a page, and sentences are the same bytes in any locale. */
class PrintableTest {
    @TempDir
    private Path folder;

    private static boolean isSafe(int c) {
        return c == '\n' || c == '\t' || c == '\r' || !Character.isISOControl(c);
    }

    @Property
    void nothingControls(@ForAll String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(new Printable(bytes), true, StandardCharsets.UTF_8);
        out.print(text);
        String encodable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String shown = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(Printable.shown(encodable), shown);
        assertTrue(shown.chars().allMatch(PrintableTest::isSafe));
        assertEquals(encodable.length(), shown.length());
        for (int i = 0; i < shown.length(); i++) {
            assertTrue(shown.charAt(i) == encodable.charAt(i) || !isSafe(encodable.charAt(i)));
        }
    }

    private Path hostile() throws IOException {
        StringBuilder text = new StringBuilder("\"\u001B[31mred\",\"b\u0007\nQ\",\u009Bc\n");
        for (int i = 0; i < 30; i++) {
            text.append(i * i % 31)
                    .append(',')
                    .append(i * 7 % 13)
                    .append(',')
                    .append(Math.sin(i))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("\u001B[2J.csv"), text);
    }

    @Test
    void namesOfColumnsAndFilesReachNoTerminalAndNoPage() throws IOException {
        Path page = folder.resolve("page.html");
        Path model = folder.resolve("m.json");
        String file = hostile().toString();
        for (String[] words : List.of(
                new String[] {
                    "fit", "gmm", file, "--components=1", "--report", page.toString(), "--model", model.toString()
                },
                new String[] {"sample", model.toString(), "--rows=2"},
                new String[] {"score", model.toString(), file, "--columns", "\u001B[1mnone"})) {
            Command run = Command.em(words);
            assertTrue((run.out() + run.err()).chars().allMatch(PrintableTest::isSafe), run.out() + run.err());
            assertTrue((run.out() + run.err()).contains("\u241B["), run.out() + run.err());
        }
        assertTrue(Files.readString(page).chars().allMatch(PrintableTest::isSafe));
    }

    @Test
    void aLineOfATableIsOneLine() throws IOException {
        Command fit = Command.em("fit", "gmm", hostile().toString(), "--components=1");
        assertFalse(fit.out().contains("\nQ"), fit.out());
        assertTrue(fit.out().contains("b\u2407\u240AQ"), fit.out());
    }

    @Test
    void everyLocaleSaysTheSame() {
        Locale before = Locale.getDefault();
        String[] fit = {"fit", "gmm", "../data/iris.csv", "--components=2"};
        String[] singular = {"fit", "gmm", "src/test/resources/degenerate/duplicates_singular.csv", "--components=2"};
        Command said = Command.em(fit);
        Command refused = Command.em(singular);
        try {
            for (String tag : List.of("ar-EG", "fa", "de-DE", "tr-TR", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertEquals(said, Command.em(fit), tag);
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertEquals(refused, Command.em(singular), tag);
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
