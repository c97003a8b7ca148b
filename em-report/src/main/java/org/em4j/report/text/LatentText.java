package org.em4j.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.product.Product;
import org.em4j.gallery.mixed.AnswerPatterns;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.LatentClasses;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.gallery.sequence.HiddenMarkov;

/** Latent classes and hidden states in words and figures. */
public final class LatentText {
    private LatentText() {}

    /**
     * A page on latent classes: how the fit ended, how good it is, what is usual in each class, and how covariates make it more probable.
     *
     * @param called what they are, such as a latent class analysis
     * @param on what it was fitted to, in words
     * @param weight of all rows
     * @param shares of the classes {@code (K)}
     * @param certainty how well the classes are told apart
     * @param patterns of a table of answers
     */
    public static TextPage classes(
            Fitted<?, GatedParameters<double[], Product.Theta>> fitted,
            LatentClasses classes,
            String called,
            String on,
            double weight,
            double[] shares,
            Optional<Certainty> certainty,
            Optional<AnswerPatterns> patterns) {
        GatedParameters<double[], Product.Theta> theta = fitted.parameters();
        int size = classes.size();
        TextTable table = table("class", size, hasLines(classes.columns()) ? "term" : "category");
        if (shares.length > 0) {
            table.line(line("share", "", size, k -> TextTable.number(shares[k])));
            table.line(line("rows", "", size, k -> String.format(Locale.ROOT, "%.1f", weight * shares[k])));
        }
        TextPage page = new TextPage()
                .words(called + ", " + size + (size == 1 ? " class" : " classes") + ", on " + on + "\n"
                        + Ending.of(fitted.fit(), fitted.criteria())
                        + certainty.map(Certainty::describe).orElse("")
                        + patterns.map(p -> describe(p, fitted.criteria().freeParameters()))
                                .orElse("")
                        + "\n")
                .table("The classes", columns(table, classes.columns(), theta.components()))
                .words("\n" + meaning(classes.columns()));
        return classes.areGated()
                ? page.words("\n").table("Log odds of each class against class 1", odds(classes, theta))
                : page;
    }

    private static TextTable odds(LatentClasses classes, GatedParameters<double[], Product.Theta> theta) {
        int size = classes.size();
        List<String> headings = new ArrayList<>(List.of("log odds"));
        IntStream.rangeClosed(2, size).forEach(k -> headings.add("class " + k));
        TextTable table = new TextTable(headings);
        List<double[]> odds =
                IntStream.range(1, size).mapToObj(k -> classes.odds(theta, k)).toList();
        List<String> terms = classes.terms();
        for (int j = 0; j < terms.size(); j++) {
            List<String> cells = new ArrayList<>(List.of(terms.get(j)));
            for (double[] each : odds) {
                cells.add(TextTable.number(each[j]));
            }
            table.line(cells);
        }
        return table;
    }

    /**
     * A page on hidden states: how the fit ended, how good it is, what is usual in each state, and where it leads.
     *
     * @param on what it was fitted to, in words
     * @param occupied the part of all steps that each state is expected to take {@code (K)}
     */
    public static TextPage states(
            Fitted<?, HiddenMarkov.Theta<Product.Theta>> fitted, MixedColumns columns, String on, double[] occupied) {
        HiddenMarkov.Theta<Product.Theta> theta = fitted.parameters();
        int size = theta.states().components().size();
        TextTable table = table("state", size, "category");
        table.line(line("first", "", size, k -> TextTable.number(theta.states().weight(k))));
        if (occupied.length > 0) {
            table.line(line("steps", "", size, k -> TextTable.number(occupied[k])));
        }
        TextTable steps = new TextTable(headings(List.of("from"), "to", size));
        double[][] transitions = theta.transitions();
        for (int i = 0; i < size; i++) {
            List<String> cells = new ArrayList<>(List.of("state " + (i + 1)));
            for (double p : transitions[i]) {
                cells.add(TextTable.number(p));
            }
            steps.line(cells);
        }
        return new TextPage()
                .words("Hidden Markov model, " + size + (size == 1 ? " state" : " states") + ", on " + on + "\n"
                        + Ending.of(fitted.fit(), fitted.criteria()) + "\n")
                .table("The states", columns(table, columns, theta.states().components()))
                .words("\n(first: P(first state); steps: the part of all steps)\n" + meaning(columns) + "\n")
                .table("Probabilities of the next state", steps);
    }

    private static boolean hasLines(MixedColumns columns) {
        return columns.columns().stream().anyMatch(column -> !column.on().isEmpty());
    }

    private static String meaning(MixedColumns columns) {
        return hasLines(columns)
                ? "(of a line its coefficients, and ± the standard deviation about it)\n"
                : "(shares of categories, rates of counts, means ± standard deviations of measurements)\n";
    }

    private static String describe(AnswerPatterns patterns, int free) {
        return String.format(
                Locale.ROOT,
                "G² %.4f   X² %.4f   degrees of freedom %.0f   patterns seen %d of %.0f\n",
                patterns.deviance(),
                patterns.pearson(),
                patterns.degrees(free),
                patterns.seen(),
                patterns.possible());
    }

    private static List<String> headings(List<String> first, String called, int size) {
        List<String> headings = new ArrayList<>(first);
        IntStream.rangeClosed(1, size).forEach(k -> headings.add(called + " " + k));
        return headings;
    }

    private static TextTable table(String called, int size, String within) {
        return new TextTable(headings(List.of("column", within), called, size), 2);
    }

    private static List<String> line(String name, String category, int size, IntFunction<String> cell) {
        List<String> cells = new ArrayList<>(List.of(name, category));
        IntStream.range(0, size).mapToObj(cell).forEach(cells::add);
        return cells;
    }

    private static TextTable columns(TextTable table, MixedColumns columns, List<Product.Theta> theta) {
        int size = theta.size();
        for (int i = 0; i < columns.modelled().size(); i++) {
            Column column = columns.modelled().get(i);
            int part = i;
            List<double[]> values = theta.stream()
                    .map(component -> column.values(component.parts().get(part)))
                    .toList();
            List<String> terms = terms(column);
            for (int c = 0; c < terms.size(); c++) {
                int term = c;
                table.line(
                        line(c == 0 ? column.name() : "", terms.get(c), size, k -> cell(column, term, values.get(k))));
            }
        }
        return table;
    }

    /** What is said of a column, a line each. */
    private static List<String> terms(Column column) {
        if (column.kind() == Column.Kind.CATEGORICAL) {
            return column.categories();
        }
        return column.on().isEmpty()
                ? List.of("")
                : Stream.of(Stream.of("intercept"), column.on().stream(), Stream.of("±"))
                        .flatMap(each -> each)
                        .toList();
    }

    private static String cell(Column column, int term, double... values) {
        if (column.kind() != Column.Kind.NUMBER || term < column.on().size()) {
            return TextTable.number(values[term]);
        }
        double deviation = Math.sqrt(values[values.length - 1]);
        return column.on().isEmpty()
                ? TextTable.number(values[0], deviation) + " ± " + TextTable.number(deviation)
                : TextTable.number(term > column.on().size() ? deviation : values[term]);
    }
}
