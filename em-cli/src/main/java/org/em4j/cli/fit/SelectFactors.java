package org.em4j.cli.fit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.em4j.cli.format.Format;
import org.em4j.cli.model.FactorJson;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.option.FactorOptions;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.terminal.Finish;
import org.em4j.cli.terminal.Outcome;
import org.em4j.cli.terminal.OutputFiles;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.TextPage;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.Identification;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.select.FactorSelection;
import org.em4j.json.ModelFile;
import org.em4j.report.FitPage;
import org.em4j.report.figure.FactorSelectionFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em select fa}. */
@Command(
        name = "fa",
        description = "How many factors: BIC, likelihood-ratio tests, parallel analysis.",
        sortOptions = false,
        footer = "./em select fa data/holzinger_swineford.csv --columns x1..x9")
public final class SelectFactors extends PrintingCommand {
    private static final int STARTS = 10;
    private static final int STARTS_WITH_GAPS = 3;

    @Mixin
    private RunOptions options;

    @Mixin
    private FactorOptions factorOptions;

    @Option(
            names = "--max-factors",
            paramLabel = "Q",
            description = "Largest number of factors. Default: as many as leave degrees of freedom, at most 10.")
    private Optional<Integer> most = Optional.empty();

    @Option(
            names = "--restarts",
            description = "Number of starts for each number of factors. Default: " + STARTS + ", with missing values "
                    + STARTS_WITH_GAPS + ".")
    private Optional<Integer> restarts = Optional.empty();

    @Override
    public Integer call() {
        return FitRun.guarded(console, options, this::select);
    }

    private int select() {
        RunOptions.require(restarts.orElse(1) >= 1, "--restarts are one or more");
        RunOptions.require(most.orElse(1) >= 1, "--max-factors is one or more");
        FactorInput input = factorOptions.read(options, console);
        FactorOptions.requireSearched(input, restarts.orElse(1));
        FactorAnalysisEstimator estimation = new FactorAnalysisEstimator(1)
                .heywood(factorOptions.heywood)
                .restarts(new Restarts(starts(input)))
                .em(options.em(input.hasGaps() ? RunOptions.Acceleration.auto : RunOptions.Acceleration.none));
        try {
            int q = most.orElse(10);
            Optional<FactorSelection> selection = new Finish(console)
                    .unlessCancelled(
                            "numbers of factors are compared once all are fitted; none is chosen",
                            () -> input.hasGaps()
                                    ? FactorSelection.ofIncomplete(
                                            estimation,
                                            q,
                                            input.here().orElseThrow(),
                                            input.saturated(),
                                            options.execution())
                                    : FactorSelection.select(
                                            estimation, q, input.moments(), input.kind(), options.execution()));
            selection.ifPresent(s -> print(s, input));
            return selection.isPresent() ? 0 : Outcome.CANCELLED;
        } catch (DegenerateException e) {
            console.say("degenerate: " + e.degeneracy().describe());
            return Outcome.DEGENERATE;
        }
    }

    /** Other starts cost a fit to the rows each where values are missing, and little where moments say all. */
    private int starts(FactorInput input) {
        int usual = FactorAnalysisEstimator.isWide(input.columns().size())
                ? 1
                : input.hasGaps() ? STARTS_WITH_GAPS : STARTS;
        return restarts.orElse(usual);
    }

    private void print(FactorSelection selection, FactorInput input) {
        try {
            console.out()
                    .print(
                            options.format == Format.json
                                    ? json(selection, input).toPrettyString() + "\n"
                                    : options.format.of(text(selection, input)));
            console.out().flush();
        } finally {
            if (options.draw()) {
                OutputFiles files = new OutputFiles();
                options.drawn(page(selection, input)).forEach(files::put);
                files.write();
            }
        }
    }

    private TextPage text(FactorSelection selection, FactorInput input) {
        int d = input.columns().size();
        return new TextPage()
                .words("Ledermann's bound for " + d + " columns is "
                        + String.format(Locale.ROOT, "%.2f factors\n", Identification.ledermannBound(d))
                        + "each number of factors from " + starts(input) + (starts(input) == 1 ? " start" : " starts")
                        + "\n\n")
                .page(selection.page(input.columns()))
                .words(input.notes());
    }

    private FitPage page(FactorSelection selection, FactorInput input) {
        return new FitPage(
                "How many factors: 0 to " + (selection.candidates().size() - 1) + " on "
                        + input.columns().size() + " columns",
                "compared",
                true,
                "BIC: " + selection.byBic() + ", parallel analysis: " + selection.byParallelAnalysis()
                        + ", likelihood ratio: "
                        + (selection.byLikelihoodRatio().isPresent()
                                ? selection.byLikelihoodRatio().getAsInt()
                                : "more"),
                text(selection, input),
                FactorSelectionFigures.of(selection),
                Optional.empty(),
                console.command());
    }

    private ObjectNode json(FactorSelection selection, FactorInput input) {
        ObjectNode json = ModelFile.object();
        input.notes(json);
        json.put("starts", starts(input));
        ArrayNode candidates = json.putArray("candidates");
        selection.candidates().forEach(c -> {
            ObjectNode node = candidates.addObject();
            node.put("factors", c.factors());
            c.criteria().ifPresent(criteria -> {
                node.put("logLikelihood", criteria.logLikelihood());
                node.put("parameters", criteria.freeParameters());
                node.put("bic", criteria.bic());
                node.put("aic", criteria.aic());
            });
            c.statistics().ifPresent(s -> node.set("test", FactorJson.test(s, json)));
            node.put("proper", c.improper().isEmpty());
            node.put("note", c.note());
        });
        ObjectNode parallel = json.putObject("parallelAnalysis");
        parallel.set("eigenvalues", ModelFile.array(selection.parallel().eigenvalues()));
        parallel.set("noiseMeans", ModelFile.array(selection.parallel().means()));
        parallel.set("noiseQuantiles", ModelFile.array(selection.parallel().quantiles()));
        ObjectNode chosen = json.putObject("factors");
        chosen.put("bic", selection.byBic());
        selection.byLikelihoodRatio().ifPresent(q -> chosen.put("likelihoodRatio", q));
        chosen.put("parallelAnalysis", selection.byParallelAnalysis());
        return json;
    }
}
