package org.em4j.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.product.Product;
import org.em4j.gallery.mixed.AnswerPatterns;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.gallery.sequence.HiddenMarkov;

/** Latent classes and hidden states in words and figures. */
public final class LatentText {
    private static final String MEANING =
            "(shares of categories, rates of counts, means ± standard deviations of measurements)\n";

    private LatentText() {}

    /**
     * A page on latent classes: how the fit ended, how good it is, and what is usual in each class.
     *
     * @param on what it was fitted to, in words
     * @param weight of all rows
     * @param certainty how well the classes are told apart
     * @param patterns of a table of answers
     */
    public static TextPage classes(
            Fitted<?, MixtureParameters<Product.Theta>> fitted,
            MixedColumns columns,
            String on,
            double weight,
            Optional<Certainty> certainty,
            Optional<AnswerPatterns> patterns) {
        MixtureParameters<Product.Theta> theta = fitted.parameters();
        int size = theta.components().size();
        TextTable table = table("class", size);
        table.line(line("share", "", size, k -> TextTable.number(theta.weight(k))));
        table.line(line("rows", "", size, k -> String.format(Locale.ROOT, "%.1f", weight * theta.weight(k))));
        return new TextPage()
                .words("Latent class analysis, " + size + (size == 1 ? " class" : " classes") + ", on " + on + "\n"
                        + Ending.of(fitted.fit(), fitted.criteria())
                        + certainty.map(Certainty::describe).orElse("")
                        + patterns.map(p -> describe(p, fitted.criteria().freeParameters()))
                                .orElse("")
                        + "\n")
                .table("The classes", columns(table, columns, theta))
                .words("\n" + MEANING);
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
        TextTable table = table("state", size);
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
                .table("The states", columns(table, columns, theta.states()))
                .words("\n(first: P(first state); steps: the part of all steps)\n" + MEANING + "\n")
                .table("Probabilities of the next state", steps);
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

    private static TextTable table(String called, int size) {
        return new TextTable(headings(List.of("column", "category"), called, size), 2);
    }

    private static List<String> line(String name, String category, int size, IntFunction<String> cell) {
        List<String> cells = new ArrayList<>(List.of(name, category));
        IntStream.range(0, size).mapToObj(cell).forEach(cells::add);
        return cells;
    }

    private static TextTable columns(TextTable table, MixedColumns columns, MixtureParameters<Product.Theta> theta) {
        int size = theta.components().size();
        for (int j = 0; j < columns.columns().size(); j++) {
            Column column = columns.columns().get(j);
            int place = j;
            List<double[]> values = theta.components().stream()
                    .map(component -> column.values(component.parts().get(place)))
                    .toList();
            switch (column.kind()) {
                case CATEGORICAL ->
                    IntStream.range(0, column.categories().size())
                            .forEach(c -> table.line(line(
                                    c == 0 ? column.name() : "",
                                    column.categories().get(c),
                                    size,
                                    k -> TextTable.number(values.get(k)[c]))));
                case COUNT -> table.line(line(column.name(), "", size, k -> TextTable.number(values.get(k)[0])));
                case NUMBER -> table.line(line(column.name(), "", size, k -> spread(values.get(k))));
            }
        }
        return table;
    }

    private static String spread(double... moments) {
        double deviation = Math.sqrt(moments[1]);
        return TextTable.number(moments[0], deviation) + " ± " + TextTable.number(deviation);
    }
}
