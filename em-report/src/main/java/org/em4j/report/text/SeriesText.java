package org.em4j.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.core.estimate.Fitted;
import org.em4j.gallery.sequence.StateSpace;
import org.em4j.gallery.sequence.StructuralTimeSeries;

/** Structural time series in words and figures. */
public final class SeriesText {
    private SeriesText() {}

    /**
     * A page: how the fit ended, how good it is, and how much of what varies is noise and how much is steps.
     *
     * @param on what it was fitted to, in words
     */
    public static TextPage of(
            Fitted<?, StateSpace.Theta> fitted, StructuralTimeSeries structure, List<String> columns, String on) {
        StateSpace.Theta theta = fitted.parameters();
        double[][] steps = theta.steps().covariance();
        List<String> states = structure.states(columns);
        List<String> headings = new ArrayList<>(List.of("column", "noise", "step of the level"));
        if (structure.hasTrend()) {
            headings.add("step of the slope");
        }
        TextTable deviations = new TextTable(headings);
        int q = columns.size();
        for (int j = 0; j < q; j++) {
            List<String> line = new ArrayList<>(List.of(columns.get(j), deviation(theta.noise()[j])));
            for (int i = j; i < states.size(); i += q) {
                line.add(deviation(steps[i][i]));
            }
            deviations.line(line);
        }
        TextPage page = new TextPage()
                .words((structure.hasTrend() ? "Local linear trend" : "Local level") + ", on " + on + "\n"
                        + Ending.of(fitted.fit(), fitted.criteria()) + "\n")
                .table("Standard deviations", deviations);
        return states.size() == 1
                ? page
                : page.words("\n").table("Correlations of the steps", correlations(states, steps));
    }

    private static String deviation(double variance) {
        return TextTable.number(Math.sqrt(variance));
    }

    private static TextTable correlations(List<String> states, double[][] steps) {
        List<String> headings = new ArrayList<>(List.of("step of the"));
        headings.addAll(states);
        TextTable table = new TextTable(headings);
        for (int i = 0; i < states.size(); i++) {
            int row = i;
            List<String> line = new ArrayList<>(List.of(states.get(i)));
            IntStream.rangeClosed(0, i)
                    .forEach(j -> line.add(TextTable.number(steps[row][j] / Math.sqrt(steps[row][row] * steps[j][j]))));
            IntStream.range(i + 1, states.size()).forEach(j -> line.add(""));
            table.line(line);
        }
        return table;
    }
}
