package org.em4j.core.fit;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.em4j.core.checkpoint.Checkpoint;
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
 * @param audit what happens when a check of the audit fails
 * @param accelerator what takes longer steps than EM
 * @param checkpoint keeps what fits come to, for the same program run again
 * @param online leads a model and its data from the start to where EM begins, if that is asked for
 */
public record Em(
        StoppingRule stoppingRule,
        int maxIterations,
        IterationListener listener,
        Audit.Policy audit,
        Accelerator accelerator,
        Checkpoint checkpoint,
        Optional<Online> online) {
    /**
     * EM whose parameters move before all of the data were seen, block by block: of many data it is near the maximum after few
     * passes. What it leaves over is for EM, which begins where it ends.
     */
    public interface Online extends Serializable {
        /**
         * Where passes over the data have led.
         *
         * @param passes how many there were
         * @param failure a check that failed, where there are checks; theta is the last good one then
         */
        record Passes<P>(P theta, int passes, Optional<Audit.Check> failure) {}

        /**
         * Goes over the data from a start; what comes of it is the same on any number of threads.
         *
         * @throws DegenerateException if a step finds no maximum
         * @throws CancellationException if the calling thread is interrupted
         */
        <X, P, Q extends Posterior, S extends Statistics<S>> Passes<P> passes(
                LatentModel<X, P, Q, S> model, Observations<X> data, P start);
    }

    /** Checks the budget. */
    public Em {
        if (maxIterations < 0) {
            throw new IllegalArgumentException("max iterations is zero or more, not " + maxIterations);
        }
    }

    /** What {@link #Em()} stops at, in standard errors. */
    public static final double TOLERANCE = 1e-4;

    /**
     * Until the maximum is less than {@value #TOLERANCE} standard errors away, at most 10,000 iterations; a check that fails
     * stops the fit.
     */
    public Em() {
        this(
                StoppingRule.distance(TOLERANCE),
                10_000,
                entry -> {},
                Audit.Policy.STOP,
                Accelerator.NONE,
                Checkpoint.NONE,
                Optional.empty());
    }

    /** A copy that stops by another rule. */
    public Em until(StoppingRule rule) {
        return new Em(rule, maxIterations, listener, audit, accelerator, checkpoint, online);
    }

    /** A copy with another budget of M-steps. */
    public Em maxIterations(int iterations) {
        return new Em(stoppingRule, iterations, listener, audit, accelerator, checkpoint, online);
    }

    /** A copy that tells a listener of each iteration. */
    public Em listener(IterationListener other) {
        return new Em(stoppingRule, maxIterations, other, audit, accelerator, checkpoint, online);
    }

    /** A copy with another policy for checks of the audit that fail. */
    public Em audit(Audit.Policy policy) {
        return new Em(stoppingRule, maxIterations, listener, policy, accelerator, checkpoint, online);
    }

    /** A copy that takes longer steps; the model must have a chart. */
    public Em accelerate(Accelerator other) {
        return new Em(stoppingRule, maxIterations, listener, audit, other, checkpoint, online);
    }

    /**
     * A copy whose fits keep what they come to, and go on from what was kept: the bits they end with are the same. Models and
     * parameters must be serialisable, and do so alike in every JVM.
     */
    public Em checkpoint(Checkpoint other) {
        return new Em(stoppingRule, maxIterations, listener, audit, accelerator, other, online);
    }

    /** A copy that begins where online passes end, where a model is fitted to data: other problems have none. */
    public Em online(Online first) {
        return new Em(stoppingRule, maxIterations, listener, audit, accelerator, checkpoint, Optional.of(first));
    }

    /** Fits a model to data from a start. */
    public <X, P, Q extends Posterior, S extends Statistics<S>> Fit<P> fit(
            LatentModel<X, P, Q, S> model, Observations<X> data, P start) {
        Fit<P> fit = online.map(first -> led(first, model, data, start))
                .orElseGet(() -> new Run<>(this, EmProblem.of(model, data), start, 0).end());
        return fit instanceof Fit.Degenerate<P> degenerate ? located(degenerate, model, data) : fit;
    }

    /** From where online passes end. */
    private <X, P, Q extends Posterior, S extends Statistics<S>> Fit<P> led(
            Online first, LatentModel<X, P, Q, S> model, Observations<X> data, P start) {
        Trace none = new Trace(List.of());
        try {
            Online.Passes<P> passes = first.passes(model, data, start);
            return passes.failure().isPresent() && audit != Audit.Policy.WARN
                    ? new Fit.AuditFailed<>(
                            passes.theta(), none, passes.failure().get())
                    : new Run<>(this, EmProblem.of(model, data), passes.theta(), passes.passes()).end();
        } catch (DegenerateException e) {
            return new Fit.Degenerate<>(start, none, e.degeneracy());
        } catch (CancellationException e) {
            return new Fit.Cancelled<>(start, none);
        }
    }

    /** A degenerate ending, with the observations added that the part at fault has more than half of. */
    private static <X, P, Q extends Posterior> Fit<P> located(
            Fit.Degenerate<P> fit, LatentModel<X, P, Q, ?> model, Observations<X> data) {
        Degeneracy degeneracy = fit.degeneracy();
        if (fit.trace().entries().isEmpty() || degeneracy.parts().isEmpty()) {
            return fit;
        }
        try {
            P theta = fit.theta();
            List<Integer> parts = degeneracy.parts();
            List<Double> shares = data.collect(() -> {
                Function<X, Q> posterior = model.posterior(theta);
                return (x, weight) -> posterior.apply(x).share(parts);
            });
            List<Integer> rows = IntStream.range(0, shares.size())
                    .filter(i -> shares.get(i) > 0.5)
                    .boxed()
                    .toList();
            return new Fit.Degenerate<>(fit.theta(), fit.trace(), degeneracy.rows(rows));
        } catch (CancellationException e) {
            return fit; // what it came to stays, without its rows
        }
    }

    /** Iterates any EM map from a start. */
    public <P> Fit<P> fit(EmProblem<P> map, P start) {
        return new Run<>(this, map, start, 0).end();
    }
}
