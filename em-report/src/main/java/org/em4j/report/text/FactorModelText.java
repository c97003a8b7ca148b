package org.em4j.report.text;

import java.util.ArrayList;
import java.util.List;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.core.estimate.Fitted;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.factor.report.FactorModel;

/** A factor model in words and figures, such as a probabilistic PCA. */
public final class FactorModelText {
    private FactorModelText() {}

    /**
     * A page on a fit: how it ended, how good it is, loadings and uniquenesses.
     *
     * @param fitted a model, as it was fitted
     * @param data what it was fitted to, such as {@code 150 rows x 4 columns}
     * @param columns their names
     */
    public static TextPage page(
            Fitted<? extends LinearFactorModel, FactorParameters> fitted, String data, List<String> columns) {
        FactorParameters theta = fitted.parameters();
        double[][] covariance = theta.covariance();
        List<String> headings = new ArrayList<>(List.of("column", "mean"));
        for (int a = 0; a < theta.factors(); a++) {
            headings.add("loading " + (a + 1));
        }
        headings.addAll(List.of("uniqueness", "communality"));
        TextTable table = new TextTable(headings);
        for (int j = 0; j < theta.columns(); j++) {
            List<String> line = new ArrayList<>(
                    List.of(columns.get(j), TextTable.number(theta.centre()[j], Math.sqrt(covariance[j][j]))));
            for (int a = 0; a < theta.factors(); a++) {
                line.add(TextTable.number(theta.loading(j, a)));
            }
            line.add(TextTable.number(theta.uniqueness(j)));
            line.add(TextTable.number(1 - theta.uniqueness(j) / covariance[j][j]));
            table.line(line);
        }
        return new TextPage()
                .words(fitted.model() + ", " + theta.factors() + (theta.factors() == 1 ? " factor" : " factors")
                        + ", on "
                        + data
                        + "\n"
                        + Ending.of(fitted.fit(), fitted.criteria()) + "\n")
                .table("Loadings", table)
                .words(improper(new FactorModel(fitted.model(), theta), columns));
    }

    private static String improper(FactorModel model, List<String> columns) {
        StringBuilder words = new StringBuilder();
        for (int j : model.nearlyImproper()) {
            words.append("\ncolumn \"")
                    .append(columns.get(j))
                    .append("\" has almost no uniqueness left (a Heywood case): the maximum lies at zero, where the")
                    .append(" factors determine the column\n");
        }
        return words.toString();
    }
}
