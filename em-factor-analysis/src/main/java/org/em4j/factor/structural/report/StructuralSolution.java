package org.em4j.factor.structural.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
}
