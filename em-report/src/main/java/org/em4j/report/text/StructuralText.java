package org.em4j.report.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.factor.structural.estimate.StructuralFit;
import org.em4j.factor.structural.report.Estimated;
import org.em4j.factor.structural.report.ModificationIndex;
import org.em4j.factor.structural.report.StructuralSolution;

/** A structural model in words and figures. */
public final class StructuralText {
    private StructuralText() {}

    /**
     * A page on a solution: how the fit ended, how good it is, and the table of parameters.
     *
     * @param title its first words
     * @param of what it is of, such as {@code 301 rows}
     */
    public static TextPage page(StructuralSolution solution, String title, String of) {
        return new TextPage()
                .words(title + ", on " + of + " of "
                        + solution.fit().model().specification().columns().size() + " columns\n"
                        + Ending.of(solution.fit().fit(), solution.criteria())
                        + solution.statistics()
                                .map(TestOfFit::uncorrected)
                                .orElse("no test of fit: the sample covariance is singular\n"))
                .page(table(solution))
                .words(bounded(solution.fit()));
    }

    /** What setting free what is zero would gain, the most of it first; empty for none. */
    public static TextPage modifications(StructuralSolution solution, int most) {
        if (most <= 0) {
            return new TextPage();
        }
        TextTable table = new TextTable(List.of("set free", "modification index", "expected value"));
        for (ModificationIndex i : solution.modifications().stream().limit(most).toList()) {
            String group = i.names().get(3).isEmpty() ? "" : " in " + i.names().get(3);
            table.line(List.of(
                    String.join(" ", i.names().subList(0, 3)) + group,
                    TextTable.number(i.index()),
                    TextTable.number(i.expected())));
        }
        return new TextPage().words("\n").table("What setting free would gain", table);
    }

    private static TextPage table(StructuralSolution solution) {
        TextPage text = new TextPage();
        List<Estimated> estimates = solution.estimates();
        List<String> groups = solution.fit().model().specification().groups();
        for (String group : groups) {
            boolean several = groups.size() > 1;
            TextTable table = new TextTable(
                    List.of(several ? "group " + group : "", "estimate", "standard error", "z", "p", "standardised"));
            for (String operator : List.of("=~", "~", "~~", "~1")) {
                estimates.stream()
                        .filter(e -> e.operator().equals(operator)
                                && (!several || e.group().equals(group)))
                        .sorted(Comparator.comparing(
                                e -> operator.equals("~~") && e.left().equals(e.right())))
                        .forEach(e -> table.line(line(e)));
            }
            text.words("\n").table("Parameters" + (several ? " of group " + group : ""), table);
        }
        if (!solution.definitions().isEmpty()) {
            TextTable table = new TextTable(List.of("defined", "estimate", "standard error", "z", "p"));
            estimates.stream().filter(e -> e.operator().equals(":=")).forEach(e -> table.line(line(e)));
            text.words("\n").table("What is defined of them", table);
        }
        return text;
    }

    private static List<String> line(Estimated e) {
        return Arrays.asList(
                e.name() + (e.label().isEmpty() ? "" : " (" + e.label() + ")"),
                TextTable.number(e.value(), e.error().orElse(0)),
                e.error().isPresent() ? TextTable.number(e.error().getAsDouble()) : "",
                e.z().isPresent() ? String.format(Locale.ROOT, "%.3f", e.z().getAsDouble()) : "",
                e.pValue().isPresent()
                        ? String.format(Locale.ROOT, "%.4g", e.pValue().getAsDouble())
                        : "",
                e.standardised().isPresent() ? TextTable.number(e.standardised().getAsDouble()) : "");
    }

    private static String bounded(StructuralFit fit) {
        return fit.bounded().isEmpty()
                ? ""
                : "\nat the bound of their uniquenesses: " + String.join(", ", fit.bounded()) + "\n";
    }
}
