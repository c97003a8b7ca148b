package org.em4j.cli.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.cli.model.FactorJson;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.option.TableOptions;
import org.em4j.cli.terminal.Finish;
import org.em4j.core.Execution;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.Degeneracy;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.report.LinearScores;
import org.em4j.factor.rotate.Rotation;
import org.em4j.factor.select.ParallelAnalysis;
import org.em4j.report.figure.FactorFigures;
import org.em4j.report.figure.FactorSelectionFigures;
import org.em4j.report.figure.PathFigures;
import org.em4j.report.text.FactorAnalysisText;
import org.em4j.report.text.LoadingsTable;
import org.em4j.validation.reproduce.Picture;

/**
 * A factor analysis, to be fitted to rows or a matrix.
 *
 * @param input the data
 * @param estimator how it is fitted
 * @param from where it starts, if a file says so
 * @param rotation of the loadings that are reported
 * @param table how these are set out
 * @param em settings of fits that are tried as remedies
 * @param execution threads and seed
 * @param others reads other columns of the file
 */
public record FactorTask(
        FactorInput input,
        FactorAnalysisEstimator estimator,
        Optional<FactorParameters> from,
        Optional<Rotation> rotation,
        LoadingsTable table,
        Em em,
        Execution execution,
        Function<List<String>, FactorInput> others)
        implements FitTask<FactorEstimate> {
    private static final String BOUND = "--heywood bound";

    @Override
    public List<String> columns() {
        return input.columns();
    }

    @Override
    public long observations() {
        return input.observations();
    }

    @Override
    public FactorEstimate fit(Em settings) {
        return from.map(estimator::from).orElse(estimator).em(settings).fit(input.sample(), execution);
    }

    /** Least first: without the columns at fault, with fewer factors; each as it is, or with uniquenesses kept above a bound. */
    @Override
    public List<Remedy> remedies(Degeneracy degeneracy) {
        List<Remedy> remedies = new ArrayList<>(List.of(remedy(BOUND, bounded(estimator), input)));
        Remedy.without(degeneracy.columns(), columns())
                .filter(names -> estimator.factors() <= names.size())
                .ifPresent(names -> {
                    String option = "--columns " + TableOptions.typed(names);
                    remedies.add(new Remedy(option, () -> fit(estimator, others.apply(names))));
                    remedies.add(new Remedy(option + " " + BOUND, () -> fit(bounded(estimator), others.apply(names))));
                });
        for (int fewer = estimator.factors() - 1; fewer > 0; fewer--) {
            String option = "--factors " + fewer;
            remedies.add(remedy(option, estimator.factors(fewer), input));
            remedies.add(remedy(option + " " + BOUND, bounded(estimator.factors(fewer)), input));
        }
        return remedies;
    }

    private static FactorAnalysisEstimator bounded(FactorAnalysisEstimator estimator) {
        return estimator.heywood(new Heywood.Bound(0.005));
    }

    private Remedy remedy(String option, FactorAnalysisEstimator other, FactorInput data) {
        return new Remedy(option, () -> fit(other, data));
    }

    private Fit<?> fit(FactorAnalysisEstimator other, FactorInput data) {
        return other.em(em).fit(data.sample(), execution).fit();
    }

    @Override
    public FitReport report(FactorEstimate estimate, Finish finish) {
        FactorSolution solution = input.solution(estimate, rotation, execution);
        ObjectNode json = FactorJson.of(solution, columns());
        input.notes(json);
        return new FitReport(
                estimate.fitted().report(solution.quantities(columns())),
                json,
                () -> FactorAnalysisText.page(solution, columns(), table).words(input.notes()),
                () -> pictures(solution));
    }

    private List<Picture> pictures(FactorSolution solution) {
        List<Picture> pictures = new ArrayList<>(List.of(PathFigures.of(solution, columns())));
        pictures.addAll(figures(solution).all());
        pictures.add(FactorSelectionFigures.scree(ParallelAnalysis.run(input.moments(), execution)));
        return pictures;
    }

    private FactorFigures figures(FactorSolution solution) {
        Map<String, double[][]> loadings = new LinkedHashMap<>();
        loadings.put("as fitted", solution.loadings());
        solution.rotated().ifPresent(r -> loadings.put(r.rotation().name(), r.loadings()));
        return FactorFigures.of(
                columns(),
                loadings,
                input.moments().covariance(),
                solution.theta().covariance(),
                input.complete(solution.theta())
                        .map(solution.scores(LinearScores.Method.REGRESSION)::of)
                        .orElse(new double[0][]));
    }
}
