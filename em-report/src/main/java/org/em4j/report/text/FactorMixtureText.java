package org.em4j.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.core.data.Rows;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.mixture.FactorMixture;
import org.em4j.factor.mixture.FactorMixtureEstimate;
import org.em4j.factor.mixture.FactorMixtureFit;
import org.em4j.factor.report.FactorModel;

/** A mixture of factor analysers in words and figures. */
public final class FactorMixtureText {
    private FactorMixtureText() {}

    /** A page on a fit: how it ended, how good it is, where the components are and what the factors explain. */
    public static TextPage page(FactorMixtureEstimate estimate, Rows rows, List<String> columns) {
        FactorMixture mixture = estimate.mixture();
        MixtureParameters<FactorParameters> theta = mixture.theta();
        List<String> headings = new ArrayList<>(List.of("component"));
        List<String> weights = new ArrayList<>(List.of("weight"));
        List<String> sizes = new ArrayList<>(List.of("rows"));
        for (int k = 0; k < mixture.size(); k++) {
            headings.add(Integer.toString(k + 1));
            weights.add(TextTable.number(theta.weight(k)));
            sizes.add(String.format(Locale.ROOT, "%.1f", theta.weight(k) * rows.totalWeight()));
        }
        TextTable table = new TextTable(headings);
        table.line(weights);
        table.line(sizes);
        for (int j = 0; j < columns.size(); j++) {
            List<String> line = new ArrayList<>(List.of(columns.get(j)));
            for (FactorParameters p : theta.components()) {
                double variance = p.variance(j);
                line.add(TextTable.number(p.centre()[j], Math.sqrt(variance)) + " ± "
                        + TextTable.number(Math.sqrt(variance))
                        + String.format(Locale.ROOT, " (%.0f %%)", 100 * p.common(j, j) / variance));
            }
            table.line(line);
        }
        return new TextPage()
                .words("Mixture of " + mixture.size() + " " + mixture.family() + ", on " + rows + "\n"
                        + Ending.of(estimate.fitted().fit(), estimate.fitted().criteria()) + "\n")
                .table("The components", table)
                .words("\n(means ± standard deviations, and the part of the variance that the factors explain)\n"
                        + (estimate.endings().isEmpty()
                                ? improper(mixture, columns)
                                : endings(estimate.endings(), columns)));
    }

    private static String improper(FactorMixture mixture, List<String> columns) {
        StringBuilder words = new StringBuilder();
        List<FactorModel> models = mixture.components();
        for (int k = 0; k < mixture.size(); k++) {
            List<String> named =
                    models.get(k).nearlyImproper().stream().map(columns::get).toList();
            if (!named.isEmpty()) {
                words.append("\ncomponent ")
                        .append(k + 1)
                        .append(" has almost no uniqueness left (a Heywood case) in ")
                        .append(String.join(", ", named))
                        .append(
                                ": the likelihood may rise without end as it falls to zero; bound it, share the noise, or use fewer")
                        .append(" factors\n");
            }
        }
        return words.toString();
    }

    /** Lines on components that ended on an edge. */
    private static String endings(List<FactorMixtureFit.Ending> endings, List<String> columns) {
        StringBuilder words = new StringBuilder();
        for (FactorMixtureFit.Ending ending : endings) {
            if (!ending.edge().isEmpty()) {
                words.append('\n')
                        .append(
                                ending.component().isPresent()
                                        ? "component " + (ending.component().getAsInt() + 1)
                                        : "all components")
                        .append(" would have uniquenesses lower (Heywood cases): ")
                        .append(ending.edge().stream()
                                .sorted()
                                .map(columns::get)
                                .collect(Collectors.joining(", ")))
                        .append('\n');
            }
        }
        return words.toString();
    }
}
