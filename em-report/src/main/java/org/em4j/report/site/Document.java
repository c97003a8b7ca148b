package org.em4j.report.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * A page made of a file of the checkout: Markdown as it is meant, a folder as the list of its Markdown, other text as it stands.
 *
 * @param file from the root of the checkout
 * @param title the first heading, or the file's name
 * @param body HTML, whose links lead to pages of the site
 * @param sections what a search may find
 * @param links files of the checkout that the page leads to
 */
record Document(Path file, String title, String body, List<Section> sections, List<Path> links) {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().extensions(EXTENSIONS).build();

    /** A heading and what stands below it; of a page's head the id is empty. */
    record Section(String id, String title, String text) {}

    /** Reads a file or a folder. */
    static Document read(Path root, Path file) throws IOException {
        Path there = root.resolve(file);
        if (Files.isDirectory(there)) {
            return markdown(root, file, list(there));
        }
        String text = Files.readString(there);
        return isMarkdown(file)
                ? markdown(root, file, text)
                : new Document(
                        file,
                        name(file),
                        "<h1>" + name(file) + "</h1>\n<pre>" + escaped(text) + "</pre>\n",
                        List.of(),
                        List.of());
    }

    /** Where the page of a file of the checkout is, from the root of the site. */
    static Path page(Path root, Path file) {
        if (file.equals(Path.of("README.md")) || file.endsWith("paper.md")) {
            return file.resolveSibling("index.html"); // a paper's report has its text
        }
        if (Files.isDirectory(root.resolve(file))) {
            return file.resolve("index.html");
        }
        return isMarkdown(file)
                ? file.resolveSibling(name(file).replaceFirst("md$", "html"))
                : isPicture(file) ? file : file.resolveSibling(name(file) + ".html");
    }

    static boolean isPicture(Path file) {
        return name(file).endsWith(".svg");
    }

    private static boolean isMarkdown(Path file) {
        return name(file).endsWith(".md");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Document::isMarkdown)
                    .sorted()
                    .map(file -> "- [" + name(file).replace(".md", "") + "](" + name(file) + ")\n")
                    .collect(Collectors.joining("", "# " + name(folder) + "\n\n", ""));
        }
    }

    private static Document markdown(Path root, Path file, String text) {
        Node node = PARSER.parse(text);
        List<Path> links = new ArrayList<>();
        Path folder = Files.isDirectory(root.resolve(file)) ? file : file.resolveSibling("");
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(led(link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                image.setDestination(led(image.getDestination()));
                visitChildren(image);
            }

            private String led(String destination) {
                if (destination.matches("(\\w+:|#).*")) {
                    return destination;
                }
                String[] parts = destination.split("#", 2);
                Path target = folder.resolve(parts[0]).normalize();
                links.add(target);
                return relative(page(root, file), page(root, target)) + (parts.length > 1 ? "#" + parts[1] : "");
            }
        });
        List<Section> sections = sections(node);
        String body = HTML.render(node)
                .replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>")
                .replace("</table>", "</table></div>");
        return new Document(file, sections.get(0).title(), body, sections, links);
    }

    /** How a page is named in another. */
    static String relative(Path from, Path to) {
        Path root = Path.of("/");
        return root.resolve(from).getParent().relativize(root.resolve(to)).toString();
    }

    private static List<Section> sections(Node document) {
        IdGenerator ids = IdGenerator.builder().build(); // as the renderer has it
        List<Section> sections = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String id = "";
        String title = "";
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading) {
                String next = TEXT.render(node);
                if (!title.isEmpty()) {
                    sections.add(new Section(id, title, text.toString()));
                    text.setLength(0);
                }
                id = ids.generateId(next);
                title = next;
            } else {
                text.append(TEXT.render(node)).append(' ');
            }
        }
        sections.add(new Section(id, title, text.toString()));
        return sections;
    }
}
