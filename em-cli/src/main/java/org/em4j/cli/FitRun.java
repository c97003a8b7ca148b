package org.em4j.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.em4j.cli.report.FitPage;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Table;
import org.em4j.core.fit.Criteria;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Optima;
import org.em4j.core.inference.StandardErrors;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.validation.reproduce.Picture;

/**
 * One fit from the command line, with its report.
 *
 * @param <P> the model's parameters
 */
final class FitRun<P> {
    /** What is reported of a model at its parameters. */
    record Report(
            ObjectNode json,
            int freeParameters,
            Function<Fit<?>, String> summary,
            Supplier<List<Picture>> pictures,
            Supplier<StandardErrors> standardErrors,
            BiConsumer<Criteria, ObjectNode> figures) {
        /** Without figures of its own. */
        Report(
                ObjectNode json,
                int freeParameters,
                Function<Fit<?>, String> summary,
                Supplier<List<Picture>> pictures,
                Supplier<StandardErrors> standardErrors) {
            this(json, freeParameters, summary, pictures, standardErrors, (criteria, node) -> {});
        }
    }

    private final Console console;
    private final FitOptions options;
    private final List<String> columns;
    private final long observations;
    private final double weight;
    private Function<Degeneracy, List<Remedy>> remedies = degeneracy -> List.of();

    private Optional<Optima<P>> optima = Optional.empty();
    private Optional<StandardErrors> errors = Optional.empty();

    /** On rows. */
    FitRun(Console console, FitOptions options, Table table) {
        this(
                console,
                options,
                table.columns(),
                table.rows().informative().size(),
                table.rows().totalWeight());
    }

    /** On so many observations of some columns, of so much weight in all. */
    FitRun(Console console, FitOptions options, List<String> columns, long observations, double weight) {
        this.console = console;
        this.options = options;
        this.columns = columns;
        this.observations = observations;
        this.weight = weight;
    }

    /** Runs a command's body; what is wrong with its input is said with the file. */
    static int guarded(Console console, FitOptions options, Supplier<Integer> body) {
        try {
            options.check();
            return body.get();
        } catch (InvalidDataException e) {
            String file = options.file.toString();
            return options.format == FitOptions.Format.json
                    ? console.badInputAsJson(e, file)
                    : console.badInput(e, file);
        }
    }

    /** Fits, writes and prints; returns the exit status. */
    int run(Function<Em, Fit<P>> fitting, Function<P, Report> report, Function<Degeneracy, List<Remedy>> remediesOf) {
        this.remedies = remediesOf;
        return Cancellation.during(() -> fitAndWrite(fitting, report));
    }

    /** The best fit of a search, whose map of maxima will be part of what is said. */
    Fit<P> best(Optima<P> found) {
        optima = found.starts() > 1 ? Optional.of(found) : Optional.empty();
        return found.best();
    }

    private int fitAndWrite(Function<Em, Fit<P>> fitting, Function<P, Report> report) {
        Fit<P> fit;
        try (Progress progress = new Progress(options.maxIterations)) {
            fit = fitting.apply(options.em().listener(progress));
        } catch (DegenerateException e) {
            return writeNothing(e.degeneracy());
        } catch (CancellationException e) {
            console.say("cancelled before there was a start");
            return Outcome.CANCELLED;
        }
        return write(fit, report);
    }

    /** Prints first and draws last. Where nothing can be printed, the files are written all the same. */
    private int write(Fit<P> fit, Function<P, Report> report) {
        Finish finish = new Finish(console);
        Report r = finish.always(() -> report.apply(fit.theta()));
        ObjectNode json = r.json();
        ObjectNode summary = finish.always(() -> summary(fit, r));
        errors = options.standardErrors.isPresent() && fit.endedWell()
                ? finish.unlessCancelled("standard errors are left out", r.standardErrors())
                : Optional.empty();
        errors.ifPresent(e -> summary.set("standardErrors", Uncertainty.json(e)));
        json.set("fit", summary);
        OutputFiles files = new OutputFiles();
        options.model.ifPresent(file -> files.put(file, json.toPrettyString() + "\n"));
        options.trace.ifPresent(file -> files.put(file, Output.csv(fit.trace())));
        Outcome outcome = Outcome.of(fit);
        try {
            print(finish, fit, r, json);
        } finally {
            options.report.ifPresent(file -> finish.unlessCancelled(file + " is not drawn", () -> page(fit, r, outcome))
                    .ifPresent(page -> files.put(file, page)));
            files.write();
        }
        return outcome.status();
    }

    private void print(Finish finish, Fit<P> fit, Report r, ObjectNode json) {
        if (options.format == FitOptions.Format.json) {
            console.out().println(json.toPrettyString());
        } else {
            if (!fit.trace().entries().isEmpty()) {
                console.out().print(finish.always(() -> text(fit, r)));
            }
            console.out().flush();
            if (Outcome.of(fit).status() != 0) {
                console.say(named(fit));
            }
            if (fit instanceof Fit.Degenerate<P> d && observations <= Remedy.FEW_ROWS) {
                finish.unlessCancelled("no remedy was tried", () -> remedy(d.degeneracy()))
                        .ifPresent(this::sayRemedy);
            }
        }
        console.out().flush();
    }

    private String text(Fit<P> fit, Report r) {
        return r.summary().apply(fit)
                + "\n" + fit.trace().describeEnd() + "\n"
                + optima.map(o -> "\n" + o.describe() + "\n").orElse("")
                + errors.map(Uncertainty::text).orElse("");
    }

    private String page(Fit<P> fit, Report r, Outcome outcome) {
        boolean started = !fit.trace().entries().isEmpty();
        String summary = started ? text(fit, r) : named(fit);
        String title = summary.lines().findFirst().orElseThrow();
        List<Picture> pictures = started ? r.pictures().get() : List.of();
        return new FitPage(title, outcome.name(), fit, summary, pictures, console.command())
                .html(Environment.describe());
    }

    /** The ending, with the names of the columns that its numbers stand for. */
    private String named(Fit<P> fit) {
        return fit instanceof Fit.Degenerate<P> d ? fit.describe() + column(d.degeneracy()) : fit.describe();
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
        if (options.format == FitOptions.Format.json) {
            console.out().println(json.toPrettyString());
        } else {
            console.say("degenerate: " + degeneracy.describe() + column(degeneracy));
            if (observations <= Remedy.FEW_ROWS) {
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
        if (options.format == FitOptions.Format.json) {
            remedy(degeneracy).ifPresent(r -> fit.put("fitsWith", r.options()));
        }
    }

    /** The smallest change that makes it fit, tried. */
    private Optional<Remedy> remedy(Degeneracy degeneracy) {
        return observations > Remedy.FEW_ROWS ? Optional.empty() : Remedy.firstThatWorks(remedies.apply(degeneracy));
    }

    private void sayRemedy(Optional<Remedy> remedy) {
        console.say("tried for you: "
                + remedy.map(r -> "it fits with " + r.options()).orElse("nothing simpler fits either"));
    }

    private ObjectNode summary(Fit<P> fit, Report r) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("outcome", Outcome.of(fit).name());
        node.put("detail", named(fit));
        if (fit instanceof Fit.Degenerate<P> d) {
            place(node, d.degeneracy());
        }
        if (!fit.trace().entries().isEmpty()) {
            double logLikelihood = fit.trace().last().logLikelihood();
            node.put("iterations", fit.trace().iterations());
            node.put("eSteps", fit.trace().last().eSteps());
            node.put("gradientNorm", fit.trace().last().gradientNorm());
            fit.trace().rate().ifPresent(rate -> node.put("rate", rate));
            node.put("audit", fit.trace().describeAudit());
            node.put("logLikelihood", logLikelihood);
            Criteria criteria = new Criteria(r.freeParameters(), logLikelihood, weight);
            node.put("bic", criteria.bic());
            node.put("aic", criteria.aic());
            r.figures().accept(criteria, node);
        }
        optima.ifPresent(o -> {
            ArrayNode found = node.putArray("optima");
            o.found()
                    .forEach(each ->
                            found.addObject().put("objective", each.objective()).put("times", each.times()));
        });
        node.put("parameters", r.freeParameters());
        node.put("observations", observations);
        return node;
    }

    /** Names for columns that have none. */
    static List<String> numbered(String prefix, int n) {
        return java.util.stream.IntStream.rangeClosed(1, n)
                .mapToObj(i -> prefix + i)
                .toList();
    }
}
