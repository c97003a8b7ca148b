package org.em4j.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.em4j.core.data.TextTable;
import org.em4j.core.fit.Criteria;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.Quantities;

/**
 * A confirmatory factor analysis as it is reported, with factors of variance one.
 *
 * @param model the pattern
 * @param names of the q factors
 * @param theta the parameters, standardised
 * @param statistics empty where the sample covariance is singular, and there is nothing to test against
 */
public record ConfirmatorySolution(
        ConfirmatoryFactorAnalysis model,
        List<String> names,
        FactorParameters theta,
        Optional<FitStatistics> statistics) {
    /** The solution of a fit to data, which it is tested against. */
    public static ConfirmatorySolution of(
            ConfirmatoryFactorAnalysis model,
            List<String> names,
            Fit<FactorParameters> fit,
            Optional<Saturated> saturated) {
        FactorParameters theta = fit.theta().standardised();
        double logLikelihood = fit.trace().last().logLikelihood();
        return new ConfirmatorySolution(
                model,
                names,
                theta,
                saturated.map(s -> FitStatistics.of(theta, logLikelihood, model.degreesOfFreedom(), s)));
    }

    /** Loadings in standard deviations of the columns {@code (d x q)}. */
    public double[][] standardised() {
        double[][] loadings = theta.loadings();
        for (int j = 0; j < loadings.length; j++) {
            double sd = Math.sqrt(theta.common(j, j) + theta.uniqueness(j));
            loadings[j] = Arrays.stream(loadings[j]).map(l -> l / sd).toArray();
        }
        return loadings;
    }

    /** Free loadings, correlations of the factors and uniquenesses, by name; smooth functions of any parameters. */
    public Quantities<FactorParameters> quantities(List<String> columns) {
        List<String> labels = new ArrayList<>();
        for (int j = 0; j < model.d(); j++) {
            for (int a : model.pattern()[j]) {
                labels.add("loading of " + columns.get(j) + " on " + names.get(a));
            }
            labels.add("uniqueness of " + columns.get(j));
        }
        for (int a = 0; a < correlated(); a++) {
            for (int b = 0; b < a; b++) {
                labels.add("correlation of " + names.get(b) + " and " + names.get(a));
            }
        }
        return new Quantities<>(labels, t -> values(t.standardised()));
    }

    private double[] values(FactorParameters t) {
        List<Double> values = new ArrayList<>();
        for (int j = 0; j < model.d(); j++) {
            for (int a : model.pattern()[j]) {
                values.add(t.loading(j, a));
            }
            values.add(t.uniqueness(j));
        }
        for (int a = 0; a < correlated(); a++) {
            for (int b = 0; b < a; b++) {
                values.add(t.factorCovariance(a, b));
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Number of factors that may correlate with others. */
    private int correlated() {
        return model.factors() == ConfirmatoryFactorAnalysis.Factors.CORRELATED ? model.q() : 0;
    }

    /**
     * A page of text: how the fit ended, how good it is, loadings and what they leave.
     *
     * @param of what it is of, such as {@code 301 rows}
     */
    public String summary(Fit<?> fit, String of, Criteria criteria, List<String> columns) {
        return "Confirmatory factor analysis, " + model.q() + (model.q() == 1 ? " factor" : " factors")
                + (model.q() == 1 ? "" : correlated() > 0 ? " that correlate" : ", uncorrelated") + ", on " + of
                + " of "
                + model.d() + " columns\n"
                + fit.describe() + "\n"
                + fit.trace().describeAudit() + "\n"
                + criteria + "\n"
                + statistics
                        .map(FitStatistics::describe)
                        .orElse(
                                "no test of fit: the likelihood of an unrestricted covariance has no maximum, it is singular\n")
                + "\n"
                + table(columns)
                + correlations()
                + improper(columns);
    }

    private String table(List<String> columns) {
        List<String> headings = new ArrayList<>(List.of("column"));
        headings.addAll(names);
        headings.addAll(List.of("uniqueness", "standardised", "communality"));
        TextTable table = new TextTable(headings);
        double[][] standardised = standardised();
        for (int j = 0; j < model.d(); j++) {
            List<String> line = new ArrayList<>(List.of(columns.get(j)));
            List<String> parts = new ArrayList<>();
            for (int a = 0; a < model.q(); a++) {
                boolean free = Arrays.binarySearch(model.pattern()[j], a) >= 0;
                line.add(free ? TextTable.number(theta.loading(j, a)) : "");
                if (free) {
                    parts.add(TextTable.number(standardised[j][a]));
                }
            }
            line.add(TextTable.number(theta.uniqueness(j)));
            line.add(String.join(" ", parts));
            line.add(TextTable.number(theta.common(j, j) / (theta.common(j, j) + theta.uniqueness(j))));
            table.line(line);
        }
        return table.toString();
    }

    private String correlations() {
        if (correlated() < 2) {
            return "";
        }
        List<String> headings = new ArrayList<>(List.of("correlations"));
        headings.addAll(names);
        TextTable table = new TextTable(headings);
        for (int a = 0; a < model.q(); a++) {
            List<String> line = new ArrayList<>(List.of(names.get(a)));
            for (int b = 0; b < model.q(); b++) {
                line.add(TextTable.number(theta.factorCovariance(a, b)));
            }
            table.line(line);
        }
        return "\n" + table;
    }

    private String improper(List<String> columns) {
        StringBuilder words = new StringBuilder();
        for (int j : new FactorModel(model, theta).nearlyImproper()) {
            words.append("\ncolumn \"")
                    .append(columns.get(j))
                    .append("\" has almost no uniqueness left (a Heywood case)\n");
        }
        return words.toString();
    }
}
