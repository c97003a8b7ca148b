package org.em4j.core.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.em4j.core.checkpoint.Place;
import org.em4j.core.checkpoint.Resumable;
import org.em4j.core.model.DegenerateException;

/** What one fit has come to, point by point, and where it is kept for the same fit to go on from. */
final class Course<P> {
    /**
     * All that a fit is a function of from here on, beside its settings, model, data and start: its E-step is taken again.
     *
     * @param accelerator what it remembers
     */
    private record Stage<P>(
            P theta, List<Trace.Entry> entries, List<Audit.Check> warnings, MStep.Slope slope, Serializable accelerator)
            implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private final Em em;
    private final EmProblem<P> map;
    private final P start;
    private final Optional<Resumable<P>> accelerator;
    private final List<Trace.Entry> entries = new ArrayList<>();
    private final List<Audit.Check> warnings = new ArrayList<>();
    private final Trace trace =
            new Trace(Collections.unmodifiableList(entries), Collections.unmodifiableList(warnings));
    private MStep.Slope slope = MStep.Slope.UNKNOWN;
    private P good;
    private Place place = Place.NOWHERE;
    private Optional<Stage<P>> cut = Optional.empty();
    private int warned;
    private Optional<Serializable> memory = Optional.empty();

    /**
     * Of a fit that begins.
     *
     * @param beyond the map that it takes its steps by; where that remembers something that it cannot tell, a fit under way is not
     *     kept
     */
    @SuppressWarnings("unchecked") // what is resumable of a map of these parameters
    Course(Em em, EmProblem<P> map, P start, EmProblem<P> beyond) {
        this.em = em;
        this.map = map;
        this.start = start;
        this.accelerator =
                beyond instanceof Resumable<?> resumable ? Optional.of((Resumable<P>) resumable) : Optional.empty();
        this.good = start;
    }

    /** The last good parameters. */
    P good() {
        return good;
    }

    Trace trace() {
        return trace;
    }

    void warn(Audit.Check check) {
        warnings.add(check);
    }

    /**
     * One more point.
     *
     * @param gain {@code Q(theta) - Q(previous)} under the previous posteriors
     * @param change of the log-likelihood
     * @param used part of their bounds that checks used
     */
    void accept(MStep<P> point, double gain, double change, double used, int emSteps, int eSteps) {
        Iterate<P> at = point.at();
        good = at.theta();
        slope = point.slope(slope);
        Trace.Entry entry = new Trace.Entry(
                entries.size(),
                eSteps,
                at.logLikelihood(),
                at.objective(),
                slope.norm(),
                gain,
                change - gain,
                used,
                at.rounding(),
                emSteps,
                at.exactness());
        entries.add(entry);
        remember();
        em.listener().iteration(entry);
    }

    /** Notes what changes before the next point is there. */
    private void remember() {
        if (place != Place.NOWHERE) {
            warned = warnings.size();
            memory = accelerator.map(map -> map.memory(good));
        }
    }

    /**
     * The fit itself, if it was done with when it was kept; else what was kept of it, if anything was, is noted.
     *
     * @param first the step from the start, which tells this fit from all others: model and data are in it
     */
    @SuppressWarnings("unchecked") // the place is that of a fit of the same parameters
    Optional<Fit<P>> recall(MStep<P> first) {
        if (!em.checkpoint().isOn() || map.identity().isEmpty()) {
            return Optional.empty();
        }
        place = em.checkpoint().place(determining(first));
        Optional<Object> kept = place.recall();
        cut = kept.filter(Stage.class::isInstance).map(stage -> (Stage<P>) stage);
        Optional<Fit<P>> done = kept.filter(Fit.class::isInstance).map(fit -> (Fit<P>) fit);
        if (done.isPresent()) {
            met(done.get().trace().entries());
            place = Place.NOWHERE; // it is kept already
        }
        return done;
    }

    private Object[] determining(MStep<P> first) {
        Iterate<P> at = first.at();
        return new Object[] {
            em.stoppingRule(),
            em.maxIterations(),
            em.audit(),
            em.accelerator(),
            map.identity().orElseThrow(),
            start,
            new double[] {
                at.logLikelihood(),
                at.objective(),
                at.entropy(),
                at.weight(),
                at.magnitude(),
                first.surrogate(),
                first.raised()
            },
            first.answer().stream().toArray()
        };
    }

    private void met(List<Trace.Entry> again) {
        place.meet();
        again.forEach(em.listener()::iteration);
    }

    /** The E-step where the fit was cut off, if it was; nothing if it comes to other bits than it did there. */
    @SuppressWarnings("ReferenceEquality") // a map that answers elsewhere would go on from elsewhere
    Optional<MStep<P>> resumed(EmProblem<P> eStep) {
        if (cut.isEmpty()) {
            return Optional.empty();
        }
        Stage<P> stage = cut.get();
        good = stage.theta;
        slope = stage.slope;
        entries.addAll(stage.entries);
        warnings.addAll(stage.warnings);
        try {
            MStep<P> m = MStep.usable(eStep.apply(good));
            if (m.at().theta() == good && isSame(m.at()) && accelerator.isPresent()) {
                accelerator.get().remember(stage.accelerator, good);
                remember();
                met(stage.entries);
                return Optional.of(m);
            }
        } catch (DegenerateException e) {
            // which did not happen there
        }
        good = start;
        slope = MStep.Slope.UNKNOWN;
        entries.clear();
        warnings.clear();
        return Optional.empty();
    }

    private boolean isSame(Iterate<P> at) {
        return Double.compare(at.logLikelihood(), trace.last().logLikelihood()) == 0
                && Double.compare(at.objective(), trace.last().objective()) == 0
                && Double.compare(at.rounding(), trace.last().rounding()) == 0;
    }

    /** Keeps what a fit under way has come to, if it is time to. */
    void keepIfDue() {
        if (place.isDue()) {
            keepStage();
        }
    }

    private void keepStage() {
        memory.ifPresent(remembered -> place.keep(
                new Stage<>(
                        good,
                        new ArrayList<>(entries),
                        new ArrayList<>(warnings.subList(0, warned)),
                        slope,
                        remembered),
                false));
    }

    /** Keeps a fit that has ended; of one that was cancelled, how far it came. */
    void keep(Fit<P> fit) {
        if (fit instanceof Fit.Cancelled) {
            keepStage();
        } else {
            place.keep(fit, true);
        }
    }
}
