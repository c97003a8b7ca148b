package org.em4j.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.TextPage;
import org.em4j.core.TextPage.Figures;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Trace;
import org.em4j.report.svg.Drawing;
import org.em4j.report.svg.Sheet;
import org.em4j.report.svg.Theme;
import org.em4j.validation.reproduce.Picture;

/**
 * The page of a fit, or of a choice among several: one file that needs nothing else.
 *
 * @param title what was fitted, to what
 * @param outcome how it ended, in a word
 * @param good whether that is what was wanted
 * @param verdict the outcome in a sentence
 * @param summary what a terminal shows, whose tables are set as such
 * @param pictures those of the model
 * @param trace of the fit, to be drawn last; empty for a choice
 * @param command what makes the page again
 */
public record FitPage(
        String title,
        String outcome,
        boolean good,
        String verdict,
        TextPage summary,
        List<Picture> pictures,
        Optional<Trace> trace,
        String command) {
    /** Of a fit. */
    public FitPage(String title, String outcome, Fit<?> fit, TextPage summary, List<Picture> pictures, String command) {
        this(
                title,
                outcome,
                fit instanceof Fit.Converged,
                fit.describe(),
                summary,
                pictures,
                Optional.of(fit.trace()),
                command);
    }

    /** A cell of a table: its number or text. */
    private record Cell(String text, boolean isNumber) {
        static List<Cell> of(List<String> texts, int left) {
            return IntStream.range(0, texts.size())
                    .mapToObj(j -> new Cell(texts.get(j), j >= left))
                    .toList();
        }
    }

    /** A part of the summary as the template shows it: lines of words, or a table. */
    private record Shown(List<String> paragraphs, List<SetTable> table) {
        /** Without lines that the head of the page says. */
        static Shown of(TextPage.Part part, Set<String> said) {
            return part instanceof Figures figures
                    ? new Shown(List.of(), List.of(SetTable.of(figures)))
                    : new Shown(
                            Arrays.stream(part.toString()
                                            .lines()
                                            .filter(line -> !said.contains(line))
                                            .collect(Collectors.joining("\n"))
                                            .strip()
                                            .split("\n\n+"))
                                    .filter(p -> !p.isBlank())
                                    .toList(),
                            List.of());
        }
    }

    /** A table as the template shows it. */
    private record SetTable(String caption, List<Cell> headings, List<List<Cell>> lines) {
        static SetTable of(Figures figures) {
            int left = figures.table().left();
            List<List<Cell>> lines =
                    figures.table().lines().stream().map(l -> Cell.of(l, left)).toList();
            return new SetTable(figures.caption(), lines.get(0), lines.subList(1, lines.size()));
        }
    }

    private record Line(String name, String value) {}

    private List<Picture> all() {
        return Stream.concat(pictures.stream(), trace.stream().map(TraceFigure::of))
                .filter(picture -> !picture.panels().isEmpty())
                .toList();
    }

    /** The pictures of a page as files, by name: each as SVG and as PDF, at the width of a journal's columns. */
    public Map<String, byte[]> figures(Theme theme) {
        System.setProperty("java.awt.headless", "true"); // drawing needs no screen
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Picture picture : all()) {
            Sheet sheet = Sheet.of(picture);
            files.put(picture.id() + ".svg", sheet.svg(theme).getBytes(StandardCharsets.UTF_8));
            files.put(picture.id() + ".pdf", sheet.pdf(theme));
        }
        return files;
    }

    /** The page. */
    public String html(Map<String, String> environment) {
        System.setProperty("java.awt.headless", "true"); // drawing needs no screen
        Map<String, Object> scope = new HashMap<>();
        scope.put("title", title);
        scope.put("outcome", outcome);
        scope.put("good", good);
        scope.put("verdict", verdict);
        scope.put("heading", trace.isPresent() ? "The fit" : "What was found");
        scope.put(
                "summary",
                summary.parts().stream()
                        .map(part -> Shown.of(part, Set.of(title, verdict)))
                        .toList());
        scope.put("command", command);
        scope.put("pictures", pictures.stream().map(Drawing::of).toList());
        scope.put(
                "trace", trace.map(t -> Drawing.of(TraceFigure.of(t))).stream().toList());
        scope.put(
                "environment",
                environment.entrySet().stream()
                        .map(e -> new Line(e.getKey(), e.getValue()))
                        .toList());
        return Template.of("fit.mustache", scope);
    }
}
