package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages for readers link to is there. */
class LinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)");

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(in(ROOT, 1));
        pages.addAll(in(ROOT.resolve("docs"), 3));
        pages.addAll(in(ROOT.resolve("papers"), 3));
        return pages.stream();
    }

    private static List<Path> in(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(page -> page.toString().endsWith(".md")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToFiles(Path page) throws IOException {
        List<String> dead = LINK.matcher(Files.readString(page))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.startsWith("http"))
                .filter(link -> Files.notExists(page.resolveSibling(link)))
                .toList();
        assertEquals(List.of(), dead);
    }

    /** The page that says where to look names classes by their files; those have to be there under these names. */
    @Test
    void classesOfTheArchitecturePageAreThere() throws IOException {
        Set<String> files = new HashSet<>();
        try (Stream<Path> all =
                Files.find(ROOT, 15, (p, is) -> p.toString().matches(".*/src/(main|test)/java/.*\\.java"))) {
            all.forEach(p -> files.add(p.getFileName().toString().replace(".java", "")));
        }
        List<String> named = CLASS.matcher(Files.readString(ROOT.resolve("docs/architecture.md")))
                .results()
                .map(m -> m.group(1))
                .toList();
        assertTrue(named.size() > 100, "saw " + named.size() + " names");
        assertEquals(
                List.of(), named.stream().filter(name -> !files.contains(name)).toList());
    }
}
