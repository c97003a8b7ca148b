package org.em4j.core.fit;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.em4j.core.model.Degeneracy;

/**
 * How a fit ended: with the parameters it reached and its history, whatever the ending. For a fit that failed, theta
 * is the last good one; at iteration 0 that is the start, which may itself be what failed.
 */
public sealed interface Fit<P> extends Serializable {
    /** The parameters reached. */
    P theta();

    /** The history, from the start on; empty if the start itself has no density, or none was computed. */
    Trace trace();

    /** One sentence on the ending. */
    String describe();

    /** A copy with the parameters in another form; ending and history stay. */
    <R> Fit<R> map(Function<P, R> form);

    /** Whether there is a result: it converged, or its budget is spent. */
    default boolean endedWell() {
        return this instanceof Converged || this instanceof BudgetSpent;
    }

    /**
     * The stopping rule was met.
     *
     * @param reason the rule and its figure
     * @param edge what holds of the parameters that lie on the edge of their space, such as {@code P(G = 1) = 0}: the
     *     objective would rise no further if they could go on, and has no slope of zero there
     */
    record Converged<P>(P theta, Trace trace, String reason, List<String> edge) implements Fit<P> {
        /** More edges than this are counted, not listed. */
        private static final int LISTED = 12;

        /** In the interior of the space. */
        public Converged(P theta, Trace trace, String reason) {
            this(theta, trace, reason, List.of());
        }

        @Override
        public <R> Fit<R> map(Function<P, R> form) {
            return new Converged<>(form.apply(theta), trace, reason, edge);
        }

        @Override
        public String describe() {
            return "converged after " + iterations(trace) + ": " + reason + onEdge();
        }

        private String onEdge() {
            int more = edge.size() - LISTED;
            return edge.isEmpty()
                    ? ""
                    : "; on the edge of the parameter space: "
                            + edge.stream().limit(LISTED).collect(Collectors.joining(", "))
                            + (more > 0 ? " and " + more + " more" : "");
        }
    }

    /** The budget of iterations was spent before the rule was met: a result, but not convergence. */
    record BudgetSpent<P>(P theta, Trace trace) implements Fit<P> {
        @Override
        public <R> Fit<R> map(Function<P, R> form) {
            return new BudgetSpent<>(form.apply(theta), trace);
        }

        @Override
        public String describe() {
            return "not converged: the budget of " + iterations(trace) + " is spent";
        }
    }

    /** The model has no density or no maximum: a component collapsed, a likelihood is unbounded. */
    record Degenerate<P>(P theta, Trace trace, Degeneracy degeneracy) implements Fit<P> {
        @Override
        public <R> Fit<R> map(Function<P, R> form) {
            return new Degenerate<>(form.apply(theta), trace, degeneracy);
        }

        @Override
        public String describe() {
            String when = trace.entries().isEmpty() ? "at the start" : "after " + iterations(trace);
            return "degenerate " + when + ": " + degeneracy.describe();
        }
    }

    /** A check of the audit failed: the model, not the data, is at fault. */
    record AuditFailed<P>(P theta, Trace trace, Audit.Check violation) implements Fit<P> {
        @Override
        public <R> Fit<R> map(Function<P, R> form) {
            return new AuditFailed<>(form.apply(theta), trace, violation);
        }

        @Override
        public String describe() {
            return "audit failed: " + violation.describe();
        }
    }

    /** The fitting thread was interrupted; where no pass over the data had been done with, theta is the start, and there is no history. */
    record Cancelled<P>(P theta, Trace trace) implements Fit<P> {
        @Override
        public <R> Fit<R> map(Function<P, R> form) {
            return new Cancelled<>(form.apply(theta), trace);
        }

        @Override
        public String describe() {
            return trace.entries().isEmpty()
                    ? "cancelled before the first pass over all data was done with"
                    : "cancelled after " + iterations(trace);
        }
    }

    private static String iterations(Trace trace) {
        int t = trace.iterations();
        return t + (t == 1 ? " iteration" : " iterations");
    }
}
