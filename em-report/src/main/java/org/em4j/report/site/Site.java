package org.em4j.report.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.em4j.report.Template;
import org.em4j.validation.Papers;
import org.em4j.validation.ledger.Ledger;
import org.em4j.validation.reproduce.Reproduction;

/**
 * The static site of a checkout, in a folder that has reports already: {@code papers/ID/index.html} of papers, {@code fits/NAME.html} of
 * fits with a picture {@code NAME.svg} each, {@code javadoc}, and {@code mermaid.js}, which draws the diagrams of guides. It needs no server and asks for nothing from elsewhere.
 */
public final class Site {
    private static final Path HOME = Path.of("README.md");
    private static final List<String> PROJECT = List.of("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md");
    private static final Pattern TITLE = Pattern.compile("<h1>(.*?)</h1>");

    private final Path root;
    private final Path folder;
    private final Map<Path, Document> documents = new LinkedHashMap<>();
    private final List<Entry> index = new ArrayList<>();

    private Site(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /** Where something is that a search finds, or a menu leads to. */
    private record Entry(String page, String title, String url, String text) {}

    /** A part of the menu. */
    private record Group(String heading, List<Entry> entries) {}

    /** Makes the site of a checkout, the first argument, in a folder, the second. */
    public static void main(String[] args) throws IOException {
        new Site(Path.of(args[0]), Path.of(args[1])).write();
    }

    /**
     * Writes all pages.
     *
     * @throws IllegalStateException if a link leads nowhere
     */
    private void write() throws IOException {
        crawl();
        List<Group> menu = menu();
        for (Document document : documents.values()) {
            Path page = Document.page(root, document.file());
            put(page, document.title(), document.body(), menu);
            document.sections()
                    .forEach(s -> index.add(new Entry(
                            document.title(), s.title(), page + (s.id().isEmpty() ? "" : "#" + s.id()), s.text())));
        }
        put(Path.of("papers/index.html"), "Papers reproduced", papers(), menu);
        put(Path.of("fits/index.html"), "Fits in pictures", fits(), menu);
        Files.writeString(
                folder.resolve("search.js"),
                "const INDEX = " + new ObjectMapper().writeValueAsString(index) + ";\n" + Template.text("search.js"));
        List<String> dead = DeadLinks.of(folder, index.stream().map(Entry::url).toList());
        if (!dead.isEmpty()) {
            throw new IllegalStateException("links that lead nowhere:\n" + String.join("\n", dead));
        }
    }

    /** Reads the README, the guides, and whatever files these lead to. */
    private void crawl() throws IOException {
        Deque<Path> left = new ArrayDeque<>(guides());
        left.addFirst(HOME);
        PROJECT.forEach(name -> left.add(Path.of(name)));
        Set<Path> seen = new LinkedHashSet<>(left);
        while (!left.isEmpty()) {
            Path file = left.remove();
            if (Document.isPicture(file)) {
                Path copy = folder.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(root.resolve(file)));
            } else if (!file.endsWith("paper.md")) {
                Document document = Document.read(root, file);
                documents.put(file, document);
                document.links().stream().filter(seen::add).forEach(left::add);
            }
        }
    }

    /** All guides, in the order of the README's table, then those that it leaves out. */
    private List<Path> guides() throws IOException {
        Matcher linked = Pattern.compile("\\]\\((docs/[\\w-]+\\.md)")
                .matcher(Files.readString(root.resolve(HOME)).split("\n## Read on\n", 2)[1]);
        Set<Path> guides = new LinkedHashSet<>(
                linked.results().map(m -> Path.of(m.group(1))).toList());
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(root::relativize)
                    .forEach(guides::add);
        }
        return List.copyOf(guides);
    }

    private List<Group> menu() throws IOException {
        List<Group> menu = new ArrayList<>();
        menu.add(new Group(
                "em4j",
                List.of(
                        new Entry("", "Home", "index.html", ""),
                        new Entry("", "Fits in pictures", "fits/index.html", ""),
                        new Entry("", "Papers reproduced", "papers/index.html", ""),
                        new Entry("", "Javadoc", "javadoc/index.html", ""))));
        menu.add(new Group("Guides", guides().stream().map(this::entry).toList()));
        menu.add(new Group(
                "Project", PROJECT.stream().map(Path::of).map(this::entry).toList()));
        return menu;
    }

    private Entry entry(Path file) {
        return new Entry(
                "", documents.get(file).title(), Document.page(root, file).toString(), "");
    }

    /** Writes a page, with the menu beside it. */
    private void put(Path page, String title, String body, List<Group> menu) throws IOException {
        String home = Document.relative(page, Path.of("."));
        Path file = folder.resolve(page);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                Template.of(
                        "site.mustache",
                        Map.of(
                                "title",
                                title,
                                "body",
                                body,
                                "menu",
                                menu,
                                "home",
                                home.isEmpty() ? "." : home,
                                "diagrams",
                                body.contains("language-mermaid"))));
    }

    /** Puts the site's bar on a report, and returns its title. */
    private String framed(Path page) throws IOException {
        String html = Files.readString(folder.resolve(page));
        String bar = Template.of("bar.mustache", Map.of("home", Document.relative(page, Path.of("."))));
        Files.writeString(
                folder.resolve(page), html.replaceFirst("<body>", Matcher.quoteReplacement("<body>\n" + bar)));
        Matcher title = TITLE.matcher(html);
        return title.find() ? title.group(1) : page.toString();
    }

    private String papers() throws IOException {
        StringBuilder list =
                new StringBuilder("<h1>Papers reproduced</h1>\n<p>Their equations, claims and tables, ours beside"
                        + " what is printed: <code>./em reproduce</code>.</p>\n<dl class=\"papers\">\n");
        for (Ledger ledger : Papers.all().stream().map(Reproduction::ledger).toList()) {
            Path page = Path.of("papers", ledger.id(), "index.html");
            String url = page + "#";
            list.append("<dt><a href=\"")
                    .append(ledger.id())
                    .append("/index.html\">")
                    .append(framed(page))
                    .append("</a></dt>\n<dd>")
                    .append(Document.escaped(ledger.source()))
                    .append("</dd>\n");
            ledger.equations()
                    .forEach(e -> index.add(
                            new Entry(ledger.title(), e.id(), url + e.id(), e.unicode() + " " + e.statement())));
            ledger.claims()
                    .forEach(c -> index.add(
                            new Entry(ledger.title(), c.title(), url + c.id(), c.id() + " " + c.statement())));
            ledger.tables()
                    .forEach(t ->
                            index.add(new Entry(ledger.title(), t.title(), url + t.id(), t.id() + " " + t.where())));
        }
        return list.append("</dl>\n").toString();
    }

    private String fits() throws IOException {
        StringBuilder list =
                new StringBuilder("<h1>Fits in pictures</h1>\n<p>A page is what <code>--report</code> writes; it says"
                        + " which command makes it again.</p>\n<div class=\"fits\">\n");
        for (Path page : pages("fits")) {
            String name = page.getFileName().toString();
            list.append("<figure><a href=\"")
                    .append(name)
                    .append("\"><img loading=\"lazy\" alt=\"\" src=\"")
                    .append(name.replace(".html", ".svg"))
                    .append("\"><figcaption>")
                    .append(framed(page))
                    .append("</figcaption></a></figure>\n");
        }
        return list.append("</div>\n").toString();
    }

    private List<Path> pages(String name) throws IOException {
        if (Files.notExists(folder.resolve(name))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.filter(file -> file.toString().endsWith(".html") && !file.endsWith("index.html"))
                    .sorted()
                    .map(folder::relativize)
                    .toList();
        }
    }
}
