package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.em4j.cli.terminal.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The version stands once, in the root's pom; what must repeat it agrees. */
class VersionTest {
    private static final Path ROOT = Path.of("..");

    @ParameterizedTest
    @CsvSource({"CITATION.cff, '(?m)^version: (.*)$'", "README.md, 'org\\.em4j:em-\\w+:([\\w.-]+)'"})
    void pagesNameTheVersionThatTheCommandNames(String page, String pattern) throws IOException {
        List<String> named = found(pattern, page);
        assertFalse(named.isEmpty(), page + " names no version");
        for (String version : named) {
            assertEquals(Environment.version(), version, page);
        }
    }

    @Test
    void theBomNamesEveryModule() throws IOException {
        TreeSet<String> modules = new TreeSet<>(found("<module>(.*?)</module>", "pom.xml"));
        modules.removeAll(List.of("em-bom", "em-benchmarks"));
        assertEquals(modules, new TreeSet<>(found("<artifactId>(em-(?!bom).*?)</artifactId>", "em-bom/pom.xml")));
    }

    private static List<String> found(String pattern, String page) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
