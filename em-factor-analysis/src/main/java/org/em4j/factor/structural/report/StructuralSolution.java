package org.em4j.factor.structural.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.em4j.core.TextTable;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.factor.report.FitStatistics;
import org.em4j.factor.structural.estimate.StructuralFit;
import org.em4j.factor.structural.model.ImpliedMoments;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.Term;
import org.em4j.factor.structural.syntax.Definition;

/**
 * A structural model as it is reported: estimates with errors, in the units of the data and in standard deviations, and
 * how well it fits.
 *
 * @param fit what was fitted
 * @param definitions of parameters by others
 * @param statistics empty where the sample covariance is singular, and there is nothing to test against
 * @param inference empty where no errors can be had
 */
public record StructuralSolution(
        StructuralFit fit,
        List<Definition> definitions,
        Optional<FitStatistics> statistics,
        Optional<Inference> inference) {
    /** The solution, with errors by a method. */
    public static StructuralSolution of(StructuralFit fit, List<Definition> definitions, Inference.Method method) {
        return new StructuralSolution(fit, List.copyOf(definitions), FitIndices.of(fit), inference(fit, method));
    }

    private static Optional<Inference> inference(StructuralFit fit, Inference.Method method) {
        try {
            return fit.fit().endedWell() ? Optional.of(Inference.of(fit, method)) : Optional.empty();
        } catch (NotPositiveDefiniteException | IllegalArgumentException e) {
            return Optional.empty(); // no maximum: there are no errors of it
        }
    }

    private Specification specification() {
        return fit.model().specification();
    }

    /** Log-likelihood, number of parameters, and criteria. */
    public InformationCriteria criteria() {
        return new InformationCriteria(
                freeParameters(),
                fit.fit().trace().last().logLikelihood(),
                fit.sample().weight());
    }

    /** Number of free parameters, those at a bound counted. */
    public int freeParameters() {
        return fit.identified().model().freeParameters();
    }

    /** The test that is right where rows are not normal; nothing of a matrix, or without degrees of freedom. */
    public Optional<ScaledTest> scaled() {
        return fit.fit().endedWell() ? statistics.flatMap(s -> ScaledTest.of(fit, s.chiSquare())) : Optional.empty();
    }

    /** What setting free what is zero would gain, the largest first; nothing where the fit has no errors. */
    public List<ModificationIndex> modifications() {
        return inference.isPresent() ? ModificationIndex.of(fit) : List.of();
    }

    /** The largest of {@link #modifications}, as a table; empty for none. */
    public String describeModifications(int most) {
        if (most <= 0) {
            return "";
        }
        TextTable table = new TextTable(List.of("set free", "modification index", "expected value"));
        for (ModificationIndex i : modifications().stream().limit(most).toList()) {
            String group = i.names().get(3).isEmpty() ? "" : " in " + i.names().get(3);
            table.line(List.of(
                    String.join(" ", i.names().subList(0, 3)) + group,
                    TextTable.number(i.index()),
                    TextTable.number(i.expected())));
        }
        return "\n" + table;
    }

    /**
     * Refuses definitions by labels that nothing has.
     *
     * @throws org.em4j.core.data.InvalidDataException naming one
     */
    public static void requireDefined(Specification specification, List<Definition> definitions) {
        Map<String, Double> values = new HashMap<>();
        specification.parameters().forEach(p -> values.put(p.label(), 1.0));
        definitions.forEach(d -> values.put(d.name(), d.at(values)));
    }

    /** All terms, in the order of the specification, and then what is defined by them. */
    public List<Estimated> estimates() {
        List<Term> terms = specification().terms();
        double[] theta = fit.theta();
        double[] standardised = standardised(theta);
        Optional<double[]> errors = inference.map(i -> i.errors(theta, t -> values(terms, t)));
        Optional<double[]> standardisedErrors = inference.map(i -> i.errors(theta, this::standardised));
        List<Estimated> lines = new ArrayList<>();
        for (int k = 0; k < terms.size(); k++) {
            Term t = terms.get(k);
            if (!specification().isReported(t)) {
                continue;
            }
            List<String> names = Estimated.names(specification(), t);
            lines.add(new Estimated(
                    names.get(0),
                    names.get(1),
                    names.get(2),
                    names.get(3),
                    t.isFixed()
                            ? ""
                            : specification().parameters().get(t.parameter()).label(),
                    t.at(theta),
                    t.isFixed() ? OptionalDouble.empty() : at(errors, k),
                    OptionalDouble.of(standardised[k]),
                    at(standardisedErrors, k)));
        }
        lines.addAll(defined(theta));
        return lines;
    }

    private List<Estimated> defined(double[] theta) {
        Optional<double[]> errors = inference.map(i -> i.errors(theta, this::defining));
        double[] values = defining(theta);
        List<Estimated> lines = new ArrayList<>();
        for (int k = 0; k < values.length; k++) {
            Definition d = definitions.get(k);
            lines.add(new Estimated(
                    d.name(),
                    ":=",
                    d.text(),
                    "",
                    "",
                    values[k],
                    at(errors, k),
                    OptionalDouble.empty(),
                    OptionalDouble.empty()));
        }
        return lines;
    }

    private double[] defining(double[] theta) {
        Map<String, Double> values = new HashMap<>();
        for (int k = 0; k < theta.length; k++) {
            String label = specification().parameters().get(k).label();
            if (!label.isEmpty()) {
                values.put(label, theta[k]);
            }
        }
        return definitions.stream()
                .mapToDouble(d -> {
                    double value = d.at(values);
                    values.put(d.name(), value);
                    return value;
                })
                .toArray();
    }

    private static OptionalDouble at(Optional<double[]> values, int k) {
        return values.isPresent() ? OptionalDouble.of(values.get()[k]) : OptionalDouble.empty();
    }

    private static double[] values(List<Term> terms, double[] theta) {
        return terms.stream().mapToDouble(t -> t.at(theta)).toArray();
    }

    /** Each term in standard deviations of the variables; covariances of residuals in those of the residuals. */
    private double[] standardised(double[] theta) {
        List<ImpliedMoments> implied = fit.model().implied(theta);
        return specification().terms().stream()
                .mapToDouble(t -> {
                    ImpliedMoments at = implied.get(t.group());
                    double value = t.at(theta);
                    return switch (t.kind()) {
                        case LOADING, REGRESSION -> value * at.sd(t.column()) / at.sd(t.row());
                        case INTERCEPT -> value / at.sd(t.row());
                        case COVARIANCE ->
                            t.isVariance()
                                    ? value / at.sd(t.row()) / at.sd(t.row())
                                    : value / Math.sqrt(own(at, t.row()) * own(at, t.column()));
                    };
                })
                .toArray();
    }

    private static double own(ImpliedMoments at, int i) {
        return at.disturbances().getEntry(i, i);
    }

    /**
     * A page of text: how the fit ended, how good it is, and the table of parameters.
     *
     * @param title its first words
     * @param of what it is of, such as {@code 301 rows}
     */
    public String summary(String title, String of) {
        return title + ", on " + of + " of " + specification().columns().size() + " columns\n"
                + fit.fit().describe() + "\n"
                + fit.fit().trace().describeAudit() + "\n"
                + criteria() + "\n"
                + statistics
                        .map(StructuralSolution::describe)
                        .orElse("no test of fit: the sample covariance is singular\n")
                + table() + bounded();
    }

    private static String describe(FitStatistics s) {
        if (s.degreesOfFreedom() <= 0) {
            return s.describe();
        }
        double[] interval = s.rmseaInterval();
        return String.format(
                Locale.ROOT,
                """
                chi-square %.4f on %d degrees of freedom, p = %.4g (with Bartlett's correction %.4f, p = %.4g)
                RMSEA %.4f (90 %% interval %.4f to %.4f)   CFI %.4f   TLI %.4f   SRMR %.4f
                """,
                s.chiSquare(),
                s.degreesOfFreedom(),
                s.pValue(s.chiSquare()),
                s.bartlett(),
                s.pValue(s.bartlett()),
                s.rmsea(),
                interval[0],
                interval[1],
                s.cfi(),
                s.tli(),
                s.srmr());
    }

    private String table() {
        StringBuilder text = new StringBuilder();
        List<Estimated> estimates = estimates();
        for (String group : specification().groups()) {
            boolean several = specification().groups().size() > 1;
            TextTable table = new TextTable(
                    List.of(several ? "group " + group : "", "estimate", "standard error", "z", "p", "standardised"));
            for (String operator : List.of("=~", "~", "~~", "~1")) {
                estimates.stream()
                        .filter(e -> e.operator().equals(operator)
                                && (!several || e.group().equals(group)))
                        .sorted(java.util.Comparator.comparing(
                                e -> operator.equals("~~") && e.left().equals(e.right())))
                        .forEach(e -> table.line(line(e)));
            }
            text.append('\n').append(table);
        }
        if (!definitions.isEmpty()) {
            TextTable table = new TextTable(List.of("defined", "estimate", "standard error", "z", "p"));
            estimates.stream().filter(e -> e.operator().equals(":=")).forEach(e -> table.line(line(e)));
            text.append('\n').append(table);
        }
        return text.toString();
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

    private String bounded() {
        return fit.bounded().isEmpty()
                ? ""
                : "\nat the bound of their uniquenesses: " + String.join(", ", fit.bounded()) + "\n";
    }
}
