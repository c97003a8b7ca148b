package org.em4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.em4j.core.fit.Trace;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** A fit's trace: where the log-likelihood was, and what each iteration changed it by. */
final class TraceFigure {
    private TraceFigure() {}

    static Picture of(Trace trace) {
        List<Trace.Entry> entries = trace.entries();
        List<Trace.Entry> steps = entries.subList(Math.min(1, entries.size()), entries.size());
        List<Series> changes = new ArrayList<>();
        add(changes, "ΔQ, the M-step's gain", steps, Trace.Entry::surrogateGain, 1);
        add(changes, "KL of the posteriors", steps, Trace.Entry::remainder, 0);
        List<Picture.Panel> panels = new ArrayList<>();
        if (!entries.isEmpty()) {
            panels.add(new Plot(
                    "Log-likelihood",
                    Axis.linear("iteration"),
                    Axis.linear("nats"),
                    List.of(series("", entries, Trace.Entry::logLikelihood, 0))));
        }
        if (!changes.isEmpty()) {
            panels.add(new Plot(
                    "What changed it", Axis.linear("iteration"), Axis.logarithmic("nats, log scale"), changes));
        }
        return new Picture(
                "trace",
                "Each change of the log-likelihood is what the M-step gained plus the Kullback-Leibler divergence between"
                        + " posteriors before and after it; neither is ever negative, but for rounding. The "
                        + trace.describeAudit() + ".",
                panels);
    }

    /** Adds the changes that a logarithm can show. */
    private static void add(
            List<Series> all, String name, List<Trace.Entry> steps, ToDoubleFunction<Trace.Entry> of, double colour) {
        List<Trace.Entry> positive =
                steps.stream().filter(e -> of.applyAsDouble(e) > 0).toList();
        if (!positive.isEmpty()) {
            all.add(series(name, positive, of, colour));
        }
    }

    private static Series series(
            String name, List<Trace.Entry> entries, ToDoubleFunction<Trace.Entry> of, double colour) {
        return new Series(
                name,
                entries.stream().mapToDouble(Trace.Entry::iteration).toArray(),
                entries.stream().mapToDouble(of).toArray(),
                Mark.LINE,
                colour);
    }
}
