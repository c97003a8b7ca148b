package org.em4j.cli.fit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.em4j.cli.format.Format;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.task.FitReport;
import org.em4j.cli.task.FitTask;
import org.em4j.cli.task.Remedy;
import org.em4j.cli.task.Uncertainty;
import org.em4j.cli.terminal.Cancellation;
import org.em4j.cli.terminal.Console;
import org.em4j.cli.terminal.Finish;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.Outcome;
import org.em4j.cli.terminal.Output;
import org.em4j.cli.terminal.OutputFiles;
import org.em4j.cli.terminal.Progress;
import org.em4j.core.TextPage;
import org.em4j.core.checkpoint.CheckpointException;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.inference.StandardErrors;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.report.FitPage;
import org.em4j.validation.reproduce.Picture;

/**
 * One fit from the command line: from a task to a report, and from the report to files, standard output and an exit status.
 *
 * @param console where it is said
 * @param options what was asked for
 * @param task what is fitted
 */
public record FitRun<F>(Console console, FitOptions options, FitTask<F> task) {
    /** Runs a command's body; what is wrong with its data is said with their file. */
    public static int guarded(Console console, RunOptions options, Supplier<Integer> body) {
        options.tables.say = console::say;
        try {
            options.check();
            options.checkpoints.say(console::say);
            return Cancellation.during(console, () -> kept(options, body));
        } catch (OptionException | CheckpointException e) {
            return refused(console, options, new InvalidDataException(e.getMessage()), "");
        } catch (InvalidDataException e) {
            return refused(console, options, e, options.file().toString());
        }
    }

    /** Runs, and writes the checkpoint in the end, also of a run that is cancelled. */
    private static int kept(RunOptions options, Supplier<Integer> body) {
        try {
            int status = body.get();
            options.checkpoints.finish();
            return status;
        } catch (CancellationException e) {
            options.checkpoints.finish();
            throw e;
        }
    }

    private static int refused(Console console, RunOptions options, InvalidDataException e, String file) {
        return options.format == Format.json ? console.badInputAsJson(e, file) : console.badInput(e, file);
    }

    /** Fits, prints and writes; returns the exit status. */
    int run() {
        F fit;
        Finish finish;
        try (Progress progress = new Progress(options.maxIterations)) {
            fit = task.fit(options.fitting().listener(progress));
            finish = new Finish(console); // before the bar is closed, which waits, and would take the interrupt
        } catch (DegenerateException e) {
            return writeNothing(e.degeneracy());
        }
        return write(finish.always(() -> task.report(fit, finish)), finish);
    }

    /** Prints first and draws last. Where nothing can be printed, the files are written all the same. */
    private int write(FitReport report, Finish finish) {
        Fit<?> fit = report.fit();
        ObjectNode summary = finish.always(() -> summary(report));
        Optional<StandardErrors> errors = options.standardErrors
                .filter(method -> fit.endedWell())
                .flatMap(method -> finish.unlessCancelled(
                        "standard errors are left out", () -> Uncertainty.of(report.fitted(), method, options)));
        errors.ifPresent(e -> summary.set("standardErrors", Uncertainty.json(e)));
        ObjectNode json = report.json();
        json.set("fit", summary);
        OutputFiles files = new OutputFiles();
        options.model.ifPresent(file -> files.put(file, json.toPrettyString() + "\n"));
        options.trace.ifPresent(file -> files.put(file, Output.csv(fit.trace())));
        Outcome outcome = Outcome.of(fit);
        try {
            print(report, errors, json, finish);
        } finally {
            if (options.draw()) {
                finish.unlessCancelled(options.notDrawn(), () -> options.drawn(page(report, errors, outcome)))
                        .ifPresent(drawn -> drawn.forEach(files::put));
            }
            files.write();
        }
        return outcome.status();
    }

    private void print(FitReport report, Optional<StandardErrors> errors, ObjectNode json, Finish finish) {
        Fit<?> fit = report.fit();
        if (options.format == Format.json) {
            console.out().println(json.toPrettyString());
        } else {
            if (report.hasParameters()) {
                console.out().print(finish.always(() -> options.format.of(report.text(errors))));
            }
            console.out().flush();
            if (Outcome.of(fit).status() != 0) {
                console.say(named(fit));
            }
            if (fit instanceof Fit.Degenerate<?> d && hasRemedies(d.degeneracy())) {
                finish.unlessCancelled("no remedy was tried", () -> remedy(d.degeneracy()))
                        .ifPresent(this::sayRemedy);
            }
        }
        console.out().flush();
    }

    private FitPage page(FitReport report, Optional<StandardErrors> errors, Outcome outcome) {
        TextPage summary = report.hasBegun() ? report.text(errors) : new TextPage().words(named(report.fit()));
        String title = summary.toString().lines().findFirst().orElseThrow();
        List<Picture> pictures = report.hasBegun() ? report.pictures().get() : List.of();
        return new FitPage(title, outcome.name(), report.fit(), summary, pictures, console.command());
    }

    /** The ending, with the names of the columns that its numbers stand for. */
    private String named(Fit<?> fit) {
        return fit instanceof Fit.Degenerate<?> d ? fit.describe() + column(d.degeneracy()) : fit.describe();
    }

    private String column(Degeneracy degeneracy) {
        return degeneracy.columns().isEmpty()
                ? ""
                : degeneracy.columns().stream()
                        .map(j ->
                                "column " + (j + 1) + " is \"" + task.columns().get(j) + '"')
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** A failure before there were any parameters. */
    private int writeNothing(Degeneracy degeneracy) {
        ObjectNode fit = JsonNodeFactory.instance.objectNode();
        fit.put("outcome", "degenerate");
        fit.put("detail", degeneracy.describe() + column(degeneracy));
        place(fit, degeneracy);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("fit", fit);
        if (options.format == Format.json) {
            console.out().println(json.toPrettyString());
        } else {
            console.say("degenerate: " + degeneracy.describe() + column(degeneracy));
            if (hasRemedies(degeneracy)) {
                sayRemedy(remedy(degeneracy));
            }
        }
        return Outcome.DEGENERATE;
    }

    private void place(ObjectNode fit, Degeneracy degeneracy) {
        fit.put("component", degeneracy.component());
        degeneracy.column().ifPresent(j -> fit.put("column", task.columns().get(j)));
        if (degeneracy.columns().size() > 1) {
            ArrayNode names = fit.putArray("columns");
            degeneracy.columns().forEach(j -> names.add(task.columns().get(j)));
        }
        if (!degeneracy.rows().isEmpty()) {
            ArrayNode rows = fit.putArray("rows");
            degeneracy.rows().forEach(i -> rows.add(i + 1));
        }
        if (Double.isFinite(degeneracy.conditionNumber())) {
            fit.put("conditionNumber", degeneracy.conditionNumber());
        }
        fit.put("remedy", degeneracy.remedy());
        if (options.format == Format.json) {
            remedy(degeneracy).ifPresent(r -> fit.put("fitsWith", r.options()));
        }
    }

    /** The smallest change that makes it fit, tried. */
    private Optional<Remedy> remedy(Degeneracy degeneracy) {
        return task.observations() > Remedy.FEW_ROWS
                ? Optional.empty()
                : Remedy.firstThatWorks(task.remedies(degeneracy), console.command());
    }

    /** Whether there is something to try, and time to. */
    private boolean hasRemedies(Degeneracy degeneracy) {
        return task.observations() <= Remedy.FEW_ROWS
                && !task.remedies(degeneracy).isEmpty();
    }

    private void sayRemedy(Optional<Remedy> remedy) {
        console.say("tried for you: "
                + remedy.map(r -> "it fits with " + r.options()).orElse("nothing simpler fits either"));
    }

    private ObjectNode summary(FitReport report) {
        Fit<?> fit = report.fit();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("outcome", Outcome.of(fit).name());
        node.put("detail", named(fit));
        if (fit instanceof Fit.Degenerate<?> d) {
            place(node, d.degeneracy());
        }
        if (report.hasBegun()) {
            double logLikelihood = fit.trace().last().logLikelihood();
            node.put("iterations", fit.trace().iterations());
            node.put("eSteps", fit.trace().last().eSteps());
            node.put("gradientNorm", fit.trace().last().gradientNorm());
            fit.trace().rate().ifPresent(rate -> node.put("rate", rate));
            node.put("audit", fit.trace().describeAudit());
            node.put("logLikelihood", logLikelihood);
            InformationCriteria criteria = report.fitted().criteria();
            node.put("bic", criteria.bic());
            node.put("aic", criteria.aic());
            count(node, "observations", criteria.n());
            report.figures().accept(node);
        }
        report.optima().ifPresent(o -> {
            ArrayNode found = node.putArray("optima");
            o.found()
                    .forEach(each ->
                            found.addObject().put("objective", each.objective()).put("times", each.times()));
        });
        node.put("parameters", report.fitted().freeParameters().orElseThrow());
        node.put("rowCount", task.observations());
        return node;
    }

    /** A weight, which is a whole number where weights are counts. */
    private static void count(ObjectNode node, String name, double weight) {
        if (weight == Math.rint(weight)) {
            node.put(name, (long) weight);
        } else {
            node.put(name, weight);
        }
    }
}
