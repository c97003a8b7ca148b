package org.em4j.cli.latent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.em4j.cli.fit.FitRun;
import org.em4j.cli.format.Format;
import org.em4j.cli.option.ModelOptions;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.task.FitReport;
import org.em4j.cli.task.FitTask;
import org.em4j.cli.task.Sizes;
import org.em4j.cli.terminal.Finish;
import org.em4j.cli.terminal.Outcome;
import org.em4j.cli.terminal.Output;
import org.em4j.cli.terminal.OutputFiles;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.cli.terminal.Progress;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.model.DegenerateException;
import org.em4j.json.ModelFile;
import org.em4j.report.FitPage;
import org.em4j.report.figure.LatentFigures;
import org.em4j.validation.reproduce.Picture;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that fits classes or states in several numbers, and names the one of least BIC. */
public abstract class SelectSizes<P> extends PrintingCommand {
    @Mixin
    protected ModelOptions options;

    @Option(
            names = "--restarts",
            description = "Number of starts of each; the best is kept. Default: ${DEFAULT-VALUE}.")
    private int starts = LatentClassTask.STARTS;

    /** A fit of one size; none where it failed, for the reason given. */
    private record Candidate<P>(int size, FitTask<Fitted<?, P>> task, Optional<Fitted<?, P>> fitted, String failure) {
        InformationCriteria criteria() {
            return fitted.orElseThrow().criteria();
        }
    }

    /** What they are called, such as classes. */
    protected abstract String called();

    /** Their numbers as they are typed, such as 1..5. */
    protected abstract String sizes();

    /** The fit of each size, once the data are read. */
    protected abstract IntFunction<FitTask<Fitted<?, P>>> tasks();

    /** From how many starts each is searched. */
    protected Restarts restarts() {
        return new Restarts(starts);
    }

    @Override
    public final Integer call() {
        return FitRun.guarded(console, options, this::select);
    }

    private int select() {
        RunOptions.require(starts >= 1, "--restarts are one or more, not " + starts);
        List<Integer> sizes = Sizes.of("--" + called(), sizes());
        IntFunction<FitTask<Fitted<?, P>>> tasks = tasks();
        List<Candidate<P>> done = new ArrayList<>();
        Finish finish;
        try (Progress progress = new Progress(sizes.size())) {
            for (int size : sizes) {
                candidate(size, tasks.apply(size)).ifPresent(done::add);
                progress.fit();
            }
            finish = new Finish(console);
        }
        if (finish.isCancelled()) {
            console.say(
                    "cancelled: " + done.size() + " of " + sizes.size() + " numbers of " + called() + " are done with");
        }
        Optional<Candidate<P>> best = least(done, InformationCriteria::bic);
        print(done);
        best.ifPresent(least -> write(least, done, finish));
        return finish.isCancelled() ? Outcome.CANCELLED : best.isPresent() ? 0 : Outcome.DEGENERATE;
    }

    /** Nothing where it was cancelled. */
    private Optional<Candidate<P>> candidate(int size, FitTask<Fitted<?, P>> task) {
        try {
            Fitted<?, P> fitted = task.fit(options.em(RunOptions.Acceleration.squarem));
            Fit<P> fit = fitted.fit();
            if (fit instanceof Fit.Cancelled) {
                return Optional.empty();
            }
            return Optional.of(
                    fit.endedWell()
                            ? new Candidate<>(size, task, Optional.of(fitted), "")
                            : new Candidate<>(size, task, Optional.empty(), fit.describe()));
        } catch (DegenerateException e) {
            return Optional.of(new Candidate<>(size, task, Optional.empty(), "degenerate: " + e.getMessage()));
        } catch (CancellationException e) {
            return Optional.empty();
        }
    }

    private Optional<Candidate<P>> least(List<Candidate<P>> done, ToDoubleFunction<InformationCriteria> criterion) {
        return done.stream()
                .filter(c -> c.fitted.isPresent())
                .min(Comparator.comparingDouble(c -> criterion.applyAsDouble(c.criteria())));
    }

    private void print(List<Candidate<P>> done) {
        console.out()
                .print(
                        options.format == Format.json
                                ? json(done).toPrettyString() + "\n"
                                : options.format.of(page(done)));
        console.out().flush();
    }

    private TextPage page(List<Candidate<P>> done) {
        TextTable table = new TextTable(List.of(called(), "log-likelihood", "parameters", "BIC", "AIC", ""));
        StringBuilder words = new StringBuilder();
        for (Candidate<P> c : done) {
            if (c.fitted.isEmpty()) {
                words.append(c.size)
                        .append(' ')
                        .append(called())
                        .append(": ")
                        .append(c.failure)
                        .append('\n');
                continue;
            }
            InformationCriteria criteria = c.criteria();
            table.line(List.of(
                    Integer.toString(c.size),
                    number(criteria.logLikelihood()),
                    Integer.toString(criteria.freeParameters()),
                    number(criteria.bic()),
                    number(criteria.aic()),
                    c.fitted.orElseThrow().fit() instanceof Fit.Converged ? "" : "not converged"));
        }
        least(done, InformationCriteria::bic)
                .ifPresent(bic -> words.append("\nleast BIC: ")
                        .append(named(bic.size))
                        .append("; least AIC: ")
                        .append(named(least(done, InformationCriteria::aic).orElseThrow().size))
                        .append('\n'));
        return new TextPage()
                .table("Criteria by the number of " + called(), table)
                .words(words.toString());
    }

    /** One class has no plural. */
    private String named(int size) {
        String one = called().equals("classes") ? "class" : "state";
        return size + " " + (size == 1 ? one : called());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private ObjectNode json(List<Candidate<P>> done) {
        ObjectNode json = ModelFile.object();
        ArrayNode candidates = json.putArray("candidates");
        for (Candidate<P> c : done) {
            ObjectNode node = candidates.addObject().put("size", c.size);
            if (c.fitted.isPresent()) {
                InformationCriteria criteria = c.criteria();
                node.put("logLikelihood", criteria.logLikelihood())
                        .put("parameters", criteria.freeParameters())
                        .put("bic", criteria.bic())
                        .put("aic", criteria.aic());
            } else {
                node.put("note", c.failure);
            }
        }
        ObjectNode least = json.putObject("least");
        least(done, InformationCriteria::bic)
                .ifPresent(c -> least.putObject("bic").put("size", c.size));
        least(done, InformationCriteria::aic)
                .ifPresent(c -> least.putObject("aic").put("size", c.size));
        return json;
    }

    private void write(Candidate<P> best, List<Candidate<P>> done, Finish finish) {
        FitReport report = finish.always(() -> best.task.report(best.fitted.orElseThrow(), finish));
        OutputFiles files = new OutputFiles();
        options.model.ifPresent(file -> files.put(file, report.json().toPrettyString() + "\n"));
        options.trace.ifPresent(file -> files.put(file, Output.csv(report.fit().trace())));
        if (options.draw()) {
            finish.unlessCancelled(options.notDrawn(), () -> options.drawn(page(best, report, done)))
                    .ifPresent(drawn -> drawn.forEach(files::put));
        }
        files.write();
    }

    private FitPage page(Candidate<P> best, FitReport report, List<Candidate<P>> done) {
        List<Candidate<P>> fitted =
                done.stream().filter(c -> c.fitted.isPresent()).toList();
        List<Picture> pictures = new ArrayList<>(List.of(LatentFigures.criteria(
                called(),
                fitted.stream().mapToDouble(Candidate::size).toArray(),
                fitted.stream().mapToDouble(c -> c.criteria().bic()).toArray(),
                fitted.stream().mapToDouble(c -> c.criteria().aic()).toArray())));
        pictures.addAll(report.pictures().get());
        return new FitPage(
                named(best.size) + ": the least BIC of " + done.size() + " numbers of " + called() + ", of "
                        + options.file().getFileName(),
                Outcome.of(report.fit()).name(),
                report.fit(),
                page(done).words("\n").page(report.text(Optional.empty())),
                pictures,
                console.command());
    }
}
