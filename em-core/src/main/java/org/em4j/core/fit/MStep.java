package org.em4j.core.fit;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;

/**
 * The M-step from a point, taken: where it leads, what it gains, and how steep the objective still is there.
 *
 * @param at the point
 * @param surrogate {@code Q(theta; s)} at the point itself
 * @param raised the same at the M-step's answer
 * @param answer of the M-step; empty if there is none
 * @param failure why there is none
 */
record MStep<P>(
        Iterate<P> at, double surrogate, double raised, Optional<P> answer, Optional<DegenerateException> failure) {
    /** Differences of Q below this part of it are noise. */
    private static final double NOISE = 1e-9;

    /** A total weight whose rounding is no normal number is none to sum with. */
    private static final double LIGHTEST = 0x1p64 * Double.MIN_NORMAL;

    /** Roundings that may add up, of one that was measured. */
    private static final double SEVERAL = 16;

    private static final double LARGEST = 1e12;
    private static final double TEN = 10;

    /** Of the noise: a fall from which the displacement is better shortened, lest it leave the parabola. */
    private static final double TOO_FAR = 1e3;

    /** The M-step from a point; refuses one whose objective is not finite, or is lost in rounding. */
    static <P> MStep<P> usable(Iterate<P> at) {
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

    private static <P> MStep<P> from(Iterate<P> at) {
        double surrogate = at.surrogate().expectedLogJoint(at.theta());
        try {
            P next = at.surrogate().maximize();
            double raised = at.surrogate().expectedLogJoint(next);
            return new MStep<>(at, surrogate, raised, Optional.of(next), Optional.empty());
        } catch (DegenerateException e) {
            return new MStep<>(at, surrogate, Double.POSITIVE_INFINITY, Optional.empty(), Optional.of(e));
        }
    }

    /** The M-step's answer, or its failure thrown. */
    P next() {
        return answer.orElseThrow(failure::orElseThrow);
    }

    /** The M-step's answer, if numbers can represent it. */
    P represented() {
        P next = next();
        if (Double.isNaN(raised) || raised == Double.POSITIVE_INFINITY) {
            throw new DegenerateException(Degeneracy.of(
                    "the expected log joint density of the M-step's answer is "
                            + (Double.isNaN(raised) ? "not a number" : "infinite")
                            + ": a variance has collapsed, or a parameter has run to infinity",
                    "give the model a prior, or use fewer components or coefficients"));
        }
        return next;
    }

    /** {@code Q(theta; s)} less Q at the point itself. */
    @SuppressWarnings("ReferenceEquality") // the answer itself, of which Q is known
    double gain(P theta) {
        return (answer.isPresent() && answer.get() == theta
                        ? raised
                        : at.surrogate().expectedLogJoint(theta))
                - surrogate;
    }

    /**
     * What an answer that stands still is held against: a point beside it that is higher, if there is one. A wrong M-step
     * has fixed points of its own.
     *
     * @param start of the fit
     */
    Optional<Audit.Check> stays(int iteration, P start) {
        P next = next();
        double height = objective(next, raised);
        double nats = Audit.LEFT + Audit.rounding(at, next, height);
        return Neighbourhood.of(next, at.surrogate())
                .flatMap(around -> around.higher(nats, start))
                .map(other -> Audit.answerIsHighest(iteration, at, height, nats, other));
    }

    /** What rounding of statistics, and of theta if there is a chart, does to heights at the point and at the answer, measured, in nats. */
    double noise() {
        return Stream.concat(Stream.of(at.theta()), answer.stream())
                .mapToDouble(theta -> at.surrogate().rounding(theta)
                        + Neighbourhood.of(theta, at.surrogate())
                                .map(Neighbourhood::noise)
                                .orElse(0.0))
                .sum();
    }

    /**
     * A check that failed, held against what rounding does here, measured: models do not know of all that cancels in
     * them, such as residuals in a regression.
     *
     * @throws DegenerateException if rounding does so much that there is nothing to go on by
     */
    Audit.Check measured(Audit.Check check, double more) {
        if (check.holds()) {
            return check;
        }
        double noise = SEVERAL * (noise() + more);
        if (!(check.off() <= noise)) {
            return check;
        }
        if (!at.isMeaningful(noise, 0)) {
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

    /** What the answer is held against. */
    Audit.Check rises(int iteration) {
        Surrogate<P> s = at.surrogate();
        return Audit.surrogateRises(
                iteration, at, surrogate + s.logPrior(at.theta()), next(), raised + s.logPrior(next()));
    }

    /**
     * Length of a gradient.
     *
     * @param magnification by which a displacement was made longer to see it
     */
    record Slope(double norm, double magnification) implements Serializable {
        /** The slope of a fit that has not begun, or has no M-step to go on by. */
        static final Slope UNKNOWN = new Slope(Double.POSITIVE_INFINITY, 1);
    }

    /**
     * Length of the objective's gradient in units of the complete data's information, {@code sqrt(g' I⁻¹ g)}: the
     * square root of twice what the M-step gains. Where that drowns in rounding, the M-step's displacement along the
     * chart, made longer until Q notices.
     *
     * @param before that of the last point, whose magnification is a good guess
     */
    Slope slope(Slope before) {
        if (answer.isEmpty()) {
            return Slope.UNKNOWN;
        }
        double from = objective(at.theta(), surrogate);
        double to = objective(next(), raised);
        if (to < from && !rises(0).holds()) {
            return Slope.UNKNOWN;
        }
        double noise = NOISE * (1 + Math.abs(from) + at.weight());
        if (to - from > noise) {
            return new Slope(Math.sqrt(2 * (to - from)), 1);
        }
        return at.surrogate()
                .chart()
                .map(chart -> magnified(chart, to, noise, before.magnification))
                .orElseGet(() -> new Slope(Math.sqrt(2 * Math.max(0, to - from)), 1));
    }

    private Slope magnified(Chart<P> chart, double top, double noise, double guess) {
        double[] from = chart.coordinates(at.theta());
        double[] to = chart.coordinates(next());
        double m = Math.max(1, guess / TEN);
        double drop = drop(chart, from, to, m, top);
        while (m > 1 && !(drop <= TOO_FAR * noise)) { // also where there is no density
            m /= TEN;
            drop = drop(chart, from, to, m, top);
        }
        if (Double.isNaN(drop)) { // at the edge
            return new Slope(Math.sqrt(2 * Math.max(0, top - objective(at.theta(), surrogate))), 1);
        }
        while (drop <= noise && m < LARGEST) {
            double further = drop(chart, from, to, TEN * m, top);
            if (Double.isNaN(further)) {
                return new Slope(Math.sqrt(2 * Math.max(0, drop)) / m, m);
            }
            m *= TEN;
            drop = further;
        }
        return drop > noise ? new Slope(Math.sqrt(2 * drop) / m, m) : new Slope(0, 1);
    }

    /** What the surrogate falls by, m displacements from the M-step's answer, either way; NaN where that is off the space. */
    private double drop(Chart<P> chart, double[] from, double[] to, double m, double top) {
        try {
            return top - (along(chart, from, to, m) + along(chart, from, to, -m)) / 2;
        } catch (DegenerateException e) {
            return Double.NaN;
        }
    }

    private double along(Chart<P> chart, double[] from, double[] to, double factor) {
        double[] u = new double[to.length];
        for (int i = 0; i < u.length; i++) {
            u[i] = to[i] == from[i] ? to[i] : to[i] + factor * (to[i] - from[i]); // which may be infinite
            if (Double.isNaN(u[i])) {
                return Double.NaN; // the answer lies on the edge of the space: beyond it there is nothing
            }
        }
        P theta = chart.point(u);
        return objective(theta, at.surrogate().expectedLogJoint(theta));
    }

    private double objective(P theta, double q) {
        return q + at.surrogate().logPrior(theta);
    }
}
