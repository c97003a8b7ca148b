package org.em4j.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.factor.estep.DistinctMaxima;
import org.em4j.factor.estep.Identification;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.report.Adequacy;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.report.Reliability;
import org.em4j.factor.start.Correlations;

/** A factor analysis in words and figures. */
public final class FactorAnalysisText {
    private FactorAnalysisText() {}

    /** A page on a solution: how the fit ended, how good it is, all loadings, and what they explain. */
    public static TextPage page(FactorSolution solution, List<String> columns) {
        return page(solution, columns, LoadingsTable.WHOLE);
    }

    /** A page on a solution: how the fit ended, how good it is, loadings set out in some way, and what they explain. */
    public static TextPage page(FactorSolution solution, List<String> columns, LoadingsTable loadings) {
        int d = solution.theta().columns();
        FactorSolution.Input input = solution.input();
        FactorEstimate estimate = solution.estimate();
        String factors = solution.factors() + (solution.factors() == 1 ? " factor" : " factors");
        String of = String.format(
                Locale.ROOT,
                input == FactorSolution.Input.DATA ? "%.6g rows" : "%.6g observations",
                solution.data().weight());
        return new TextPage()
                .words("Factor analysis, " + factors + ", on "
                        + of.replaceFirst("\\.?0+ ", " ") + " of " + d + " columns"
                        + (input == FactorSolution.Input.DATA
                                ? ""
                                : ", by their " + input.name().toLowerCase(Locale.ROOT) + " matrix")
                        + "\n"
                        + Ending.of(estimate.fit(), solution.criteria())
                        + new DistinctMaxima(estimate.starts(), estimate.maxima()).describe()
                        + Identification.describe(d, solution.factors()) + "\n"
                        + solution.statistics()
                                .map(TestOfFit::corrected)
                                .orElse(
                                        estimate.fit().trace().entries().isEmpty()
                                                ? ""
                                                : "no test of fit: the likelihood of an unrestricted covariance has no maximum, it is singular\n")
                        + "\n"
                        + solution.rotated()
                                .map(r -> r.describe() + "\n")
                                .orElse("loadings not rotated: see --rotate\n"))
                .table("Loadings", loadings.of(solution, columns))
                .words("\n")
                .table("Variance that the factors explain", variances(solution))
                .page(correlations(solution))
                .words(solution.adequacy().map(FactorAnalysisText::adequacy).orElse(""))
                .words(solution.reliability().map(r -> reliability(r, columns)).orElse(""))
                .words(improper(solution, columns));
    }

    private static TextTable variances(FactorSolution solution) {
        List<String> headings = new ArrayList<>(List.of(""));
        List<String> sums = new ArrayList<>(List.of("variance explained"));
        List<String> shares = new ArrayList<>(List.of("of all"));
        List<String> together = new ArrayList<>(List.of("together"));
        double total = 0;
        double[] explained = solution.explained();
        for (int a = 0; a < explained.length; a++) {
            total += explained[a];
            headings.add("factor " + (a + 1));
            sums.add(TextTable.number(explained[a]));
            shares.add(TextTable.number(explained[a] / solution.theta().columns()));
            together.add(TextTable.number(total / solution.theta().columns()));
        }
        return new TextTable(headings).line(sums).line(shares).line(together);
    }

    private static TextPage correlations(FactorSolution solution) {
        if (solution.rotated().isEmpty() || !solution.rotated().get().rotation().oblique() || solution.factors() == 1) {
            return new TextPage();
        }
        List<String> headings = new ArrayList<>(List.of("factor correlations"));
        IntStream.rangeClosed(1, solution.factors()).forEach(a -> headings.add("factor " + a));
        TextTable table = new TextTable(headings);
        double[][] correlations = solution.rotated().get().correlations();
        for (int a = 0; a < solution.factors(); a++) {
            List<String> line = new ArrayList<>(List.of("factor " + (a + 1)));
            for (int b = 0; b < solution.factors(); b++) {
                line.add(TextTable.number(correlations[a][b]));
            }
            table.line(line);
        }
        return new TextPage().words("\n").table("Correlations of the factors", table);
    }

    private static String adequacy(Adequacy a) {
        return String.format(
                Locale.ROOT,
                "\nsampling adequacy (Kaiser, Meyer, Olkin) %.4f; Bartlett's test of sphericity: chi-square %.4f on %d degrees"
                        + " of freedom, p = %.4g\n",
                a.kmo(),
                a.chiSquare(),
                a.degreesOfFreedom(),
                a.pValue());
    }

    private static String reliability(Reliability r, List<String> columns) {
        String turned = r.turned().stream().map(columns::get).collect(Collectors.joining(", "));
        return String.format(
                        Locale.ROOT,
                        "reliability of the sum of all columns: alpha %.4f (standardised %.4f), omega total %.4f",
                        r.alpha(),
                        r.standardizedAlpha(),
                        r.omegaTotal())
                + (r.omegaHierarchical().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                ", hierarchical %.4f",
                                r.omegaHierarchical().getAsDouble())
                        : "")
                + (turned.isEmpty() ? "\n" : "; turned: " + turned + "\n");
    }

    private static String improper(FactorSolution solution, List<String> columns) {
        StringBuilder words = new StringBuilder();
        double[] uniquenesses =
                Correlations.of(solution.data()).uniquenesses(solution.theta()); // as bounds are measured
        for (int j : solution.estimate().improper()) {
            words.append(String.format(
                    Locale.ROOT,
                    "\ncolumn \"%s\" is a Heywood case: its uniqueness ends at %.4g of its variance, and the likelihood would"
                            + " have it lower\n",
                    columns.get(j),
                    uniquenesses[j]));
        }
        return words.toString();
    }
}
