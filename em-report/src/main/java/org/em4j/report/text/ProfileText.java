package org.em4j.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.core.inference.CovarianceCoverage;
import org.em4j.io.category.Categories;
import org.em4j.io.profile.ColumnProfile;
import org.em4j.io.profile.Common;
import org.em4j.io.profile.Kind;
import org.em4j.io.profile.MissingValues;
import org.em4j.io.profile.Spread;
import org.em4j.io.profile.TableProfile;

/** What a table looks like, in words and figures. */
public final class ProfileText {
    private static final int PATTERNS = 10;
    private static final int PAIRS = 5;

    /** Columns that one pattern names. */
    private static final int NAMED = 8;

    /** Longer values are cut. */
    private static final int SHOWN = 30;

    private final TableProfile profile;

    private ProfileText(TableProfile profile) {
        this.profile = profile;
    }

    /**
     * A page on a table: its columns, one a line, what is frequent and what is odd in them, and what is missing.
     *
     * @param name of the table
     * @param remedies puts the reader's words for settings in Java that notes name
     */
    public static TextPage page(TableProfile profile, String name, UnaryOperator<String> remedies) {
        ProfileText text = new ProfileText(profile);
        TextPage page = new TextPage()
                .words(title(profile, name) + "\n" + text.weights() + verdict(profile) + "\n\n")
                .table("The columns", text.columns());
        text.frequent().ifPresent(table -> page.words("\n").table("The most frequent values", table));
        text.notes(remedies).ifPresent(table -> page.words("\n").table("What is odd", table));
        if (profile.missing().values() > 0) {
            text.missing(page);
        }
        return profile.leftOut().isEmpty()
                ? page
                : page.words("\nread past, no numbers: " + String.join(", ", profile.leftOut()) + "\n");
    }

    /** The first line: how large the table is. */
    public static String title(TableProfile profile, String name) {
        return name + ": " + counted(profile.rows(), "row") + ", "
                + counted(profile.columns().size(), "column");
    }

    /** A line on what is missing. */
    public static String verdict(TableProfile profile) {
        MissingValues missing = profile.missing();
        return missing.values() == 0
                ? "no value is missing"
                : counted(missing.values(), "value") + (missing.values() == 1 ? " is" : " are") + " missing; "
                        + count(missing.complete()) + " of " + counted(profile.weight(), "row") + " "
                        + (missing.complete() == 1 ? "is" : "are") + " complete"
                        + (missing.columns().size() < profile.columns().size() ? ", empty columns aside" : "");
    }

    private String weights() {
        boolean weighted = !profile.weights().isEmpty() || profile.weight() != profile.rows();
        String source = profile.weights().isEmpty() ? "the weights" : "the weights, column " + profile.weights() + ",";
        return (weighted
                        ? source + " sum to " + count(profile.weight())
                                + "; counts, means and deviations are by weight\n"
                        : "")
                + (profile.weightless() > 0
                        ? counted(profile.weightless(), "more row") + " of weight zero "
                                + (profile.weightless() == 1 ? "does" : "do") + " not count\n"
                        : "");
    }

    private TextTable columns() {
        TextTable table = new TextTable(
                List.of(
                        "column",
                        "type",
                        "there",
                        "missing",
                        "different",
                        "minimum",
                        "mean",
                        "sd",
                        "median",
                        "maximum"),
                2);
        for (ColumnProfile column : profile.columns()) {
            List<String> line = new ArrayList<>(List.of(
                    column.name(),
                    type(column.kind()),
                    count(column.observed()),
                    count(column.missing()),
                    (column.hasMore() ? "> " : "") + column.different()));
            column.spread().ifPresent(spread -> line.addAll(figures(spread, column.kind())));
            table.line(line);
        }
        return table;
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case NUMBER -> "number";
            case WHOLE -> "whole number";
            case CATEGORY -> "category";
            case TEXT -> "text";
            case MIXED -> "numbers and text";
            case EMPTY -> "empty";
        };
    }

    private static List<String> figures(Spread spread, Kind kind) {
        double deviation = spread.deviation().orElse(0);
        return List.of(
                end(spread.minimum(), deviation, kind),
                TextTable.number(spread.mean(), deviation),
                optional(spread.deviation(), TextTable::number),
                optional(spread.median(), m -> end(m, deviation, kind)),
                end(spread.maximum(), deviation, kind));
    }

    private static String optional(OptionalDouble figure, DoubleFunction<String> shown) {
        return figure.isPresent() ? shown.apply(figure.getAsDouble()) : "";
    }

    private static String end(double value, double deviation, Kind kind) {
        return kind == Kind.WHOLE ? Categories.plain(value) : TextTable.number(value, deviation);
    }

    private Optional<TextTable> frequent() {
        TextTable table = new TextTable(List.of("column", "most frequent"), 2);
        profile.columns().stream()
                .filter(column -> !column.common().isEmpty())
                .forEach(column -> table.line(List.of(column.name(), frequent(column))));
        return Optional.of(table).filter(t -> t.lines().size() > 1);
    }

    private static String frequent(ColumnProfile column) {
        List<Common> common = column.common();
        int more = column.different() - common.size();
        return common.stream()
                        .map(c -> shown(c.value()) + " " + count(c.weight()))
                        .collect(Collectors.joining(", "))
                + (more > 0 ? ", and " + counted(more, "other") : "");
    }

    private static String shown(String value) {
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
    }

    private Optional<TextTable> notes(UnaryOperator<String> remedies) {
        TextTable table = new TextTable(List.of("column", "note"), 2);
        profile.columns()
                .forEach(column ->
                        column.notes().forEach(n -> table.line(List.of(column.name(), remedies.apply(n.words())))));
        return Optional.of(table).filter(t -> t.lines().size() > 1);
    }

    private void missing(TextPage page) {
        MissingValues missing = profile.missing();
        TextTable table = new TextTable(List.of("missing together", "rows"));
        missing.patterns().stream()
                .limit(PATTERNS)
                .forEach(gap -> table.line(List.of(names(gap.columns()), count(gap.weight()))));
        int more = missing.patterns().size() - PATTERNS;
        page.words("\n").table("What is missing together", table);
        if (more > 0) {
            page.words(
                    missing.hasMore()
                            ? "and more than " + more + " other patterns\n"
                            : "and " + counted(more, "other pattern") + "\n");
        }
        if (profile.columns().stream()
                        .filter(c -> c.missing() > 0 && c.observed() > 0)
                        .count()
                > 1) {
            missing.coverage().ifPresent(coverage -> pairs(page, coverage)); // else they say what the column says
        }
    }

    private static String names(List<String> columns) {
        return String.join(", ", columns.subList(0, Math.min(NAMED, columns.size())))
                + (columns.size() > NAMED ? ", and " + counted(columns.size() - NAMED, "other") : "");
    }

    private void pairs(TextPage page, CovarianceCoverage coverage) {
        List<String> names = profile.missing().columns();
        List<CovarianceCoverage.Pair> rarest =
                coverage.rarest(PAIRS).stream().filter(pair -> pair.share() < 1).toList();
        if (rarest.isEmpty()) {
            return;
        }
        TextTable table = new TextTable(List.of("least often observed together", "of the rows"));
        rarest.forEach(pair -> table.line(List.of(pair.name(names), CovarianceCoverage.percent(pair.share()))));
        page.words("\n").table("What is observed together least", table);
        int never = coverage.never().size();
        if (never > PAIRS) {
            page.words("and " + counted(never - PAIRS, "other pair") + " never\n");
        }
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String counted(double count, String what) {
        return count(count) + " " + what + (count == 1 ? "" : "s");
    }

    /** A weight, which is a whole number where weights are counts. */
    private static String count(double weight) {
        return weight == Math.rint(weight) ? Categories.plain(weight) : TextTable.number(weight);
    }
}
