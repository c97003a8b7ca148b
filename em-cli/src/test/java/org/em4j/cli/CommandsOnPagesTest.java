package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A command on a page prints what is quoted below it; three dots stand for anything. */
class CommandsOnPagesTest {
    /** One line of a shell, and the quotation that follows. */
    private static final Pattern QUOTED = Pattern.compile("```sh\n\\./em ([^\n]+)\n```\n\n((?:>[^\n]*\n)+)");

    private record Quotation(Path page, String command, List<String> lines) {
        @Override
        public String toString() {
            return page.getFileName() + ": " + command;
        }
    }

    static Stream<Quotation> quotations() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("../docs"))) {
            return pages
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(page -> QUOTED.matcher(text(page)).results().map(found -> quotation(page, found)))
                    .toList()
                    .stream();
        }
    }

    private static String text(Path page) {
        try {
            return Files.readString(page) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Quotation quotation(Path page, MatchResult found) {
        List<String> lines = found.group(2)
                .lines()
                .map(line -> line.substring(1).strip())
                .filter(line -> !line.isEmpty())
                .toList();
        return new Quotation(page, found.group(1), lines);
    }

    /** A path from the root of the checkout, as seen from this module. */
    private static String fromHere(String word) {
        return word.startsWith("em-cli/")
                ? word.substring("em-cli/".length())
                : word.matches("(data|em-[a-z-]+)/.*") ? "../" + word : word;
    }

    @ParameterizedTest
    @MethodSource("quotations")
    void aCommandPrintsWhatIsQuoted(Quotation quotation) {
        Command command = Command.em(Arrays.stream(quotation.command.split(" +"))
                .map(CommandsOnPagesTest::fromHere)
                .toArray(String[]::new));
        String printed = command.out() + command.err();
        for (String line : quotation.lines) {
            Pattern pattern = Pattern.compile(Arrays.stream(line.split("\\s*\\.\\.\\.\\s*", -1))
                    .map(part ->
                            Arrays.stream(part.split(" +")).map(Pattern::quote).collect(Collectors.joining(" +")))
                    .collect(Collectors.joining(".*")));
            Matcher found = pattern.matcher(printed);
            assertTrue(found.find(), () -> "\"" + line + "\" is not in\n" + printed);
        }
    }

    /** Commands in tables, each of which needs what those before it have written. */
    @Test
    void whatAnotherProgramCallsOtherwiseRuns(@TempDir Path folder) {
        List<String> commands = Pattern.compile("`\\./em ([^`]+)`")
                .matcher(text(Path.of("../docs/coming-from.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertTrue(commands.size() >= 30);
        for (String command : commands) {
            Command ran = Command.em(Arrays.stream(command.split(" +"))
                    .map(CommandsOnPagesTest::fromHere)
                    .map(word -> word.matches("\\w+\\.(json|html)")
                            ? folder.resolve(word).toString()
                            : word)
                    .toArray(String[]::new));
            assertEquals(0, ran.status(), () -> command + "\n" + ran.err());
        }
    }

    @Test
    void thePageOfReportedCasesHasThem() throws IOException {
        assertTrue(quotations().count() >= 20);
        assertFalse(quotations().anyMatch(quotation -> quotation.lines.isEmpty()));
    }
}
