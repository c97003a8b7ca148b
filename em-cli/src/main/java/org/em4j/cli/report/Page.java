package org.em4j.cli.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.em4j.validation.ledger.CodePlace;
import org.em4j.validation.ledger.Ledger;
import org.em4j.validation.reproduce.Comparison;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Reproduction;
import org.em4j.validation.reproduce.Result;
import org.em4j.validation.reproduce.Run;

/** The page of a run: what the template shows, by the names it uses. */
final class Page {
    private static final String FOLDER = "org/em4j/cli/report/";

    private static final int NAMES = 4;

    private final Run run;
    private final Formula formulas = new Formula();

    Page(Run run) {
        this.run = run;
    }

    /** Where a figure lies on a logarithmic scale, in per cent of its width. */
    record Scale(double residual, double tolerance) {
        private static final double LEAST = -18;
        private static final double MOST = -4;

        String residualAt() {
            return percent(residual);
        }

        String toleranceAt() {
            return percent(tolerance);
        }

        private static String percent(double v) {
            double log = v > 0 ? Math.log10(v) : v == 0 ? LEAST : MOST;
            double share = (Math.min(MOST, Math.max(LEAST, log)) - LEAST) / (MOST - LEAST);
            return String.format(Locale.ROOT, "%.2f%%", 100 * share);
        }
    }

    record Place(String name, String file) {
        static Place of(CodePlace place) {
            return new Place(place.toString(), place.file());
        }
    }

    record Line(String data, String what, String residual, String tolerance, String verdict) {
        static Line of(Comparison c) {
            return new Line(
                    c.data(), c.what(), Comparison.number(c.residual()), Comparison.number(c.tolerance()), c.verdict());
        }
    }

    record Drawing(String id, String caption, List<String> panels) {}

    /** What was found, of an equation or of a claim. */
    record Shown(
            String id,
            String verdict,
            boolean fails,
            String failure,
            String residual,
            String data,
            List<Line> comparisons,
            int count,
            boolean hasFigures,
            List<Result.Figure> figures,
            List<Drawing> pictures,
            Place check) {}

    record Equation(
            Ledger.Equation ledger,
            String page,
            String ours,
            boolean sameLetters,
            String status,
            String tolerance,
            Scale scale,
            List<Place> places,
            Shown shown) {}

    record Section(Ledger.Section ledger, List<Equation> equations) {}

    record Claim(Ledger.Claim ledger, Shown shown) {}

    record Data(String file, String columns, String hash) {}

    record Entry(String name, String value) {}

    String html(Map<String, String> environment) {
        List<Section> sections =
                run.ledger().sections().stream().map(this::section).toList();
        List<Claim> claims = run.ledger().claims().stream()
                .map(c -> new Claim(c, shown(run.results().get(c.id()))))
                .toList();
        Map<String, Object> scope = Map.of(
                "ledger", run.ledger(),
                "verdict", run.verdict(),
                "holds", run.holds(),
                "results", run.results().values(),
                "text", markdown(run.ledger().text()),
                "sections", sections,
                "claims", claims,
                "data", data(),
                "environment", entries(environment),
                "glyphs", formulas.definitions());
        DefaultMustacheFactory factory = new DefaultMustacheFactory(FOLDER);
        Mustache template = factory.compile("page.mustache");
        StringWriter out = new StringWriter();
        try {
            template.execute(out, List.of(scope, Map.of("style", style()))).flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static String style() {
        try (var in = Page.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String markdown(String text) {
        String body = text.substring(text.indexOf('\n') + 1); // the title stands on the page already
        return HtmlRenderer.builder().build().render(Parser.builder().build().parse(body));
    }

    private Section section(Ledger.Section section) {
        return new Section(
                section,
                run.ledger().equations().stream()
                        .filter(e -> e.section().equals(section.id()))
                        .map(this::equation)
                        .toList());
    }

    private Equation equation(Ledger.Equation e) {
        Result result = run.results().get(e.id());
        return new Equation(
                e,
                formulas.element(e.latex(), e.unicode()),
                formulas.element(e.ours(), "the same in the code's letters"),
                e.latex().equals(e.ours()),
                status(e),
                Comparison.number(e.tolerance()),
                new Scale(result.residual(), e.tolerance()),
                e.places().stream().map(Place::of).toList(),
                shown(result));
    }

    private static String status(Ledger.Equation e) {
        String status = e.status().name().toLowerCase(Locale.ROOT);
        return e.confidence().isEmpty() ? status : status + ": " + e.confidence();
    }

    private Shown shown(Result r) {
        return new Shown(
                r.id(),
                r.verdict(),
                !r.holds(),
                r.failure(),
                Comparison.number(r.residual()),
                data(r),
                r.comparisons().stream().map(Line::of).toList(),
                r.comparisons().size(),
                !r.figures().isEmpty(),
                r.figures(),
                r.pictures().stream().map(Page::drawing).toList(),
                Place.of(run.reproduction().check(r.id())));
    }

    private static String data(Result r) {
        List<String> names =
                r.comparisons().stream().map(Comparison::data).distinct().toList();
        String more = names.size() > NAMES ? "; and " + (names.size() - NAMES) + " more" : "";
        return names.stream().limit(NAMES).collect(Collectors.joining("; ")) + more;
    }

    private static Drawing drawing(Picture picture) {
        List<String> panels = new ArrayList<>();
        for (Picture.Panel panel : picture.panels()) {
            String name = picture.id() + "-" + panels.size();
            String label = panel.title().isEmpty() ? picture.caption() : panel.title();
            panels.add(Pictures.panel(panel).named(name).element(label));
        }
        return new Drawing(picture.id(), picture.caption(), panels);
    }

    private static List<Data> data() {
        return DataSet.all().stream()
                .map(d -> new Data("data/" + d.file(), String.join(", ", d.columns()), d.hash()))
                .toList();
    }

    private static List<Entry> entries(Map<String, String> environment) {
        List<Entry> entries = new ArrayList<>();
        environment.forEach((name, value) -> entries.add(new Entry(name, value)));
        entries.add(new Entry("seed of every check", Long.toString(Reproduction.SEED)));
        return entries;
    }
}
