package org.em4j.core.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.em4j.core.checkpoint.Resumable;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;

/** One fit under way: from a start, point by point, each of them audited. */
final class Run<P> {
    /** Steps of EM in a row before an accelerated fit has converged. */
    private static final int CONFIRMING = 2;

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
    private static final class Counted<P> implements EmProblem<P>, Resumable<P> {
        private final EmProblem<P> map;
        private int eSteps;

        Counted(EmProblem<P> map, int before) {
            this.map = map;
            this.eSteps = before;
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

        @Override
        public Optional<Iterate<P>> fromData(P theta) {
            return map.fromData(theta);
        }

        @Override
        public Serializable memory(P theta) {
            return "EM remembers nothing";
        }

        @Override
        public void remember(Serializable memory, P theta) {}
    }

    private final Em em;
    private final Counted<P> counted;
    private final EmProblem<P> beyond;
    private final P start;
    private final Course<P> course;

    /**
     * From a start.
     *
     * @param before passes over the data that led there
     */
    Run(Em em, EmProblem<P> map, P start, int before) {
        this.em = em;
        this.counted = new Counted<>(map, before);
        this.beyond = em.accelerator().on(counted);
        this.start = start;
        this.course = new Course<>(em, map, start, beyond);
    }

    Fit<P> end() {
        Fit<P> fit = ended();
        course.keep(fit);
        return fit;
    }

    private Fit<P> ended() {
        try {
            return iterate();
        } catch (DegenerateException e) {
            return new Fit.Degenerate<>(course.good(), course.trace(), e.degeneracy());
        } catch (CancellationException e) {
            return new Fit.Cancelled<>(course.good(), course.trace());
        }
    }

    private Fit<P> iterate() {
        Step<P> at = start();
        Optional<Fit<P>> done = course.recall(at.mStep());
        if (done.isPresent()) {
            return done.get();
        }
        Optional<Step<P>> resumed = resumed();
        if (resumed.isPresent()) {
            at = resumed.get();
        } else {
            accept(at, 0);
            if (at.failure().isPresent() && em.audit() != Audit.Policy.WARN) {
                return failed(at);
            }
        }
        boolean reverted = false;
        while (true) {
            course.keepIfDue();
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
                next.failure().ifPresent(course::warn);
                at = start();
                reverted = true;
            }
        }
    }

    /** The point where the fit was cut off, if it was. */
    private Optional<Step<P>> resumed() {
        int first = counted.eSteps;
        Optional<MStep<P>> there = course.resumed(counted);
        counted.eSteps = there.isPresent() ? course.trace().last().eSteps() : first;
        return there.map(m -> new Step<>(m, 0, 0, List.of()));
    }

    /** The E-step at the last good parameters. */
    private Step<P> start() {
        MStep<P> m = MStep.usable(counted.apply(course.good()));
        int t = Math.max(0, course.trace().iterations());
        List<Audit.Check> checks = new ArrayList<>(List.of(m.measured(Audit.twoRoutes(t, m.at(), m.surrogate()), 0)));
        counted.fromData(m.at().theta())
                .ifPresent(data -> checks.add(m.measured(Audit.sameFromData(t, m.at(), data), 0)));
        return new Step<>(m, 0, 0, checks);
    }

    /** A step and the E-step after it; of an M-step that is refused, its check alone. */
    @SuppressWarnings("ReferenceEquality") // the M-step's answer itself, beyond which the accelerator did not go
    private Step<P> step(Step<P> from) {
        int t = course.trace().iterations();
        P next = from.mStep().represented();
        Audit.Check rises = from.mStep().measured(from.mStep().rises(t), 0);
        if (!rises.holds() && em.audit() != Audit.Policy.WARN) {
            return new Step<>(from.mStep(), 0, 0, List.of(rises));
        }
        boolean isEm = em.accelerator() == Accelerator.NONE || em.stoppingRule().isNear(course.trace());
        MStep<P> m = MStep.usable((isEm ? counted : beyond).after(from.at(), next));
        Audit.Check routes = m.measured(Audit.twoRoutes(t + 1, m.at(), m.surrogate()), 0);
        Audit.Check ascends = Audit.objectiveRises(t + 1, from.at(), m.at());
        if (!ascends.holds()) {
            ascends = m.measured(ascends, from.mStep().noise());
        }
        int emSteps = isEm || m.at().theta() == next ? course.trace().last().emSteps() + 1 : 0;
        return new Step<>(m, from.mStep().gain(m.at().theta()), emSteps, List.of(rises, routes, ascends));
    }

    /** Instead of an end short of an edge of the space that the fit is on its way to, or on one that it would leave: the point there. */
    private Optional<Step<P>> ontoOrOffAnEdge(Fit<P> ending, Step<P> from) {
        if (!(ending instanceof Fit.Converged)) {
            return Optional.empty();
        }
        int t = course.trace().iterations() + 1;
        Optional<Iterate<P>> other = Approach.of(from.mStep(), counted.eSteps)
                .reached(counted)
                .or(() -> Approach.off(from.at(), start, counted));
        return other.map(there -> {
            MStep<P> m = MStep.usable(there);
            m.next(); // a component of weight zero ends the fit here, by name
            Audit.Check routes = m.measured(Audit.twoRoutes(t, m.at(), m.surrogate()), 0);
            return new Step<>(m, 0, 0, List.of(routes, Audit.objectiveRises(t, from.at(), m.at())));
        });
    }

    private Fit<P> failed(Step<P> step) {
        return new Fit.AuditFailed<>(
                course.good(), course.trace(), step.failure().orElseThrow());
    }

    private void accept(Step<P> step, double change) {
        if (em.audit() == Audit.Policy.WARN) {
            step.failure().ifPresent(course::warn);
        }
        course.accept(step.mStep(), step.gain(), change, step.used(), step.emSteps(), counted.eSteps);
    }

    /** How the fit ends before its next M-step, if it does. */
    private Optional<Fit<P>> ending(Step<P> at) {
        Optional<String> reason = em.stoppingRule().reached(course.trace());
        if (reason.isPresent()
                && !Approach.of(at.mStep(), counted.eSteps).isLeaving()
                && (em.accelerator() == Accelerator.NONE
                        || course.trace().last().emSteps() >= CONFIRMING)) {
            return Optional.of(converged(at.mStep(), reason.get()));
        }
        if (course.trace().iterations() >= em.maxIterations()) {
            return Optional.of(new Fit.BudgetSpent<>(course.good(), course.trace()));
        }
        return Thread.currentThread().isInterrupted()
                ? Optional.of(new Fit.Cancelled<>(course.good(), course.trace()))
                : Optional.empty();
    }

    private Fit<P> converged(MStep<P> m, String reason) {
        Optional<Audit.Check> failure = m.answer()
                .flatMap(next -> m.stays(course.trace().iterations(), start))
                .filter(c -> !c.holds());
        failure.ifPresent(course::warn);
        return failure.isPresent() && em.audit() != Audit.Policy.WARN
                ? new Fit.AuditFailed<>(course.good(), course.trace(), failure.get())
                : new Fit.Converged<>(
                        course.good(),
                        course.trace(),
                        reason,
                        Edge.reached(m.at().surrogate().edges(course.good())));
    }
}
