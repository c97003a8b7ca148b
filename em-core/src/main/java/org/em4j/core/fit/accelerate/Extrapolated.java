package org.em4j.core.fit.accelerate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.em4j.core.checkpoint.Resumable;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;

/**
 * EM with an extrapolation behind a guard. A point that lies lower than where the fit stands gets one step of EM to make
 * up for it (Varadhan and Roland's stabilisation); where that does not, or there is no density or no M-step, the fit goes
 * to EM's own next point, which is known already. E-steps spent in vain are kept below half of those that were not.
 */
final class Extrapolated<P> implements EmProblem<P>, Resumable<P> {
    private static final String PURPOSE = "acceleration takes its steps in";
    private static final double WASTE = 0.5;
    private static final int DEAREST = 2;

    /**
     * What it remembers.
     *
     * @param charted where the chart was taken; none where the next step begins again
     */
    private record Memory<P>(int steps, int wasted, List<P> charted, double[][] rule) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private final EmProblem<P> map;
    private final Supplier<Extrapolation> rules;
    private Extrapolation rule;
    private Optional<Chart<P>> chart = Optional.empty();
    private Optional<P> charted = Optional.empty();
    private Optional<P> last = Optional.empty();
    private int steps;
    private int wasted;

    Extrapolated(EmProblem<P> map, Supplier<Extrapolation> rules) {
        this.map = map;
        this.rules = rules;
        this.rule = rules.get();
    }

    @Override
    public Iterate<P> apply(P theta) {
        return map.apply(theta);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very parameters that it answered last
    public Iterate<P> after(Iterate<P> at, P next) {
        if (last.isEmpty() || last.get() != at.theta()) { // a fit that begins, or was taken back
            chart = Optional.of(at.surrogate().chartFor(PURPOSE));
            charted = Optional.of(at.theta());
            rule = rules.get();
        }
        steps++;
        Iterate<P> after = beyond(chart.orElseThrow(), at, next).orElseGet(() -> map.after(at, next));
        last = Optional.of(after.theta()).filter(this::isInside); // else begins again, along the edge
        return after;
    }

    @SuppressWarnings("ReferenceEquality") // a rule that goes no further returns the array itself
    private Optional<Iterate<P>> beyond(Chart<P> coordinates, Iterate<P> at, P next) {
        if (!isInside(next)) {
            return Optional.empty();
        }
        double[] to = coordinates.coordinates(next);
        double[] tried = rule.beyond(coordinates.coordinates(at.theta()), to);
        if (tried == to || wasted + DEAREST > WASTE * steps) {
            return Optional.empty();
        }
        Optional<Iterate<P>> reached = evaluated(() -> coordinates.point(tried), tried)
                .filter(far -> isInside(far.theta())); // no step of EM would lead back
        Optional<Iterate<P>> higher = reached.filter(at::isNoBetterThan);
        if (higher.isPresent()) {
            return higher;
        }
        wasted++;
        Optional<Iterate<P>> saved = reached.flatMap(low -> evaluated(low.surrogate()::maximize, tried))
                .filter(at::isNoBetterThan);
        if (saved.isEmpty()) {
            wasted += reached.isPresent() ? 1 : 0;
            rule.refused();
        }
        return saved;
    }

    /** Whether parameters lie on no edge of the space but those that the chart was taken on. */
    private boolean isInside(P theta) {
        return Arrays.stream(chart.orElseThrow().coordinates(theta)).allMatch(Double::isFinite);
    }

    /** The E-step at a point near the coordinates u, if there is one, and if EM can go on from there. */
    private Optional<Iterate<P>> evaluated(Supplier<P> theta, double[] u) {
        if (!Arrays.stream(u).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        try {
            Iterate<P> point = map.apply(theta.get());
            point.surrogate().maximize();
            return Optional.of(point);
        } catch (DegenerateException e) {
            return Optional.empty(); // over the edge
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very parameters that it answered last
    public Serializable memory(P theta) {
        boolean goesOn = last.isPresent() && last.get() == theta;
        return goesOn
                ? new Memory<>(steps, wasted, List.of(charted.orElseThrow()), rule.memory())
                : new Memory<P>(steps, wasted, List.of(), new double[0][]);
    }

    /** The chart is a function of the point where it was taken, and is taken there again. */
    @Override
    @SuppressWarnings("unchecked") // what this class wrote, of a fit of the same parameters
    public void remember(Serializable memory, P theta) {
        Memory<P> other = (Memory<P>) memory;
        steps = other.steps;
        wasted = other.wasted;
        for (P point : other.charted) {
            charted = Optional.of(point);
            chart = Optional.of(map.apply(point).surrogate().chartFor(PURPOSE));
            last = Optional.of(theta);
            rule.remember(other.rule);
        }
    }
}
