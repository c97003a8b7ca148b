package org.em4j.laws.step;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.em4j.core.fit.Surrogate;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Coordinates;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Trial;

/**
 * Along every free coordinate, a parabola through the surrogate at the M-step's answer has nothing left to gain. Far
 * sharper than comparing with random competitors: a divisor of n - 1 gains 1/(4n) nats a coordinate, and is seen. What the
 * answer puts on the edge of the space gains nothing by going back inside.
 */
public final class MStepIsStationary implements Law {
    /** A parabola through noise. */
    private static final double SLACK = 100;

    /** Logs of odds, rates and ratios, from next to the edge to the middle of the space. */
    private static final double[] INSIDE = {16, 8, 4, 2};

    /** So near the edge that a surrogate that is continuous there is, but for rounding, what it is on the edge. */
    private static final double BESIDE = 40;

    @Override
    public String statement() {
        return "the M-step ends where no free coordinate can raise the expected log joint density plus log prior";
    }

    @Override
    public List<String> equations() {
        return List.of("3695fh", "3695fi");
    }

    @Override
    public String needs() {
        return "a chart";
    }

    @Override
    public boolean appliesTo(ModelCase<?, ?, ?, ?> example) {
        return example.isCharted();
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> example, Trial trial) {
        example.settled().ifPresent(c -> c.mStep().ifPresent(best -> check(c, best, trial)));
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> void check(
            ModelCase<X, P, Q, S> c, P best, Trial trial) {
        Surrogate<P> surrogate = c.iterate().surrogate();
        double bound = SLACK * Rounding.of(c.at(best), c.expectation());
        Chart<P> chart = c.at(best).chart().orElseThrow();
        ToDoubleFunction<double[]> q = u -> {
            P theta = chart.point(u);
            return surrogate.expectedLogJoint(theta) + surrogate.logPrior(theta);
        };
        fromTheEdge(c, best, bound, trial);
        double[] u = chart.coordinates(best);
        double noise = Rounding.evaluation(c.at(best), c.expectation());
        for (int i : Coordinates.some(u)) {
            String what = "what coordinate " + i + " of the M-step's answer has to gain at least, in nats";
            gain(q, u, i, noise).ifPresent(gain -> trial.equal(what, gain, 0, bound));
        }
    }

    /**
     * The one-sided condition of Karush, Kuhn and Tucker; the surrogate is concave in what its edges bound. Where the surrogate
     * jumps at the edge it says nothing: a t distribution of infinite degrees of freedom has precisions that are 1 for certain,
     * whose probability no density beside the edge compares with.
     */
    private static <X, P, Q extends Posterior, S extends Statistics<S>> void fromTheEdge(
            ModelCase<X, P, Q, S> c, P best, double bound, Trial trial) {
        Surrogate<P> surrogate = c.iterate().surrogate();
        double top = surrogate.expectedLogJoint(best) + surrogate.logPrior(best);
        for (Edge<P> edge : surrogate.edges(best)) {
            double after = surrogate.expectedLogJoint(edge.to().apply(best, 0.0));
            trial.require(
                    !edge.isReached() || after + surrogate.logPrior(best) == top,
                    () -> edge.name() + " is said to hold, and moving there changes the surrogate");
        }
        Chart<P> whole = c.model().chart(best).orElseThrow();
        double[] u = whole.coordinates(best);
        for (int i = 0; i < u.length; i++) {
            boolean compares = Double.isInfinite(u[i])
                    && (Double.isInfinite(top) || Math.abs(off(surrogate, whole, u, i, BESIDE) - top) <= bound);
            for (double inside : compares ? INSIDE : new double[0]) {
                double back = off(surrogate, whole, u, i, inside);
                trial.atLeast("Q + log prior on the edge that coordinate " + i + " lies on", top, back, bound);
            }
        }
    }

    /** Q + log prior where coordinate i, which is infinite, is moved to. */
    private static <P> double off(Surrogate<P> surrogate, Chart<P> whole, double[] u, int i, double to) {
        double[] moved = u.clone();
        moved[i] = Math.copySign(to, u[i]);
        P theta = whole.point(moved);
        return surrogate.expectedLogJoint(theta) + surrogate.logPrior(theta);
    }

    /**
     * What the parabola through u and its neighbours along coordinate i rises above u, in nats; empty where it is flat, as
     * gauge directions are, or falls off the space. At a bound, beyond which the chart leads nowhere, only the way back counts.
     */
    private static OptionalDouble gain(ToDoubleFunction<double[]> q, double[] u, int i, double noise) {
        double here = q.applyAsDouble(u);
        double h = 1e-8 * Math.max(1, Math.abs(u[i]));
        for (int doubling = 0; doubling < 60; doubling++, h *= 2) {
            double up = moved(q, u, i, h) - here;
            double down = moved(q, u, i, -h) - here;
            double curvature = -(up + down);
            // Wide enough for the drop to stand out of the noise; what noise the slope then has gains far less.
            if (curvature > 1e4 * noise && (isEdge(q, u, i, h, here, noise) || isEdge(q, u, i, -h, here, noise))) {
                return OptionalDouble.empty();
            }
            if (curvature > 1e4 * noise) {
                double slope = (8 * (up - down) - (moved(q, u, i, 2 * h) - moved(q, u, i, -2 * h))) / 12;
                double truncation = Math.abs(slope - (up - down) / 2); // as two orders of difference disagree
                double sure = Math.max(0, Math.abs(slope) - 4 * truncation);
                return Double.isFinite(slope)
                        ? OptionalDouble.of(sure * sure / (2 * curvature))
                        : OptionalDouble.empty();
            }
            if (Math.max(up, down) > 1e4 * noise) {
                return OptionalDouble.of(Math.max(up, down));
            }
        }
        return OptionalDouble.empty();
    }

    /** Whether steps of h and of 2h lead nowhere: no parabola is flat twice. */
    private static boolean isEdge(
            ToDoubleFunction<double[]> q, double[] u, int i, double h, double here, double noise) {
        return Math.abs(moved(q, u, i, h) - here) <= noise && Math.abs(moved(q, u, i, 2 * h) - here) <= noise;
    }

    private static double moved(ToDoubleFunction<double[]> q, double[] u, int i, double h) {
        return Coordinates.value(q, Coordinates.moved(u, i, h));
    }
}
