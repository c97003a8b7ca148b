package org.em4j.cli.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.em4j.cli.model.StructuralJson;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.terminal.Finish;
import org.em4j.core.Execution;
import org.em4j.core.TextPage;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.model.Degeneracy;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.report.FactorModel;
import org.em4j.factor.structural.estimate.StructuralEstimator;
import org.em4j.factor.structural.estimate.StructuralFit;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.report.Inference;
import org.em4j.factor.structural.report.ScaledTest;
import org.em4j.factor.structural.report.StructuralSolution;
import org.em4j.factor.structural.syntax.Definition;
import org.em4j.report.figure.FactorFigures;
import org.em4j.report.figure.PathFigures;
import org.em4j.report.text.StructuralText;
import org.em4j.validation.reproduce.Picture;

/**
 * A structural model, to be fitted to rows of one group or several, or to a matrix.
 *
 * @param data what it is fitted to
 * @param specification what is fitted
 * @param heywood what is done about uniquenesses that fall to zero
 * @param starts their number
 * @param from where the first of them is, if a file says so
 * @param notes what is asked for of its report
 * @param em settings of fits that are tried as remedies
 * @param execution threads and seed
 */
public record StructuralTask(
        GroupedInput data,
        Specification specification,
        Heywood heywood,
        int starts,
        Optional<double[]> from,
        Notes notes,
        Em em,
        Execution execution)
        implements FitTask<StructuralFit> {
    /**
     * What is asked for of a report.
     *
     * @param title its first line
     * @param definitions of quantities that are made of parameters
     * @param isRobust whether errors and test are right where rows are not normal
     * @param modifications how many modification indices are printed
     */
    public record Notes(String title, List<Definition> definitions, boolean isRobust, int modifications) {}

    @Override
    public List<String> columns() {
        return specification.columns();
    }

    @Override
    public long observations() {
        return data.sample().size();
    }

    @Override
    public StructuralFit fit(Em settings) {
        return fit(settings, heywood);
    }

    private StructuralFit fit(Em settings, Heywood policy) {
        StructuralEstimator estimator = new StructuralEstimator(
                        new StructuralModel(specification.heywood(policy, data.sample())))
                .em(settings)
                .restarts(new Restarts(starts));
        return from.map(estimator::from).orElse(estimator).fit(data.sample(), execution);
    }

    /** A bound, where a uniqueness falls to zero; that a model is not identified no bound helps. */
    @Override
    public List<Remedy> remedies(Degeneracy degeneracy) {
        return degeneracy.cause().contains("Heywood")
                ? List.of(new Remedy(
                        "--heywood bound",
                        () -> fit(em, new Heywood.Bound(0.005)).fit()))
                : List.of();
    }

    @Override
    public FitReport report(StructuralFit fit, Finish finish) {
        StructuralSolution solution = StructuralSolution.of(
                fit, notes.definitions, notes.isRobust ? Inference.Method.ROBUST : Inference.usual(fit.sample()));
        ObjectNode json = StructuralJson.of(solution, notes.isRobust);
        data.input().ifPresent(input -> input.notes(json));
        return new FitReport(fit.fitted(), json, () -> text(fit, solution), () -> pictures(solution));
    }

    private TextPage text(StructuralFit fit, StructuralSolution solution) {
        String of = fit.sample().size() + (data.sample().hasMeans() ? " rows" : " observations");
        return StructuralText.page(solution, notes.title, of)
                .words(fit.maxima().describe()
                        + (notes.isRobust
                                ? solution.scaled().map(ScaledTest::describe).orElse("")
                                : ""))
                .page(StructuralText.modifications(solution, notes.modifications))
                .words(data.notes());
    }

    private List<Picture> pictures(StructuralSolution solution) {
        Optional<FactorParameters> factors =
                data.input().isPresent() ? solution.fit().factors() : Optional.empty();
        return Stream.concat(
                        Stream.of(PathFigures.of(solution)),
                        factors
                                .map(theta -> pictures(data.input().orElseThrow(), theta, specification.latents()))
                                .orElse(List.of())
                                .stream())
                .toList();
    }

    private static List<Picture> pictures(FactorInput input, FactorParameters theta, List<String> latents) {
        Optional<Rows> rows = input.complete(theta);
        return FactorFigures.of(
                        input.columns(),
                        Map.of("standardised", FactorFigures.standardised(theta)),
                        input.moments().covariance(),
                        theta.covariance(),
                        rows.map(new FactorModel(theta)::scores).orElse(new double[0][]))
                .named(latents)
                .all();
    }
}
