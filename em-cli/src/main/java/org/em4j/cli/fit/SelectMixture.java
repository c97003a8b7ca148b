package org.em4j.cli.fit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.em4j.cli.format.Format;
import org.em4j.cli.model.SelectionJson;
import org.em4j.cli.option.MixtureOptions;
import org.em4j.cli.option.ModelOptions;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.task.MixtureTask;
import org.em4j.cli.task.Sizes;
import org.em4j.cli.terminal.Finish;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.Outcome;
import org.em4j.cli.terminal.Output;
import org.em4j.cli.terminal.OutputFiles;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.cli.terminal.Progress;
import org.em4j.core.TextPage;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.inference.Bootstrap;
import org.em4j.core.inference.NoInformationException;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.Start;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.select.ComponentTests;
import org.em4j.gmm.select.MixtureSelection;
import org.em4j.gmm.select.MixtureSelection.Candidate;
import org.em4j.io.Table;
import org.em4j.json.ModelFile;
import org.em4j.report.FitPage;
import org.em4j.report.figure.MixtureSelectionFigure;
import org.em4j.report.text.MixtureText;
import org.em4j.validation.reproduce.Picture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em select gmm}. */
@Command(
        name = "gmm",
        description = "How many components, and which covariances: BIC, ICL, AIC.",
        sortOptions = false,
        footer = "./em select gmm data/faithful.csv --components 1..5")
public final class SelectMixture extends PrintingCommand {
    private static final int REPLICATES = 500;

    @Mixin
    private ModelOptions options;

    @Mixin
    private MixtureOptions mixtureOptions;

    @Option(
            names = {"-k", "--components"},
            paramLabel = "K",
            description = "Numbers of components: 1..9, or 2,3,5. Default: ${DEFAULT-VALUE}.")
    private String components = "1..9";

    @Option(
            names = "--families",
            split = ",",
            description = "Covariances: names as in --covariance of em fit gmm, or all. Default: ${DEFAULT-VALUE}.")
    private List<String> families = List.of("all");

    @Option(
            names = "--start",
            paramLabel = "KIND",
            description =
                    "Start in one way: hierarchical, the clusters that mclust starts from, kmeans++ or random-rows."
                            + " Default: all of them compete.")
    private Optional<String> start = Optional.empty();

    @Option(
            names = "--restarts",
            description = "Starts of each mixture: all but the first are added to the usual ones. Default: 1.")
    private int restarts = 1;

    @Option(
            names = "--reach",
            paramLabel = "R",
            description =
                    "Numbers of components are searched from many starts where their least BIC or ICL from one start is within R of"
                            + " the least of all, or twice the most that a search has gained on these data; Infinity searches"
                            + " all. Default: ${DEFAULT-VALUE}.")
    private double reach = MixtureSelection.REACH;

    @Option(
            names = "--likelihood-ratio",
            description =
                    "In the family of least BIC, also test each number of components against one more, by --replicates"
                            + " samples of the smaller mixture, until a test is not rejected.")
    private boolean likelihoodRatio;

    @Option(
            names = "--replicates",
            description = "Samples of each test of --likelihood-ratio. Default: " + REPLICATES + ".")
    private Optional<Integer> replicates = Optional.empty();

    @Override
    public Integer call() {
        return FitRun.guarded(console, options, this::select);
    }

    private int select() {
        requireSense();
        Table table = options.table(console);
        Rows rows = table.rows();
        List<Integer> sizes = fewerThan(rows.informative().size(), Sizes.of("--components", components));
        List<CovarianceFamily<?, ?>> chosen = families(rows.columns());
        requireTestable(rows);
        Searched searched = search(rows, sizes, chosen);
        Finish finish = searched.finish();
        MixtureSelection selection = searched.selection();
        long done = selection.candidates().stream()
                .map(Candidate::components)
                .distinct()
                .count();
        if (finish.isCancelled()) {
            console.say("cancelled: " + done + " of " + sizes.size() + " numbers of components are done with");
        }
        if (done == 0) {
            return Outcome.CANCELLED;
        }
        Optional<Candidate<?, ?>> best = selection.least(Candidate::bic);
        Optional<ComponentTests> tests = best.filter(least -> likelihoodRatio)
                .flatMap(least -> finish.unlessCancelled(
                        "likelihood ratios are left out", () -> tests(least.family(), rows, sizes)));
        try {
            print(selection, tests);
        } finally {
            best.ifPresent(least -> write(least, selection, table, finish));
        }
        if (finish.isCancelled()) {
            return Outcome.CANCELLED;
        }
        return best.isPresent() ? 0 : Outcome.DEGENERATE;
    }

    private void requireSense() {
        RunOptions.require(
                replicates.isEmpty() || likelihoodRatio,
                "--replicates are samples of likelihood-ratio tests; ask for these with --likelihood-ratio, or leave it"
                        + " out");
        RunOptions.require(replicates.orElse(REPLICATES) >= 2, "--replicates are two or more");
        RunOptions.require(restarts >= 1, "--restarts are one or more, not " + restarts);
        RunOptions.require(reach >= 0, "--reach is zero or more, or Infinity, not " + reach);
    }

    /** What has been searched, all or as much as was done with when it was cancelled. */
    private record Searched(MixtureSelection selection, Finish finish) {}

    private Searched search(Rows rows, List<Integer> sizes, List<CovarianceFamily<?, ?>> chosen) {
        mixtureOptions.check(rows);
        GaussianMixtureEstimator<?, ?> any = mixtureOptions
                .set(new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 1))
                .restarts(new Restarts(restarts))
                .em(options.em(RunOptions.Acceleration.squarem));
        GaussianMixtureEstimator<?, ?> settings = start.<GaussianMixtureEstimator<?, ?>>map(
                        name -> any.start(named(name)))
                .orElse(any);
        try (Progress progress = new Progress(2 * sizes.size() * chosen.size())) {
            MixtureSelection selection =
                    MixtureSelection.select(settings, rows, sizes, chosen, reach, progress::fit, options.execution());
            return new Searched(selection, new Finish(console)); // before the bar closes, which takes the interrupt
        }
    }

    private void print(MixtureSelection selection, Optional<ComponentTests> tests) {
        console.out()
                .print(
                        options.format == Format.json
                                ? SelectionJson.of(selection, tests).toPrettyString() + "\n"
                                : options.format.of(selection
                                        .page()
                                        .words(tests.map(t -> "\n" + t.describe())
                                                .orElse(""))));
        console.out().flush();
    }

    /** Sizes that rows are more than; what is left out is said. */
    private List<Integer> fewerThan(int rows, List<Integer> sizes) {
        List<Integer> possible = sizes.stream().filter(k -> k < rows).toList();
        if (possible.isEmpty()) {
            throw new InvalidDataException(rows + " rows for " + sizes.get(0) + " components; use fewer components");
        }
        if (possible.size() < sizes.size()) {
            console.say(rows + " rows: mixtures of up to " + possible.get(possible.size() - 1)
                    + " components are compared, which leave one row more");
        }
        return possible;
    }

    private static Start named(String start) {
        return Start.of(start)
                .orElseThrow(() -> new OptionException("--start " + start
                        + " is no way to start mixtures of all sizes; name hierarchical, kmeans++ or random-rows"));
    }

    private void requireTestable(Rows rows) {
        if (likelihoodRatio && (mixtureOptions.isUsed() || rows.gaps() > 0)) {
            throw new OptionException("--likelihood-ratio draws complete rows from a mixture; leave out --prior and"
                    + " --noise, and rows with missing values");
        }
    }

    /** Samples keep the threads busy; each is fitted on one. */
    private ComponentTests tests(CovarianceFamily<?, ?> family, Rows rows, List<Integer> sizes) {
        int first = sizes.get(0);
        int last = Math.max(first, sizes.get(sizes.size() - 1) - 1);
        try (Progress progress = new Progress((1 + replicates.orElse(REPLICATES)) * (last - first + 1))) {
            return ComponentTests.run(
                    family,
                    rows,
                    options.em(RunOptions.Acceleration.squarem),
                    first,
                    last,
                    new Bootstrap(replicates.orElse(REPLICATES), progress::fit),
                    options.execution());
        } catch (NoInformationException e) {
            throw new InvalidDataException(e.getMessage());
        }
    }

    /** Those asked for; of one column, where others coincide with them, spheres alone. */
    private List<CovarianceFamily<?, ?>> families(int d) {
        if (!families.equals(List.of("all"))) {
            List<CovarianceFamily<?, ?>> named = new ArrayList<>();
            families.forEach(name -> named.add(ModelFile.family(name.strip())));
            return named;
        }
        return d > 1 ? CovarianceFamily.all() : List.of(CovarianceFamily.VII, CovarianceFamily.EII);
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> void write(
            Candidate<P, S> best, MixtureSelection selection, Table table, Finish finish) {
        Fit<GaussianMixture<P, S>> fit = best.fitted().orElseThrow().fit();
        var mixture = fit.theta();
        ObjectNode model = ModelFile.of(mixture, best.family().name(), table.columns(), List.of());
        OutputFiles files = new OutputFiles();
        options.model.ifPresent(file -> files.put(file, model.toPrettyString() + "\n"));
        options.trace.ifPresent(file -> files.put(file, Output.csv(fit.trace())));
        if (options.draw()) {
            finish.unlessCancelled(options.notDrawn(), () -> options.drawn(page(best, selection, table)))
                    .ifPresent(drawn -> drawn.forEach(files::put));
        }
        files.write();
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> FitPage page(
            Candidate<P, S> best, MixtureSelection selection, Table table) {
        Fit<GaussianMixture<P, S>> fit = best.fitted().orElseThrow().fit();
        var mixture = fit.theta();
        List<Picture> pictures = new ArrayList<>(List.of(MixtureSelectionFigure.of(selection)));
        pictures.addAll(MixtureTask.figures(mixture, table.columns(), table.rows(), options.execution()));
        TextPage summary =
                MixtureText.page(best.fitted().orElseThrow(), best.uncertainties(), table.rows(), table.columns());
        String title = best.family().name() + " covariance, " + best.components()
                + " components: the least BIC of " + selection.candidates().size() + " Gaussian mixtures of "
                + options.file().getFileName();
        return new FitPage(
                title,
                Outcome.of(fit).name(),
                fit,
                selection.page().words("\n").page(summary),
                pictures,
                console.command());
    }
}
