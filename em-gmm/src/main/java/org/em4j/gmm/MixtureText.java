package org.em4j.gmm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.em4j.core.TextTable;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.InformationCriteria;

/** A Gaussian mixture in words and figures. */
final class MixtureText {
    private MixtureText() {}

    static String summary(
            GaussianMixture<?, ?> mixture,
            Fit<?> fit,
            InformationCriteria criteria,
            Optional<ClassificationEntropy> entropy,
            Rows rows,
            List<String> columns) {
        int k = mixture.size();
        return "Gaussian mixture, " + k + (k == 1 ? " component" : " components")
                + (mixture.noise().isPresent() ? " and noise" : "") + ", " + mixture.family() + " covariance, on "
                + rows
                + "\n"
                + fit.describe() + "\n"
                + fit.trace().describeAudit() + "\n"
                + criteria + "\n"
                + entropy.map(e -> e.describe(criteria) + "\n").orElse("")
                + "\n"
                + table(mixture, columns, OptionalDouble.of(rows.totalWeight()))
                + "\n(means ± standard deviations)\n";
    }

    /** Weights, means ± standard deviations; of so many rows, how many each component has. */
    static TextTable table(GaussianMixture<?, ?> mixture, List<String> columns, OptionalDouble rows) {
        List<String> headings = new ArrayList<>(List.of("component", "weight"));
        rows.ifPresent(n -> headings.add("rows"));
        headings.addAll(columns);
        TextTable table = new TextTable(headings);
        double rest = 1 - mixture.noise().map(Noise::weight).orElse(0.0);
        for (int k = 0; k < mixture.size(); k++) {
            List<String> line =
                    share(Integer.toString(k + 1), rest * mixture.theta().weight(k), rows);
            MultivariateNormal component = mixture.theta().components().get(k);
            double[][] covariance = component.covariance();
            for (int j = 0; j < mixture.columns(); j++) {
                double deviation = Math.sqrt(covariance[j][j]);
                line.add(TextTable.number(component.mean()[j], deviation) + " ± " + TextTable.number(deviation));
            }
            table.line(line);
        }
        mixture.noise().ifPresent(n -> table.line(share("noise", n.weight(), rows)));
        return table;
    }

    private static List<String> share(String name, double weight, OptionalDouble rows) {
        List<String> cells = new ArrayList<>(List.of(name, TextTable.number(weight)));
        rows.ifPresent(n -> cells.add(String.format(Locale.ROOT, "%.1f", weight * n)));
        return cells;
    }
}
