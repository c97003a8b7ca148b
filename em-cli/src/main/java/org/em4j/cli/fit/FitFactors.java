package org.em4j.cli.fit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.em4j.cli.model.FactorJson;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.option.FactorOptions;
import org.em4j.cli.option.SearchOptions;
import org.em4j.cli.option.TableOptions;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.model.Degeneracy;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.report.LinearScores;
import org.em4j.factor.rotate.Rotation;
import org.em4j.factor.select.ParallelAnalysis;
import org.em4j.json.FactorFile;
import org.em4j.json.ModelFile;
import org.em4j.report.figure.FactorFigures;
import org.em4j.report.figure.FactorSelectionFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit fa}. */
@Command(
        name = "fa",
        description =
                "Fit a factor analysis: EM, finished by Newton's method on the profile likelihood, from several starts.",
        sortOptions = false)
public final class FitFactors extends PrintingCommand {
    private static final int STARTS = 10;
    private static final String BOUND = "--heywood bound";

    @Mixin
    private SearchOptions options;

    @Mixin
    private FactorOptions factorOptions;

    @Option(names = "--factors", paramLabel = "Q", description = "Number of factors.")
    private Optional<Integer> factors = Optional.empty();

    @Option(
            names = "--rotate",
            description = "none, varimax, promax, quartimax, oblimin or geomin. Default: ${DEFAULT-VALUE}.")
    private String rotate = "none";

    @Override
    public Integer call() {
        return FitRun.guarded(console, options, this::fit);
    }

    private int fit() {
        Optional<Rotation> rotation = rotation();
        FactorInput input = factorOptions.read(options, console);
        int d = input.columns().size();
        FactorOptions.requireSearched(input, options.starts(1));
        Optional<FactorParameters> start = options.start.map(file ->
                new FactorFile(ModelFile.read(file)).start(input.moments().mean(), factors, d));
        int q = start.map(FactorParameters::factors)
                .or(() -> factors)
                .orElseThrow(() -> new InvalidDataException("say how many factors, with --factors"));
        requireFactors(q, d);
        double weight = input.moments().weight();
        long n = input.rows().map(rows -> (long) rows.size()).orElse((long) weight);
        return new FitRun(console, options, input.columns(), n, weight, degeneracy -> remedies(degeneracy, q, input))
                .run(em -> {
                    FactorAnalysisEstimator free = estimation(em, q);
                    FactorEstimate estimate =
                            input.estimate(start.map(free::from).orElse(free), options.threads);
                    return finish -> result(estimate, input, rotation);
                });
    }

    private static void requireFactors(int q, int d) {
        if (q < 1 || q > d) {
            throw new InvalidDataException(q + " factors for " + d + " columns; use 1 to " + d);
        }
    }

    private FactorAnalysisEstimator estimation(Em em, int q) {
        return new FactorAnalysisEstimator(q)
                .heywood(factorOptions.heywood)
                .restarts(new Restarts(options.starts(STARTS), options.seed))
                .em(em);
    }

    private Optional<Rotation> rotation() {
        if (rotate.equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        return Optional.of(Rotation.all().stream()
                .filter(r -> r.name().equalsIgnoreCase(rotate))
                .findAny()
                .orElseThrow(() -> new InvalidDataException("there is no rotation \"" + rotate
                        + "\"; choose none, varimax, promax, quartimax, oblimin or geomin")));
    }

    /** Least first: without the columns at fault, with fewer factors; each as it is, or with uniquenesses kept above a bound. */
    private List<Remedy> remedies(Degeneracy degeneracy, int q, FactorInput input) {
        List<Remedy> remedies = new ArrayList<>();
        remedies.add(new Remedy(BOUND, () -> fit(bounded(q), input)));
        Remedy.without(degeneracy.columns(), input.columns()).ifPresent(names -> {
            if (q <= names.size()) {
                String option = "--columns " + TableOptions.typed(names);
                remedies.add(new Remedy(
                        option, () -> fit(estimation(options.em(), q), factorOptions.read(options, names))));
                remedies.add(
                        new Remedy(option + " " + BOUND, () -> fit(bounded(q), factorOptions.read(options, names))));
            }
        });
        for (int fewer = q - 1; fewer > 0; fewer--) {
            int number = fewer;
            String option = "--factors " + fewer;
            remedies.add(new Remedy(option, () -> fit(estimation(options.em(), number), input)));
            remedies.add(new Remedy(option + " " + BOUND, () -> fit(bounded(number), input)));
        }
        return remedies;
    }

    private FactorAnalysisEstimator bounded(int q) {
        return estimation(options.em(), q).heywood(new Heywood.Bound(0.005));
    }

    private Fit<?> fit(FactorAnalysisEstimator estimation, FactorInput input) {
        return input.estimate(estimation, options.threads).fit();
    }

    private FitResult result(FactorEstimate estimate, FactorInput input, Optional<Rotation> rotation) {
        FactorSolution solution = input.solution(estimate, rotation);
        ObjectNode json = FactorJson.of(solution, input.columns());
        input.notes(json);
        return new FitResult(
                estimate.fit(),
                json,
                solution.freeParameters(),
                () -> solution.summary(input.columns()) + input.notes(),
                () -> Stream.concat(
                                figures(input, solution).all().stream(),
                                Stream.of(FactorSelectionFigures.scree(
                                        ParallelAnalysis.run(input.moments(), options.seed))))
                        .toList(),
                () -> Uncertainty.fitted(
                        estimate.model(),
                        input,
                        estimate.theta(),
                        solution.quantities(input.columns()),
                        options.threads));
    }

    private static FactorFigures figures(FactorInput input, FactorSolution solution) {
        Map<String, double[][]> loadings = new LinkedHashMap<>();
        loadings.put("as fitted", solution.loadings());
        solution.rotated().ifPresent(r -> loadings.put(r.rotation().name(), r.loadings()));
        return FactorFigures.of(
                input.columns(),
                loadings,
                input.moments().covariance(),
                solution.theta().covariance(),
                input.complete(solution.theta())
                        .map(solution.scores(LinearScores.Method.REGRESSION)::of)
                        .orElse(new double[0][]));
    }
}
