package org.em4j.report.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.em4j.validation.Papers;
import org.em4j.validation.ledger.Ledger;
import org.em4j.validation.reproduce.Reproduction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of this checkout; in place of reports it has pages with nothing but their headings and places. */
class SiteTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        for (Ledger ledger : Papers.all().stream().map(Reproduction::ledger).toList()) {
            page("papers/" + ledger.id() + "/index.html", ledger.title(), places(ledger));
        }
        page("fits/a.html", "A fit", "");
        Files.writeString(folder.resolve("fits/a.svg"), "<svg/>");
        Files.writeString(folder.resolve("mermaid.js"), "");
        page("javadoc/index.html", "Javadoc", "");
        Site.main(new String[] {"..", folder.toString()}); // refuses a link that leads nowhere
    }

    private static String places(Ledger ledger) {
        return Stream.of(
                        ledger.equations().stream().map(Ledger.Equation::id),
                        ledger.claims().stream().map(Ledger.Claim::id),
                        ledger.tables().stream().map(Ledger.Table::id))
                .flatMap(ids -> ids)
                .map(id -> "<p id=\"" + id + "\"></p>")
                .collect(Collectors.joining());
    }

    private static void page(String name, String title, String rest) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), "<html><body><h1>" + title + "</h1>" + rest + "</body></html>");
    }

    @Test
    void everyGuideIsAPageAndInTheMenu() throws IOException {
        String home = Files.readString(folder.resolve("index.html"));
        try (Stream<Path> guides = Files.list(Path.of("../docs"))) {
            for (Path guide :
                    guides.filter(file -> file.toString().endsWith(".md")).toList()) {
                String page = "docs/" + guide.getFileName().toString().replace(".md", ".html");
                assertTrue(Files.exists(folder.resolve(page)), page);
                assertTrue(home.contains("<li><a href=\"./" + page + "\">"), page);
            }
        }
    }

    @Test
    void aSearchKnowsEquationsAndSections() throws IOException {
        String index = Files.readString(folder.resolve("search.js"));
        assertTrue(index.contains("\"papers/em-3695/index.html#3695dxf\""));
        assertTrue(index.contains("\"docs/audit.html#the-point-beside-it\""));
    }

    @Test
    void nothingIsAskedForFromElsewhere() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".html")).toList()) {
                String html = Files.readString(page);
                assertFalse(html.matches("(?s).*<(script|img|link)[^>]* (src|href)=\"https?:.*"), page::toString);
            }
        }
    }

    @Test
    void aLinkThatLeadsNowhereIsSeen(@TempDir Path bad) throws IOException {
        Files.writeString(
                bad.resolve("a.html"),
                "<h1 id=\"here\"></h1><a href=\"#here\"></a><a href=\"#there\"></a><img src=\"b.svg\">");
        assertEquals(
                "a.html: #there, a.html: b.svg, search: c.html",
                DeadLinks.of(bad, List.of("a.html#here", "c.html")).stream()
                        .sorted()
                        .collect(Collectors.joining(", ")));
        assertEquals(List.of(), DeadLinks.of(Files.createDirectory(bad.resolve("empty")), List.of()));
    }
}
