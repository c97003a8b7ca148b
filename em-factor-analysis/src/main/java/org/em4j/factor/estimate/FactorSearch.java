package org.em4j.factor.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.Interruption;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Trace;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.model.Degeneracy;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estep.Identification;
import org.em4j.factor.estep.LocalMaximum;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.factor.start.Correlations;
import org.em4j.factor.start.PrincipalAxes;

/**
 * One factor analysis under way: EM from its start, a faster method from where that ends and from elsewhere, and the best
 * place of all called by its name.
 *
 * @param settings what was asked for
 * @param model what is fitted
 * @param sample what to
 * @param execution from whose seed random starts are drawn
 * @param correlations that the data have
 * @param map EM, in the units of the data
 * @param climb the faster method: from parameters to the maximum uphill of them, on the scale of correlations
 * @param method its name
 * @param scout of many edges tells those that are worth a climb; empty where the climb itself is fast enough to try all
 */
record FactorSearch(
        FactorAnalysisEstimator settings,
        LinearFactorModel model,
        FactorSample sample,
        Execution execution,
        Correlations correlations,
        EmProblem<FactorParameters> map,
        Function<FactorParameters, LocalMaximum> climb,
        String method,
        Optional<Function<FactorParameters, LocalMaximum>> scout) {
    /** Where EM gains less in an iteration, in nats, the faster method goes on. */
    private static final double CRAWL = 1e-6;

    /** Of heights that agree to this, in nats, the one in the open space is taken. */
    private static final double TIE = 1e-8;

    /** A fit that was cut short before so many iterations says nothing but that. */
    private static final int SHORT = 1000;

    /** Steps of EM at a maximum until a rule that looks back knows. */
    private static final int ARRIVES = 3;

    /** Random uniquenesses of starts, as parts of the variances. */
    private static final double LEAST = 0.05;

    private static final double MOST = 0.95;

    /** Columns that all start as factors, and in pairs: of more a climb takes longer, and is led astray by fewer edges. */
    private static final int FEW = 9;

    /** Of more columns, so many that are nearest to being factors. */
    private static final int NEAREST = 3;

    /** Edges that a scout has found and that are climbed from. */
    private static final int PROMISING = 8;

    /** Uniqueness of a column that starts as a factor, as a part of what the other columns leave: next to zero. */
    private static final double ZERO = 1e-6;

    /** The estimate from parameters of EM's own space, in the units of the data. */
    FactorEstimate from(FactorParameters start) {
        Fit<FactorParameters> fit = untilItCrawls().fit(map, start);
        boolean cutShort = fit instanceof Fit.BudgetSpent && fit.trace().iterations() < SHORT;
        if (!fit.endedWell() || cutShort) {
            return estimate(fit, 1, List.of(), List.of());
        }
        int d = correlations.columns();
        if (Identification.degreesOfFreedom(d, settings.factors()) < 0) {
            return unidentified(fit, Identification.describe(d, settings.factors()), List.of(), List.of());
        }
        try {
            List<LocalMaximum> found = found(fit.theta());
            Interruption.check();
            return named(fit, found);
        } catch (CancellationException e) {
            return estimate(new Fit.Cancelled<>(fit.theta(), fit.trace()), 1, List.of(), List.of());
        }
    }

    /** EM until it has arrived, or crawls: towards an edge it never arrives. */
    private Em untilItCrawls() {
        return settings.em().until(settings.em().stoppingRule().or(trace -> {
            int t = trace.iterations();
            double gain = t < 1
                    ? Double.POSITIVE_INFINITY
                    : trace.last().objective() - trace.entries().get(t - 1).objective();
            return Math.abs(gain) < CRAWL
                    ? Optional.of(String.format(Locale.ROOT, "an iteration gains less than %.0e nats", CRAWL))
                    : Optional.empty();
        }));
    }

    /** Where EM's end leads, random uniquenesses, and some columns, alone and in pairs, taken for factors, as Heywood cases are. */
    private List<LocalMaximum> found(FactorParameters theta) {
        List<LocalMaximum> found = new ArrayList<>(List.of(climb.apply(correlations.standardised(theta))));
        List<FactorParameters> edges = new ArrayList<>();
        RandomGenerator random = execution.random();
        int d = correlations.columns();
        double[] left = correlations.left();
        double[] parts = correlations.uniquenesses(theta);
        int[] columns = IntStream.range(0, d)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> parts[j]))
                .mapToInt(j -> j)
                .toArray();
        for (int run = 1;
                run < settings.restarts().runs() && !Thread.currentThread().isInterrupted();
                run++) {
            double[] anywhere = random.doubles(d, LEAST, MOST).toArray();
            found.add(climb.apply(start(anywhere)));
            if (run <= (d <= FEW ? d : NEAREST)) {
                found.add(climb.apply(start(zero(parts, left, columns[run - 1]))));
            }
            if (run <= d && d <= FEW) {
                edges.add(start(zero(anywhere, left, columns[run - 1])));
                edges.add(start(zero(random.doubles(d, LEAST, MOST).toArray(), left, columns[run - 1])));
                for (int other = 0; other < run - 1 && settings.factors() > 1; other++) {
                    edges.add(start(zero(parts, left, columns[run - 1], columns[other])));
                }
            }
        }
        scout.map(scouting -> promising(edges.stream().map(scouting).toList()))
                .orElse(edges)
                .forEach(start -> found.add(climb.apply(start)));
        return found;
    }

    /** The highest of what a scout has found, each once. */
    private static List<FactorParameters> promising(List<LocalMaximum> scouted) {
        List<LocalMaximum> apart = new ArrayList<>();
        scouted.stream().sorted(Comparator.comparingDouble(LocalMaximum::loss)).forEach(summit -> {
            if (apart.isEmpty() || summit.loss() > apart.get(apart.size() - 1).loss() + Optima.NATS) {
                apart.add(summit);
            }
        });
        return apart.stream().limit(PROMISING).map(LocalMaximum::theta).toList();
    }

    /** The uniquenesses with some columns for factors. */
    private static double[] zero(double[] uniquenesses, double[] left, int... columns) {
        double[] zero = uniquenesses.clone();
        for (int j : columns) {
            zero[j] = ZERO * left[j];
        }
        return zero;
    }

    /** On the scale of correlations. */
    private FactorParameters start(double[] uniquenesses) {
        return correlations.standardised(PrincipalAxes.start(correlations, settings.factors(), uniquenesses));
    }

    private static LocalMaximum best(List<LocalMaximum> found) {
        double least = found.stream().mapToDouble(LocalMaximum::loss).min().orElseThrow();
        List<LocalMaximum> high =
                found.stream().filter(s -> s.loss() <= least + TIE).toList();
        return high.stream()
                .filter(s -> high.stream().noneMatch(s::isBeside))
                .min(Comparator.comparingInt(s -> s.edge().size()))
                .orElseThrow();
    }

    /**
     * Objectives of different maxima, best first. Unless nothing is as high, what lies on an edge of the open space is none, nor
     * is a place where a climb has stopped on its way: where a log uniqueness that moved by one would still gain.
     */
    private List<Double> heights(List<LocalMaximum> found) {
        double least = found.stream().mapToDouble(LocalMaximum::loss).min().orElse(0);
        boolean open = settings.heywood() instanceof Heywood.Report;
        List<Double> maxima = new ArrayList<>();
        found.stream()
                .filter(s -> s.loss() <= least + TIE
                        || ((s.edge().isEmpty() || !open) && correlations.n() * s.slope() <= Optima.NATS))
                .mapToDouble(LocalMaximum::loss)
                .sorted()
                .forEach(loss -> {
                    if (maxima.isEmpty() || maxima.get(maxima.size() - 1) + loss > Optima.NATS) {
                        maxima.add(-loss);
                    }
                });
        return List.copyOf(maxima);
    }

    /** What the best place is. */
    private FactorEstimate named(Fit<FactorParameters> fit, List<LocalMaximum> found) {
        LocalMaximum best = best(found);
        List<Double> maxima = heights(found);
        int starts = found.size();
        if (settings.heywood() instanceof Heywood.Report && !best.edge().isEmpty()) {
            String names = Correlations.named(best.edge());
            Degeneracy why = Degeneracy.of(
                            String.format(
                                    Locale.ROOT,
                                    "a Heywood case: the likelihood rises towards %.4f as the %s to zero, and has no maximum",
                                    -best.loss(),
                                    (best.edge().size() == 1 ? "uniqueness of " : "uniquenesses of ")
                                            + names
                                            + (best.edge().size() == 1 ? " falls" : " fall")),
                            "bound the uniquenesses (0.005 of the variance is usual), give them a prior, or use fewer"
                                    + " factors")
                    .columns(best.edge());
            Fit<FactorParameters> there = continued(fit, best, settings.em().maxIterations(0));
            return estimate(new Fit.Degenerate<>(there.theta(), there.trace(), why), starts, maxima, best.edge());
        }
        if (!best.flat().isEmpty()) {
            boolean one = best.flat().size() == 1;
            String cause = "not identified: the " + (one ? "uniqueness of " : "uniquenesses of ")
                    + Correlations.named(best.flat().stream().sorted().toList())
                    + " can change" + (one ? "" : " together") + ", and the likelihood stays the same";
            return unidentified(fit, cause, best.flat(), found);
        }
        return estimate(
                fit instanceof Fit.Converged ? continued(fit, best, rest(fit)) : fit, starts, maxima, best.edge());
    }

    private FactorEstimate estimate(
            Fit<FactorParameters> fit, int starts, List<Double> maxima, List<Integer> improper) {
        return new FactorEstimate(sample.fitted(model, fit, execution), starts, maxima, improper);
    }

    /** EM with what is left of its budget, or what it takes to see that it has arrived. */
    private Em rest(Fit<FactorParameters> fit) {
        int left = settings.em().maxIterations() - fit.trace().iterations() - 1;
        return settings.em().maxIterations(Math.max(ARRIVES, left));
    }

    private FactorEstimate unidentified(
            Fit<FactorParameters> fit, String cause, List<Integer> columns, List<LocalMaximum> found) {
        Degeneracy why = Degeneracy.of(cause, "use fewer factors").columns(columns);
        return estimate(
                new Fit.Degenerate<>(fit.theta(), fit.trace(), why),
                Math.max(1, found.size()),
                heights(found),
                List.of());
    }

    /** EM's fit, gone on with from the best place by EM again, audited as ever; as it was where that is lower or fails. */
    private Fit<FactorParameters> continued(Fit<FactorParameters> fit, LocalMaximum best, Em em) {
        Fit<FactorParameters> there =
                em.listener(entry -> {}).accelerate(Accelerator.NONE).fit(map, correlations.inUnits(best.theta()));
        boolean higher = there.endedWell()
                && there.trace().last().objective() >= fit.trace().last().objective() - Optima.NATS;
        if (!higher) {
            return there instanceof Fit.AuditFailed ? there : fit;
        }
        Trace trace = there.trace().after(fit.trace());
        return there instanceof Fit.Converged<FactorParameters> converged
                ? new Fit.Converged<>(
                        there.theta(),
                        trace,
                        converged.reason() + ", at a maximum by " + method
                                + String.format(Locale.ROOT, ": no slope above %.0e", best.slope()))
                : new Fit.BudgetSpent<>(there.theta(), trace);
    }
}
