package org.em4j.core.fit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.em4j.core.data.Observations;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Partitioned;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * Expectation-maximisation: E-step, audit, M-step, until a rule is met. Settings are immutable; a fit ends in one of
 * the typed outcomes of {@link Fit} and throws only for what is a mistake in the call.
 *
 * @param stoppingRule when a fit has converged
 * @param maxIterations budget of M-steps
 * @param listener told of each iteration
 * @param audit what happens when a check of the audit fails
 * @param accelerator what takes longer steps than EM
 */
public record Em(
        StoppingRule stoppingRule,
        int maxIterations,
        IterationListener listener,
        Audit.Policy audit,
        Accelerator accelerator) {
    /** Checks the budget. */
    public Em {
        if (maxIterations < 0) {
            throw new IllegalArgumentException("max iterations is zero or more, not " + maxIterations);
        }
    }

    /** Relative change below 1e-8, at most 10,000 iterations; a check that fails stops the fit. */
    public Em() {
        this(StoppingRule.relativeChange(1e-8), 10_000, entry -> {}, Audit.Policy.STOP, Accelerator.NONE);
    }

    /** The same, stopping by another rule. */
    public Em until(StoppingRule rule) {
        return new Em(rule, maxIterations, listener, audit, accelerator);
    }

    /** The same, with another budget of M-steps. */
    public Em maxIterations(int iterations) {
        return new Em(stoppingRule, iterations, listener, audit, accelerator);
    }

    /** The same, telling a listener of each iteration. */
    public Em listener(IterationListener other) {
        return new Em(stoppingRule, maxIterations, other, audit, accelerator);
    }

    /** The same with another policy for checks that fail. */
    public Em audit(Audit.Policy policy) {
        return new Em(stoppingRule, maxIterations, listener, policy, accelerator);
    }

    /** The same, taking longer steps; the model must have a chart. */
    public Em accelerate(Accelerator other) {
        return new Em(stoppingRule, maxIterations, listener, audit, other);
    }

    /** Fits a model to data from a start. */
    public <X, P, Q extends Posterior, S extends Statistics<S>> Fit<P> fit(
            LatentModel<X, P, Q, S> model, Observations<X> data, P start) {
        Fit<P> fit = fit(EmMap.of(model, data), start);
        return fit instanceof Fit.Degenerate<P> degenerate ? located(degenerate, model, data) : fit;
    }

    /** The same ending, with the observations that the part at fault sits on. */
    private static <X, P> Fit<P> located(Fit.Degenerate<P> fit, LatentModel<X, P, ?, ?> model, Observations<X> data) {
        Degeneracy degeneracy = fit.degeneracy();
        if (fit.trace().entries().isEmpty() || degeneracy.part().isEmpty()) {
            return fit;
        }
        List<Integer> rows = Partitioned.members(model, degeneracy.part().getAsInt(), fit.theta(), data);
        return new Fit.Degenerate<>(fit.theta(), fit.trace(), degeneracy.rows(rows));
    }

    /** Iterates any EM map from a start. */
    public <P> Fit<P> fit(EmMap<P> map, P start) {
        return new Run<>(map, start).run();
    }

    /**
     * A point of a fit, evaluated and audited, and the M-step from it.
     *
     * @param gain {@code Q(theta) - Q(previous)} under the previous posteriors
     * @param checks what it was held against
     */
    private record Step<P>(MStep<P> mStep, double gain, List<Audit.Check> checks) {
        Iterate<P> at() {
            return mStep.at();
        }

        Optional<Audit.Check> failure() {
            return checks.stream().filter(c -> !c.holds()).findFirst();
        }

        double used() {
            return checks.stream().mapToDouble(Audit.Check::used).max().orElse(0);
        }
    }

    /** A map, and how often its E-step was taken. */
    private static final class Counted<P> implements EmMap<P> {
        private final EmMap<P> map;
        private int eSteps;

        Counted(EmMap<P> map) {
            this.map = map;
        }

        @Override
        public Iterate<P> apply(P theta) {
            eSteps++;
            return map.apply(theta);
        }

        @Override
        public Iterate<P> after(Iterate<P> at, P next) {
            eSteps++;
            return map.after(at, next);
        }
    }

    /** One fit under way. */
    private final class Run<P> {
        private final Counted<P> counted;
        private final EmMap<P> map;
        private final List<Trace.Entry> entries = new ArrayList<>();
        private final List<Audit.Check> warnings = new ArrayList<>();
        private final Trace trace =
                new Trace(Collections.unmodifiableList(entries), Collections.unmodifiableList(warnings));
        private MStep.Slope slope = MStep.Slope.UNKNOWN;
        private P good;

        Run(EmMap<P> map, P start) {
            this.counted = new Counted<>(map);
            this.map = accelerator.on(counted);
            this.good = start;
        }

        Fit<P> run() {
            try {
                return iterate();
            } catch (DegenerateException e) {
                return new Fit.Degenerate<>(good, trace, e.degeneracy());
            } catch (CancellationException e) {
                return new Fit.Cancelled<>(good, trace);
            }
        }

        private Fit<P> iterate() {
            Step<P> at = start();
            if (at.failure().isPresent() && audit != Audit.Policy.WARN) {
                return failed(at);
            }
            accept(at, 0);
            boolean reverted = false;
            while (true) {
                Optional<Fit<P>> ending = ending();
                if (ending.isPresent()) {
                    return ending.get();
                }
                Step<P> next = step(at);
                if (next.failure().isEmpty() || audit == Audit.Policy.WARN) {
                    accept(next, next.at().logLikelihood() - at.at().logLikelihood());
                    at = next;
                    reverted = false;
                } else if (reverted || audit == Audit.Policy.STOP) {
                    return failed(next);
                } else {
                    next.failure().ifPresent(warnings::add);
                    at = start();
                    reverted = true;
                }
            }
        }

        /** The E-step at the last good parameters. */
        private Step<P> start() {
            MStep<P> m = MStep.from(usable(map.apply(good)));
            int t = Math.max(0, trace.iterations());
            return new Step<>(m, 0, List.of(Audit.twoRoutes(t, m.at(), m.surrogate())));
        }

        /** A step and the E-step after it; of an M-step that is refused, its check alone. */
        private Step<P> step(Step<P> from) {
            int t = trace.iterations();
            P next = from.mStep().next();
            Audit.Check rises = from.mStep().rises(t);
            if (!rises.holds() && audit != Audit.Policy.WARN) {
                return new Step<>(from.mStep(), 0, List.of(rises));
            }
            MStep<P> m = MStep.from(usable(map.after(from.at(), next)));
            Audit.Check routes = Audit.twoRoutes(t + 1, m.at(), m.surrogate());
            Audit.Check ascends = Audit.objectiveRises(t + 1, from.at(), m.at());
            return new Step<>(m, from.mStep().gain(m.at().theta()), List.of(rises, routes, ascends));
        }

        private Fit<P> failed(Step<P> step) {
            return new Fit.AuditFailed<>(good, trace, step.failure().orElseThrow());
        }

        private void accept(Step<P> step, double change) {
            step.failure().ifPresent(warnings::add);
            good = step.at().theta();
            slope = step.mStep().slope(slope);
            Iterate<P> at = step.at();
            Trace.Entry entry = new Trace.Entry(
                    entries.size(),
                    counted.eSteps,
                    at.logLikelihood(),
                    at.objective(),
                    slope.norm(),
                    step.gain(),
                    change - step.gain(),
                    step.used());
            entries.add(entry);
            listener.iteration(entry);
        }

        /** How the fit ends before its next M-step, if it does. */
        private Optional<Fit<P>> ending() {
            Optional<String> reason = stoppingRule.reached(trace);
            if (reason.isPresent()) {
                return Optional.of(new Fit.Converged<>(good, trace, reason.get()));
            }
            if (trace.iterations() == maxIterations) {
                return Optional.of(new Fit.BudgetSpent<>(good, trace));
            }
            return Thread.currentThread().isInterrupted()
                    ? Optional.of(new Fit.Cancelled<>(good, trace))
                    : Optional.empty();
        }

        /** Refuses a point whose objective is not finite, or is lost in rounding. */
        private Iterate<P> usable(Iterate<P> at) {
            if (at.isMeaningful()) {
                return at;
            }
            double objective = at.objective();
            if (!Double.isFinite(objective)) {
                throw new DegenerateException(Degeneracy.of(
                        "the log-likelihood is " + objective,
                        "rescale the columns, or start nearer to the data: some row has no density"));
            }
            String rounding = "rounding may change the log-likelihood by %.1e: ".formatted(at.rounding());
            throw new DegenerateException(
                    at.cancellation() > at.conditionNumber()
                            ? Degeneracy.of(
                                    rounding + "what it is made of differs too much in size",
                                    "bring the columns to like units, or counts to larger ones")
                            : Degeneracy.of(
                                            rounding + "the fit is too ill-conditioned to go on",
                                            "drop a column that the others determine, bring the columns to like units, or use fewer components")
                                    .conditionNumber(at.conditionNumber()));
        }
    }
}
