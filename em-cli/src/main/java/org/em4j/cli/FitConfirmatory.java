package org.em4j.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.em4j.cli.report.FactorFigures;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.fit.Criteria;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.ConfirmatoryFactorAnalysis;
import org.em4j.factor.ConfirmatoryFactorAnalysis.Factors;
import org.em4j.factor.ConfirmatorySolution;
import org.em4j.factor.FactorModel;
import org.em4j.factor.FactorParameters;
import org.em4j.factor.FactorSolution;
import org.em4j.factor.Heywood;
import org.em4j.factor.LinearFactorModel;
import org.em4j.factor.Restrained;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit cfa}. */
@Command(
        name = "cfa",
        description = "Fit a confirmatory factor analysis: which column loads on which factor is given.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FitConfirmatory extends PrintingCommand {
    @Mixin
    private FitOptions options;

    @Mixin
    private FactorOptions factorOptions;

    @Option(
            names = "--factor",
            paramLabel = "NAME=COLUMN+COLUMN",
            description = "A factor, and the columns that load on it; once for each.")
    private Map<String, String> factors = new LinkedHashMap<>();

    @Option(names = "--uncorrelated", description = "The factors do not correlate; otherwise they may.")
    private boolean uncorrelated;

    @Override
    public Integer call() {
        return FitRun.guarded(console, options, this::fit);
    }

    private int fit() {
        if (factors.isEmpty()) {
            throw new InvalidDataException("say which columns load on which factor, as in"
                    + " --factor visual=x1+x2+x3 --factor textual=x4+x5+x6");
        }
        if (!options.columns.isEmpty()) {
            throw new InvalidDataException("the columns are those of --factor; leave --columns out");
        }
        Set<String> loaded = new LinkedHashSet<>();
        factors.values().forEach(columns -> loaded.addAll(List.of(columns.split("\\+"))));
        options.columns = List.copyOf(loaded);
        FactorInput input = factorOptions.read(options, console);
        ConfirmatoryFactorAnalysis model = model(input.columns());
        double weight = input.moments().weight();
        long n = input.rows().map(rows -> (long) rows.size()).orElse(Math.round(weight));
        Optional<FactorParameters> start = options.start.map(file -> start(ModelFile.read(file), model));
        LinearFactorModel kept = Restrained.of(model, factorOptions.heywood, input.moments());
        LinearFactorModel bounded = Restrained.of(model, new Heywood.Bound(0.005), input.moments());
        return new FitRun(
                        console,
                        options,
                        input.columns(),
                        n,
                        weight,
                        degeneracy -> List.of(
                                new Remedy("--heywood bound", () -> fit(options.em(), model, bounded, start, input))))
                .run(em -> {
                    Fit<FactorParameters> fit = fit(em, model, kept, start, input);
                    return () -> result(fit, model, kept, input);
                });
    }

    private ConfirmatoryFactorAnalysis model(List<String> columns) {
        List<List<String>> loaded =
                factors.values().stream().map(c -> List.of(c.split("\\+"))).toList();
        int[][] pattern = new int[columns.size()][];
        Arrays.setAll(
                pattern,
                j -> IntStream.range(0, loaded.size())
                        .filter(a -> loaded.get(a).contains(columns.get(j)))
                        .toArray());
        return new ConfirmatoryFactorAnalysis(
                pattern, factors.size(), uncorrelated ? Factors.UNCORRELATED : Factors.CORRELATED);
    }

    private FactorParameters start(ModelFile file, ConfirmatoryFactorAnalysis model) {
        FactorParameters theta = new FactorFile(file).patterned();
        file.requireColumns(theta.columns(), model.d());
        for (int j = 0; j < model.d(); j++) {
            for (int a = 0; a < theta.factors(); a++) {
                if (theta.factors() != model.q()
                        || (Arrays.binarySearch(model.pattern()[j], a) < 0 && theta.loadings()[j][a] != 0)) {
                    throw file.wrong("has loadings where --factor has none");
                }
            }
        }
        return theta;
    }

    private Fit<FactorParameters> fit(
            Em em,
            ConfirmatoryFactorAnalysis model,
            LinearFactorModel kept,
            Optional<FactorParameters> start,
            FactorInput input) {
        int missing = -model.degreesOfFreedom();
        if (missing > 0) {
            throw new DegenerateException(Degeneracy.of(
                    "not identified: " + missing + (missing == 1 ? " parameter" : " parameters")
                            + " more than the columns have variances and covariances",
                    "let fewer columns load on several factors"));
        }
        return em.fit(input.map(kept, options.threads), start.orElseGet(() -> model.start(input.moments())));
    }

    private FitResult result(
            Fit<FactorParameters> fit, ConfirmatoryFactorAnalysis model, LinearFactorModel kept, FactorInput input) {
        List<String> names = List.copyOf(factors.keySet());
        ConfirmatorySolution solution = ConfirmatorySolution.of(model, names, fit, input.saturated());
        int means = input.kind() == FactorSolution.Input.DATA ? 0 : model.d(); // a matrix has none
        int parameters = model.freeParameters() - means;
        String of = Math.round(input.moments().weight())
                + (input.kind() == FactorSolution.Input.DATA ? " rows" : " observations");
        ObjectNode json = json(solution, input.columns());
        input.notes(json);
        return new FitResult(
                fit,
                json,
                parameters,
                () -> solution.summary(
                                fit,
                                of,
                                new Criteria(
                                        parameters,
                                        fit.trace().last().logLikelihood(),
                                        input.moments().weight()),
                                input.columns())
                        + input.notes(),
                () -> FactorFigures.of(
                                input.columns(),
                                Map.of("as fitted", solution.standardised()),
                                input.moments().covariance(),
                                solution.theta().covariance(),
                                input.complete(solution.theta())
                                        .map(new FactorModel(model, solution.theta())::scores)
                                        .orElse(new double[0][]))
                        .all(),
                () -> Uncertainty.fitted(
                        kept, input, fit.theta(), solution.quantities(input.columns()), options.threads));
    }

    private static ObjectNode json(ConfirmatorySolution solution, List<String> columns) {
        ObjectNode json = FactorFile.of(new FactorModel(solution.model(), solution.theta()), columns);
        json.put("model", "confirmatory-factor-analysis");
        json.set("factorCorrelations", ModelFile.array(solution.theta().factorCovariance()));
        solution.names().forEach(json.putArray("factors")::add);
        json.putObject("standardized").set("loadings", ModelFile.array(solution.standardised()));
        solution.statistics().ifPresent(s -> json.set("test", FactorJson.test(s, json)));
        ArrayNode heywood = json.putArray("heywood");
        new FactorModel(solution.model(), solution.theta()).nearlyImproper().forEach(j -> heywood.add(columns.get(j)));
        return json;
    }
}
