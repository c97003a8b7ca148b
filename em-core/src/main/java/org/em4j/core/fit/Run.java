package org.em4j.core.fit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;

/** One fit under way: from a start, point by point, each of them audited. */
final class Run<P> {
    /** Steps of EM in a row before an accelerated fit has converged. */
    private static final int CONFIRMING = 2;

    /** A total weight whose rounding is no normal number is none to sum with. */
    private static final double LIGHTEST = 0x1p64 * Double.MIN_NORMAL;

    /** Roundings that may add up, of one that was measured. */
    private static final double SEVERAL = 16;

    /**
     * A point of a fit, evaluated and audited, and the M-step from it.
     *
     * @param gain {@code Q(theta) - Q(previous)} under the previous posteriors
     * @param emSteps how many steps of EM itself, in a row, led there
     * @param checks what it was held against
     */
    private record Step<P>(MStep<P> mStep, double gain, int emSteps, List<Audit.Check> checks) {
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
    private static final class Counted<P> implements EmProblem<P> {
        private final EmProblem<P> map;
        private int eSteps;

        Counted(EmProblem<P> map) {
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

    private final Em em;
    private final Counted<P> counted;
    private final EmProblem<P> beyond;
    private final List<Trace.Entry> entries = new ArrayList<>();
    private final List<Audit.Check> warnings = new ArrayList<>();
    private final Trace trace =
            new Trace(Collections.unmodifiableList(entries), Collections.unmodifiableList(warnings));
    private MStep.Slope slope = MStep.Slope.UNKNOWN;
    private final P start;
    private P good;

    Run(Em em, EmProblem<P> map, P start) {
        this.em = em;
        this.counted = new Counted<>(map);
        this.beyond = em.accelerator().on(counted);
        this.start = start;
        this.good = start;
    }

    Fit<P> end() {
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
        accept(at, 0);
        if (at.failure().isPresent() && em.audit() != Audit.Policy.WARN) {
            return failed(at);
        }
        boolean reverted = false;
        while (true) {
            Optional<Fit<P>> ending = ending(at);
            Optional<Step<P>> onto = ending.isPresent() ? ontoOrOffAnEdge(ending.get(), at) : Optional.empty();
            if (ending.isPresent() && onto.isEmpty()) {
                return ending.get();
            }
            Step<P> next = onto.isPresent() ? onto.get() : step(at);
            if (next.failure().isEmpty() || em.audit() == Audit.Policy.WARN) {
                accept(next, next.at().logLikelihood() - at.at().logLikelihood());
                at = next;
                reverted = false;
            } else if (reverted || em.audit() == Audit.Policy.STOP) {
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
        MStep<P> m = usable(counted.apply(good));
        int t = Math.max(0, trace.iterations());
        return new Step<>(m, 0, 0, List.of(measured(Audit.twoRoutes(t, m.at(), m.surrogate()), m, 0)));
    }

    /** A step and the E-step after it; of an M-step that is refused, its check alone. */
    @SuppressWarnings("ReferenceEquality") // the M-step's answer itself, beyond which the accelerator did not go
    private Step<P> step(Step<P> from) {
        int t = trace.iterations();
        P next = represented(from.mStep());
        Audit.Check rises = measured(from.mStep().rises(t), from.mStep(), 0);
        if (!rises.holds() && em.audit() != Audit.Policy.WARN) {
            return new Step<>(from.mStep(), 0, 0, List.of(rises));
        }
        boolean isEm = em.accelerator() == Accelerator.NONE || em.stoppingRule().isNear(trace);
        MStep<P> m = usable((isEm ? counted : beyond).after(from.at(), next));
        Audit.Check routes = measured(Audit.twoRoutes(t + 1, m.at(), m.surrogate()), m, 0);
        Audit.Check ascends = Audit.objectiveRises(t + 1, from.at(), m.at());
        if (!ascends.holds()) {
            ascends = measured(ascends, m, from.mStep().noise());
        }
        int emSteps = isEm || m.at().theta() == next ? trace.last().emSteps() + 1 : 0;
        return new Step<>(m, from.mStep().gain(m.at().theta()), emSteps, List.of(rises, routes, ascends));
    }

    /** Instead of an end short of an edge of the space that the fit is on its way to, or on one that it would leave: the point there. */
    private Optional<Step<P>> ontoOrOffAnEdge(Fit<P> ending, Step<P> from) {
        if (!(ending instanceof Fit.Converged)) {
            return Optional.empty();
        }
        int t = trace.iterations() + 1;
        Optional<Iterate<P>> other = Approach.of(from.mStep(), counted.eSteps)
                .reached(counted)
                .or(() -> Approach.off(from.at(), start, counted));
        return other.map(there -> {
            MStep<P> m = usable(there);
            m.next(); // a component of weight zero ends the fit here, by name
            Audit.Check routes = measured(Audit.twoRoutes(t, m.at(), m.surrogate()), m, 0);
            return new Step<>(m, 0, 0, List.of(routes, Audit.objectiveRises(t, from.at(), m.at())));
        });
    }

    /**
     * A check that failed, held against what rounding does here, measured: models do not know of all that cancels in
     * them, such as residuals in a regression.
     *
     * @throws DegenerateException if rounding does so much that there is nothing to go on by
     */
    private Audit.Check measured(Audit.Check check, MStep<P> m, double more) {
        if (check.holds()) {
            return check;
        }
        double noise = SEVERAL * (m.noise() + more);
        if (!(check.off() <= noise)) {
            return check;
        }
        if (!m.at().isMeaningful(noise, 0)) {
            throw new DegenerateException(
                    Degeneracy.of(
                            String.format(
                                            Locale.ROOT,
                                            "rounding of the parameters changes the log-likelihood by %.1e: a variance has collapsed, or what",
                                            noise)
                                    + " it is made of differs too much in size",
                            "give the model a prior, use fewer components or coefficients, or bring the columns to like units"));
        }
        return new Audit.Check(
                check.what(), check.iteration(), check.left(), check.right(), check.bound() + noise, check.off());
    }

    /** The M-step's answer, if numbers can represent it. */
    private P represented(MStep<P> m) {
        P next = m.next();
        if (Double.isNaN(m.raised()) || m.raised() == Double.POSITIVE_INFINITY) {
            throw new DegenerateException(Degeneracy.of(
                    "the expected log joint density of the M-step's answer is "
                            + (Double.isNaN(m.raised()) ? "not a number" : "infinite")
                            + ": a variance has collapsed, or a parameter has run to infinity",
                    "give the model a prior, or use fewer components or coefficients"));
        }
        return next;
    }

    private Fit<P> failed(Step<P> step) {
        return new Fit.AuditFailed<>(good, trace, step.failure().orElseThrow());
    }

    private void accept(Step<P> step, double change) {
        if (em.audit() == Audit.Policy.WARN) {
            step.failure().ifPresent(warnings::add);
        }
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
                step.used(),
                at.rounding(),
                step.emSteps(),
                at.exactness());
        entries.add(entry);
        em.listener().iteration(entry);
    }

    /** How the fit ends before its next M-step, if it does. */
    private Optional<Fit<P>> ending(Step<P> at) {
        Optional<String> reason = em.stoppingRule().reached(trace);
        if (reason.isPresent()
                && !Approach.of(at.mStep(), counted.eSteps).isLeaving()
                && (em.accelerator() == Accelerator.NONE || trace.last().emSteps() >= CONFIRMING)) {
            return Optional.of(converged(at.mStep(), reason.get()));
        }
        if (trace.iterations() >= em.maxIterations()) {
            return Optional.of(new Fit.BudgetSpent<>(good, trace));
        }
        return Thread.currentThread().isInterrupted()
                ? Optional.of(new Fit.Cancelled<>(good, trace))
                : Optional.empty();
    }

    private Fit<P> converged(MStep<P> m, String reason) {
        Optional<Audit.Check> failure =
                m.answer().flatMap(next -> m.stays(trace.iterations(), start)).filter(c -> !c.holds());
        failure.ifPresent(warnings::add);
        return failure.isPresent() && em.audit() != Audit.Policy.WARN
                ? new Fit.AuditFailed<>(good, trace, failure.get())
                : new Fit.Converged<>(
                        good, trace, reason, Edge.reached(m.at().surrogate().edges(good)));
    }

    /** The M-step from a point; refuses one whose objective is not finite, or is lost in rounding. */
    private MStep<P> usable(Iterate<P> at) {
        double objective = at.objective();
        if (at.weight() > 0 && at.weight() < LIGHTEST) {
            throw new DegenerateException(Degeneracy.of(
                    "the weights sum to " + at.weight() + ", where numbers lose their digits",
                    "multiply all weights by the same large number"));
        }
        if (objective == Double.NEGATIVE_INFINITY) {
            throw new DegenerateException(Degeneracy.of(
                    "the log-likelihood is " + objective,
                    "rescale the columns, or start nearer to the data: some row has no density"));
        }
        if (!Double.isFinite(objective)) {
            throw new DegenerateException(Degeneracy.of(
                    "the log-likelihood is " + (Double.isNaN(objective) ? "not a number" : "infinite")
                            + ": a variance has collapsed, or a parameter has run to infinity",
                    "give the model a prior, use fewer components or coefficients, or rescale the columns"));
        }
        MStep<P> m = MStep.from(at);
        double gain = m.raised() - m.surrogate();
        if (at.isMeaningful(at.rounding(), gain > 0 ? gain : 0)) { // NaN is said by its name, later

            return m;
        }
        String rounding = Double.isNaN(at.rounding())
                ? ""
                : String.format(Locale.ROOT, "rounding may change the log-likelihood by %.1e: ", at.rounding());
        throw new DegenerateException(
                at.roundoff().ulps() > at.roundoff().condition()
                        ? Degeneracy.of(
                                rounding + "what it is made of differs too much in size",
                                "bring the columns to like units, or counts to larger ones")
                        : Degeneracy.of(
                                        rounding + "the fit is too ill-conditioned to go on",
                                        "drop a column that the others determine, bring the columns to like units, or use fewer components")
                                .conditionNumber(at.roundoff().condition()));
    }
}
