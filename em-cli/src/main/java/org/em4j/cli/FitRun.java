package org.em4j.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.data.Table;
import org.em4j.core.fit.Criteria;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;

/**
 * One fit from the command line, with its report.
 *
 * @param <P> the model's parameters
 */
final class FitRun<P> {
    /** What is reported of a model at its parameters. */
    record Report(ObjectNode json, int freeParameters, Function<Fit<?>, String> summary) {}

    private final Console console;
    private final FitOptions options;
    private final Table table;

    FitRun(Console console, FitOptions options, Table table) {
        this.console = console;
        this.options = options;
        this.table = table;
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
    int run(Function<Em, Fit<P>> fitting, Function<P, Report> report) {
        return Cancellation.during(() -> fitAndWrite(fitting, report));
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
        Thread.interrupted(); // an interrupt has done its work: the files still have to be written
        return write(fit, report);
    }

    private int write(Fit<P> fit, Function<P, Report> report) {
        Report r = report.apply(fit.theta());
        ObjectNode json = r.json();
        json.set("fit", summary(fit, r.freeParameters()));
        options.model.ifPresent(file -> Output.write(file, json.toPrettyString() + "\n"));
        options.trace.ifPresent(file -> Output.write(file, Output.csv(fit.trace())));
        Outcome outcome = Outcome.of(fit);
        if (options.format == FitOptions.Format.json) {
            console.out().println(json.toPrettyString());
        } else {
            if (!fit.trace().entries().isEmpty()) {
                console.out().print(r.summary().apply(fit));
            }
            if (outcome.status() != 0) {
                console.say(named(fit));
            }
        }
        console.out().flush();
        return outcome.status();
    }

    /** The ending, with the name of the column that its number stands for. */
    private String named(Fit<P> fit) {
        return fit instanceof Fit.Degenerate<P> d ? fit.describe() + column(d.degeneracy()) : fit.describe();
    }

    private String column(Degeneracy degeneracy) {
        return degeneracy.column().isEmpty()
                ? ""
                : " (column " + (degeneracy.column().getAsInt() + 1) + " is \""
                        + table.columns().get(degeneracy.column().getAsInt()) + "\")";
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
        }
        return Outcome.DEGENERATE;
    }

    private void place(ObjectNode fit, Degeneracy degeneracy) {
        fit.put("component", degeneracy.component());
        degeneracy.column().ifPresent(j -> fit.put("column", table.columns().get(j)));
        fit.put("remedy", degeneracy.remedy());
    }

    private ObjectNode summary(Fit<P> fit, int parameters) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Rows rows = table.rows();
        node.put("outcome", Outcome.of(fit).name());
        node.put("detail", named(fit));
        if (fit instanceof Fit.Degenerate<P> d) {
            place(node, d.degeneracy());
        }
        if (!fit.trace().entries().isEmpty()) {
            double logLikelihood = fit.trace().last().logLikelihood();
            node.put("iterations", fit.trace().iterations());
            node.put("logLikelihood", logLikelihood);
            Criteria criteria = new Criteria(parameters, logLikelihood, rows.totalWeight());
            node.put("bic", criteria.bic());
            node.put("aic", criteria.aic());
        }
        node.put("parameters", parameters);
        node.put("observations", rows.size());
        return node;
    }

    /** Names for columns that have none. */
    static List<String> numbered(String prefix, int n) {
        return java.util.stream.IntStream.rangeClosed(1, n)
                .mapToObj(i -> prefix + i)
                .toList();
    }
}
