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
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * Expectation-maximisation: E-step, audit, M-step, until a rule is met. Settings are immutable; a fit ends in one of
 * the typed outcomes of {@link Fit} and throws only for what is a mistake in the call.
 *
 * @param stoppingRule when a fit has converged
 * @param maxIterations budget of M-steps
 * @param listener told of each iteration
 */
public record Em(StoppingRule stoppingRule, int maxIterations, IterationListener listener) {
    /** An error bound above this part of the objective makes its comparisons meaningless. */
    private static final double MEANINGFUL = 1e-6;

    /** Checks the budget. */
    public Em {
        if (maxIterations < 0) {
            throw new IllegalArgumentException("max iterations is zero or more, not " + maxIterations);
        }
    }

    /** Relative change below 1e-8, at most 10,000 iterations. */
    public Em() {
        this(StoppingRule.relativeChange(1e-8), 10_000, entry -> {});
    }

    /** The same, stopping by another rule. */
    public Em until(StoppingRule rule) {
        return new Em(rule, maxIterations, listener);
    }

    /** The same, with another budget of M-steps. */
    public Em maxIterations(int iterations) {
        return new Em(stoppingRule, iterations, listener);
    }

    /** The same, telling a listener of each iteration. */
    public Em listener(IterationListener other) {
        return new Em(stoppingRule, maxIterations, other);
    }

    /** Fits a model to data from a start. */
    public <X, P, Q extends Posterior, S extends Statistics<S>> Fit<P> fit(
            LatentModel<X, P, Q, S> model, Observations<X> data, P start) {
        return fit(EmMap.of(model, data), start);
    }

    /** Iterates any EM map from a start. */
    public <P> Fit<P> fit(EmMap<P> map, P start) {
        return new Run<>(map, start).run();
    }

    /** One fit under way. */
    private final class Run<P> {
        private final EmMap<P> map;
        private final List<Trace.Entry> entries = new ArrayList<>();
        private final Trace trace = new Trace(Collections.unmodifiableList(entries));
        private P good;

        Run(EmMap<P> map, P start) {
            this.map = map;
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
            Iterate<P> at = usable(map.apply(good));
            double q = at.surrogate().expectedLogJoint(good);
            Optional<Audit.Violation> violation = Audit.twoRoutes(0, at, q);
            if (violation.isPresent()) {
                return new Fit.AuditFailed<>(good, trace, violation.get());
            }
            record(new Trace.Entry(0, at.logLikelihood(), at.objective(), 0, 0));
            while (true) {
                Optional<Fit<P>> ending = ending();
                if (ending.isPresent()) {
                    return ending.get();
                }
                int t = trace.iterations();
                Surrogate<P> s = at.surrogate();
                P next = s.maximize();
                double raised = s.expectedLogJoint(next);
                violation = Audit.surrogateRises(t, at, q + s.logPrior(good), raised + s.logPrior(next));
                if (violation.isPresent()) {
                    return new Fit.AuditFailed<>(good, trace, violation.get());
                }
                Iterate<P> before = at;
                Iterate<P> then = usable(map.apply(next));
                double qThen = then.surrogate().expectedLogJoint(next);
                violation = Audit.twoRoutes(t + 1, then, qThen).or(() -> Audit.objectiveRises(t + 1, before, then));
                if (violation.isPresent()) {
                    return new Fit.AuditFailed<>(good, trace, violation.get());
                }
                double gain = raised - q;
                double change = then.logLikelihood() - at.logLikelihood();
                at = then;
                q = qThen;
                good = next;
                record(new Trace.Entry(t + 1, at.logLikelihood(), at.objective(), gain, change - gain));
            }
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

        private void record(Trace.Entry entry) {
            entries.add(entry);
            listener.iteration(entry);
        }

        /** Refuses a point whose objective is not finite, or is lost in rounding. */
        private Iterate<P> usable(Iterate<P> at) {
            double objective = at.objective();
            if (!Double.isFinite(objective)) {
                throw new DegenerateException(Degeneracy.of(
                        "the log-likelihood is " + objective,
                        "rescale the columns, or start nearer to the data: some row has no density"));
            }
            if (!(at.rounding() <= MEANINGFUL * Math.max(Math.abs(objective), 1))) {
                throw new DegenerateException(Degeneracy.of(
                                "rounding may change the log-likelihood by %.1e: the fit is too ill-conditioned to go on"
                                        .formatted(at.rounding()),
                                "drop a column that the others determine, or use fewer components")
                        .conditionNumber(at.conditionNumber()));
            }
            return at;
        }
    }
}
