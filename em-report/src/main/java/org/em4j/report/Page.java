package org.em4j.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.em4j.report.svg.Drawing;
import org.em4j.validation.ledger.CodePlace;
import org.em4j.validation.ledger.Ledger;
import org.em4j.validation.reproduce.Comparison;
import org.em4j.validation.reproduce.Reproduction;
import org.em4j.validation.reproduce.Result;
import org.em4j.validation.reproduce.Run;

/** The page of some runs, the first at length: what the template shows, by the names it uses. */
final class Page {
    private static final int NAMES = 4;

    private final List<Run> runs;
    private final Formula formulas = new Formula();

    Page(List<Run> runs) {
        this.runs = runs;
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

    record Row(String name, String printed, String ours, String verdict, String because) {
        static Row of(Result.Row row) {
            return new Row(
                    row.printed().name(),
                    row.printed().printed(),
                    row.digits(),
                    row.verdict(),
                    row.printed().because());
        }
    }

    record Table(Ledger.Table ledger, List<Row> rows, Shown shown) {}

    record Data(String file, String columns, String hash) {}

    record Entry(String name, String value) {}

    /** A paper, by the names that the template uses. */
    record Paper(
            Ledger ledger,
            String verdict,
            boolean holds,
            Collection<Result> results,
            String text,
            List<Section> sections,
            List<Claim> claims,
            List<Table> tables) {
        boolean hasEquations() {
            return !sections.isEmpty();
        }

        boolean hasClaims() {
            return !claims.isEmpty();
        }

        boolean hasTables() {
            return !tables.isEmpty();
        }

        boolean hasLetters() {
            return !ledger.letters().isEmpty();
        }

        boolean hasSlips() {
            return !ledger.slips().isEmpty();
        }
    }

    String html(Map<String, String> environment) {
        List<Paper> papers = runs.stream().map(this::paper).toList();
        Map<String, Object> scope = new HashMap<>();
        scope.put("paper", papers.get(0));
        scope.put("others", papers.subList(1, papers.size()));
        scope.put("papers", papers);
        scope.put("only", papers.size() == 1 ? " " + papers.get(0).ledger().id() : "");
        scope.put("verdict", Run.verdict(runs));
        scope.put("holds", runs.stream().allMatch(Run::holds));
        scope.put("data", data());
        scope.put("environment", entries(environment));
        scope.put("glyphs", formulas.definitions());
        return Template.of("page.mustache", scope);
    }

    private static String markdown(String text) {
        String body = text.substring(text.indexOf('\n') + 1); // the title stands on the page already
        return HtmlRenderer.builder().build().render(Parser.builder().build().parse(body));
    }

    private Paper paper(Run run) {
        Ledger ledger = run.ledger();
        return new Paper(
                ledger,
                run.verdict(),
                run.holds(),
                run.results().values(),
                markdown(ledger.text()),
                ledger.sections().stream().map(s -> section(run, s)).toList(),
                ledger.claims().stream()
                        .map(c -> new Claim(c, shown(run, c.id())))
                        .toList(),
                ledger.tables().stream().map(t -> table(run, t)).toList());
    }

    private Section section(Run run, Ledger.Section section) {
        return new Section(
                section,
                run.ledger().equations().stream()
                        .filter(e -> e.section().equals(section.id()))
                        .map(e -> equation(run, e))
                        .toList());
    }

    private Equation equation(Run run, Ledger.Equation e) {
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
                shown(run, e.id()));
    }

    private static Table table(Run run, Ledger.Table t) {
        List<Row> rows = run.results().get(t.id()).rows().stream().map(Row::of).toList();
        return new Table(t, rows, shown(run, t.id()));
    }

    private static String status(Ledger.Equation e) {
        String status = e.status().name().toLowerCase(Locale.ROOT);
        return e.confidence().isEmpty() ? status : status + ": " + e.confidence();
    }

    private static Shown shown(Run run, String id) {
        Result r = run.results().get(id);
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
                r.pictures().stream().map(Drawing::of).toList(),
                Place.of(run.reproduction().check(r.id())));
    }

    private static String data(Result r) {
        List<String> names =
                r.comparisons().stream().map(Comparison::data).distinct().toList();
        String more = names.size() > NAMES ? "; and " + (names.size() - NAMES) + " more" : "";
        return names.stream().limit(NAMES).collect(Collectors.joining("; ")) + more;
    }

    private List<Data> data() {
        return runs.stream()
                .flatMap(run -> run.reproduction().paper().data().stream())
                .distinct()
                .map(d -> new Data(d.file(), String.join(", ", d.columns()), d.hash()))
                .toList();
    }

    private static List<Entry> entries(Map<String, String> environment) {
        List<Entry> entries = new ArrayList<>();
        environment.forEach((name, value) -> entries.add(new Entry(name, value)));
        entries.add(new Entry("seed of every check", Long.toString(Reproduction.SEED)));
        return entries;
    }
}
