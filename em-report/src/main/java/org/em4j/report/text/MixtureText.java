package org.em4j.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.core.data.RowObservations;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.gmm.ClassificationEntropy;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.Noise;

/** A Gaussian mixture in words and figures. */
public final class MixtureText {
    private MixtureText() {}

    /**
     * A page on a fit: how it ended, how good it is, and where the components are.
     *
     * @param fitted a mixture, as it was fitted to the rows
     * @param entropy of the rows' components, where there was time for it
     * @param columns names of the rows' columns
     */
    public static TextPage page(
            Fitted<?, ? extends GaussianMixture<?, ?>> fitted,
            Optional<ClassificationEntropy> entropy,
            RowObservations rows,
            List<String> columns) {
        GaussianMixture<?, ?> mixture = fitted.parameters();
        int k = mixture.size();
        return new TextPage()
                .words("Gaussian mixture, " + k + (k == 1 ? " component" : " components")
                        + (mixture.noise().isPresent() ? " and noise" : "") + ", " + mixture.family()
                        + " covariance, on "
                        + rows
                        + "\n"
                        + Ending.of(fitted.fit(), fitted.criteria())
                        + entropy.map(e -> line(e, fitted.criteria())).orElse("")
                        + "\n")
                .table("The components", table(mixture, columns, OptionalDouble.of(rows.totalWeight())))
                .words("\n(means ± standard deviations)\n");
    }

    private static String line(ClassificationEntropy entropy, InformationCriteria criteria) {
        return String.format(
                Locale.ROOT,
                "ICL %.4f   entropy of the responsibilities %.4f nats\n",
                entropy.icl(criteria),
                entropy.entropy());
    }

    /** The components: weights, and means ± standard deviations of columns of these names. */
    public static String table(GaussianMixture<?, ?> mixture, List<String> columns) {
        return table(mixture, columns, OptionalDouble.empty()).toString();
    }

    /** Of so many rows, also how many each component has. */
    private static TextTable table(GaussianMixture<?, ?> mixture, List<String> columns, OptionalDouble rows) {
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
