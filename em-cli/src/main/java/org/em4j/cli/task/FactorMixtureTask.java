package org.em4j.cli.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.cli.option.CoverageJson;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.option.TableOptions;
import org.em4j.cli.terminal.Finish;
import org.em4j.core.Execution;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.inference.CovarianceCoverage;
import org.em4j.core.model.Degeneracy;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.mixture.FactorMixture;
import org.em4j.factor.mixture.FactorMixtureEstimate;
import org.em4j.factor.mixture.FactorMixtureEstimator;
import org.em4j.factor.mixture.FactorMixtureEstimator.Noise;
import org.em4j.factor.model.SharedFactors.Part;
import org.em4j.io.Table;
import org.em4j.json.FactorFile;
import org.em4j.report.figure.FactorFigures;
import org.em4j.report.figure.MixtureFigures;
import org.em4j.report.figure.NormalComponents;
import org.em4j.report.text.FactorMixtureText;

/**
 * A mixture of factor analysers, to be fitted to a table.
 *
 * @param table the data
 * @param estimator how it is fitted
 * @param from where it starts, if a file says so
 * @param em settings of fits that are tried as remedies
 * @param execution threads and seed
 * @param others reads other columns of the file
 */
public record FactorMixtureTask(
        Table table,
        FactorMixtureEstimator estimator,
        Optional<FactorMixture> from,
        Em em,
        Execution execution,
        Function<List<String>, Table> others)
        implements FitTask<FactorMixtureEstimate> {
    /** Starts that a remedy takes. */
    private static final int STARTS = 10;

    @Override
    public List<String> columns() {
        return table.columns();
    }

    @Override
    public long observations() {
        return table.rows().informative().size();
    }

    @Override
    public FactorMixtureEstimate fit(Em settings) {
        return from.map(estimator::from).orElse(estimator).em(settings).fit(table.rows(), execution);
    }

    /** Least first: other starts, fewer columns where one is at fault, noise that is shared, fewer factors, fewer of all. */
    @Override
    public List<Remedy> remedies(Degeneracy degeneracy) {
        List<Remedy> remedies = new ArrayList<>();
        boolean told = mayBeIdentified(estimator);
        if (from.isEmpty() && told) {
            remedies.add(remedy("--restarts " + STARTS, estimator.restarts(new Restarts(STARTS))));
        }
        if (degeneracy.parts().isEmpty()) {
            Remedy.without(degeneracy.columns(), columns()).ifPresent(names -> remedies.add(columns(names)));
        }
        if (estimator.noise() == Noise.DIAGONAL && estimator.heywood() instanceof Heywood.Report && told) {
            remedies.add(remedy("--heywood bound", estimator.heywood(new Heywood.Bound(0.005))));
        }
        Set<Part> noise = EnumSet.of(Part.NOISE);
        noise.addAll(estimator.shared());
        if (!noise.equals(estimator.shared())) {
            String option = noise.stream()
                    .map(part -> part.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(","));
            remedies.add(remedy("--share " + option, estimator.shared(noise)));
        }
        fewer(estimator.factors())
                .filter(q -> mayBeIdentified(estimator.factors(q)))
                .forEach(q -> remedies.add(remedy("--factors " + q, estimator.factors(q))));
        fewer(told ? estimator.components() : 1)
                .forEach(k -> remedies.add(remedy("--components " + k, estimator.components(k))));
        return remedies;
    }

    private boolean mayBeIdentified(FactorMixtureEstimator other) {
        return other.family(table.rows()).mayBeIdentified();
    }

    private static IntStream fewer(int than) {
        return IntStream.iterate(than - 1, fewer -> fewer > 0, fewer -> fewer - 1);
    }

    private Remedy remedy(String option, FactorMixtureEstimator other) {
        return new Remedy(
                option, () -> other.em(em).fit(table.rows(), execution).fitted().fit());
    }

    private Remedy columns(List<String> names) {
        return new Remedy(
                "--columns " + TableOptions.typed(names),
                () -> estimator
                        .em(em)
                        .fit(others.apply(names).rows(), execution)
                        .fitted()
                        .fit());
    }

    @Override
    public FitReport report(FactorMixtureEstimate estimate, Finish finish) {
        Rows rows = table.rows();
        FactorMixture mixture = estimate.mixture();
        CovarianceCoverage coverage = CovarianceCoverage.of(rows);
        ObjectNode json = FactorFile.of(mixture, columns());
        CoverageJson.put(json, coverage, columns());
        String missing = coverage.describe(columns(), FactorInput.NEVER);
        return new FitReport(
                estimate.fitted().report(mixture.quantities(columns())),
                json,
                () -> FactorMixtureText.page(estimate, rows, columns()).words(missing.isEmpty() ? "" : "\n" + missing),
                () -> Stream.concat(
                                MixtureFigures.of(
                                        columns(),
                                        rows,
                                        execution.seed(),
                                        mixture::responsibilities,
                                        new NormalComponents(
                                                mixture.theta().weights(), mixture.means(), mixture.covariances()))
                                        .stream(),
                                Stream.of(FactorFigures.loadings(columns(), mixture)))
                        .toList());
    }
}
