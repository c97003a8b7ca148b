package org.em4j.cli.fit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.terminal.Cancellation;
import org.em4j.cli.terminal.Console;
import org.em4j.cli.terminal.Environment;
import org.em4j.cli.terminal.Finish;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.Outcome;
import org.em4j.cli.terminal.Output;
import org.em4j.cli.terminal.OutputFiles;
import org.em4j.cli.terminal.Progress;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.inference.StandardErrors;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.io.Table;
import org.em4j.report.FitPage;
import org.em4j.validation.reproduce.Picture;

/**
 * One fit from the command line: from a task to a result, and from the result to files, standard output and an exit status.
 *
 * @param console where it is said
 * @param options what was asked for
 * @param columns names of those that are fitted
 * @param observations how many there are
 * @param weight of all of them
 * @param remedies what is worth trying after a degenerate fit, the smallest change first
 */
public record FitRun(
        Console console,
        FitOptions options,
        List<String> columns,
        long observations,
        double weight,
        Function<Degeneracy, List<Remedy>> remedies) {
    /** On rows. */
    FitRun(Console console, FitOptions options, Table table, Function<Degeneracy, List<Remedy>> remedies) {
        this(
                console,
                options,
                table.columns(),
                table.rows().informative().size(),
                table.rows().totalWeight(),
                remedies);
    }

    /** Runs a command's body; what is wrong with its data is said with their file. */
    static int guarded(Console console, RunOptions options, Supplier<Integer> body) {
        try {
            options.check();
            return Cancellation.during(console, body::get);
        } catch (OptionException e) {
            return refused(console, options, new InvalidDataException(e.getMessage()), "");
        } catch (InvalidDataException e) {
            return refused(console, options, e, options.file.toString());
        }
    }

    private static int refused(Console console, RunOptions options, InvalidDataException e, String file) {
        return options.format == RunOptions.Format.json ? console.badInputAsJson(e, file) : console.badInput(e, file);
    }

    /**
     * Fits, prints and writes; returns the exit status.
     *
     * @param task fits, and answers what makes the result of it, without what a run that is cancelled has no time for: a
     *     second time, if the first was interrupted
     */
    int run(Function<Em, Function<Finish, FitResult>> task) {
        Function<Finish, FitResult> result;
        Finish finish;
        try (Progress progress = new Progress(options.maxIterations)) {
            result = task.apply(options.em().listener(progress));
            finish = new Finish(console); // before the bar is closed, which waits, and would take the interrupt
        } catch (DegenerateException e) {
            return writeNothing(e.degeneracy());
        }
        return write(finish.always(() -> result.apply(finish)), finish);
    }

    /** Prints first and draws last. Where nothing can be printed, the files are written all the same. */
    private int write(FitResult result, Finish finish) {
        Fit<?> fit = result.fit();
        ObjectNode summary = finish.always(() -> summary(result));
        Optional<StandardErrors> errors = options.standardErrors
                .filter(method -> fit.endedWell())
                .flatMap(method -> finish.unlessCancelled(
                        "standard errors are left out",
                        () -> Uncertainty.of(result.fitted().get(), method, options)));
        errors.ifPresent(e -> summary.set("standardErrors", Uncertainty.json(e)));
        ObjectNode json = result.json();
        json.set("fit", summary);
        OutputFiles files = new OutputFiles();
        options.model.ifPresent(file -> files.put(file, json.toPrettyString() + "\n"));
        options.trace.ifPresent(file -> files.put(file, Output.csv(fit.trace())));
        Outcome outcome = Outcome.of(fit);
        try {
            print(result, errors, json, finish);
        } finally {
            options.report.ifPresent(
                    file -> finish.unlessCancelled(file + " is not drawn", () -> page(result, errors, outcome))
                            .ifPresent(page -> files.put(file, page)));
            files.write();
        }
        return outcome.status();
    }

    private void print(FitResult result, Optional<StandardErrors> errors, ObjectNode json, Finish finish) {
        Fit<?> fit = result.fit();
        if (options.format == RunOptions.Format.json) {
            console.out().println(json.toPrettyString());
        } else {
            if (result.hasBegun()) {
                console.out().print(finish.always(() -> result.text(errors)));
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

    private String page(FitResult result, Optional<StandardErrors> errors, Outcome outcome) {
        String summary = result.hasBegun() ? result.text(errors) : named(result.fit());
        String title = summary.lines().findFirst().orElseThrow();
        List<Picture> pictures = result.hasBegun() ? result.pictures().get() : List.of();
        return new FitPage(title, outcome.name(), result.fit(), summary, pictures, console.command())
                .html(Environment.describe());
    }

    /** The ending, with the names of the columns that its numbers stand for. */
    private String named(Fit<?> fit) {
        return fit instanceof Fit.Degenerate<?> d ? fit.describe() + column(d.degeneracy()) : fit.describe();
    }

    private String column(Degeneracy degeneracy) {
        return degeneracy.columns().isEmpty()
                ? ""
                : degeneracy.columns().stream()
                        .map(j -> "column " + (j + 1) + " is \"" + columns.get(j) + '"')
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
        if (options.format == RunOptions.Format.json) {
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
        degeneracy.column().ifPresent(j -> fit.put("column", columns.get(j)));
        if (degeneracy.columns().size() > 1) {
            ArrayNode names = fit.putArray("columns");
            degeneracy.columns().forEach(j -> names.add(columns.get(j)));
        }
        if (!degeneracy.rows().isEmpty()) {
            ArrayNode rows = fit.putArray("rows");
            degeneracy.rows().forEach(i -> rows.add(i + 1));
        }
        if (Double.isFinite(degeneracy.conditionNumber())) {
            fit.put("conditionNumber", degeneracy.conditionNumber());
        }
        fit.put("remedy", degeneracy.remedy());
        if (options.format == RunOptions.Format.json) {
            remedy(degeneracy).ifPresent(r -> fit.put("fitsWith", r.options()));
        }
    }

    /** The smallest change that makes it fit, tried. */
    private Optional<Remedy> remedy(Degeneracy degeneracy) {
        return observations > Remedy.FEW_ROWS
                ? Optional.empty()
                : Remedy.firstThatWorks(remedies.apply(degeneracy), console.command());
    }

    /** Whether there is something to try, and time to. */
    private boolean hasRemedies(Degeneracy degeneracy) {
        return observations <= Remedy.FEW_ROWS && !remedies.apply(degeneracy).isEmpty();
    }

    private void sayRemedy(Optional<Remedy> remedy) {
        console.say("tried for you: "
                + remedy.map(r -> "it fits with " + r.options()).orElse("nothing simpler fits either"));
    }

    private ObjectNode summary(FitResult result) {
        Fit<?> fit = result.fit();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("outcome", Outcome.of(fit).name());
        node.put("detail", named(fit));
        if (fit instanceof Fit.Degenerate<?> d) {
            place(node, d.degeneracy());
        }
        if (result.hasBegun()) {
            double logLikelihood = fit.trace().last().logLikelihood();
            node.put("iterations", fit.trace().iterations());
            node.put("eSteps", fit.trace().last().eSteps());
            node.put("gradientNorm", fit.trace().last().gradientNorm());
            fit.trace().rate().ifPresent(rate -> node.put("rate", rate));
            node.put("audit", fit.trace().describeAudit());
            node.put("logLikelihood", logLikelihood);
            InformationCriteria criteria = new InformationCriteria(result.freeParameters(), logLikelihood, weight);
            node.put("bic", criteria.bic());
            node.put("aic", criteria.aic());
            result.figures().accept(criteria, node);
        }
        result.optima().ifPresent(o -> {
            ArrayNode found = node.putArray("optima");
            o.found()
                    .forEach(each ->
                            found.addObject().put("objective", each.objective()).put("times", each.times()));
        });
        node.put("parameters", result.freeParameters());
        node.put("observations", observations);
        return node;
    }
}
