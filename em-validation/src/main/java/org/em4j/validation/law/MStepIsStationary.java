package org.em4j.validation.law;

import java.util.function.ToDoubleFunction;
import org.em4j.core.fit.EmMap;
import org.em4j.core.fit.Surrogate;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Charted;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * Along every free coordinate, a parabola through the surrogate at the M-step's answer has nothing left to gain. Far
 * sharper than comparing with random competitors: a divisor of n - 1 gains 1/(4n) nats a coordinate, and is seen.
 */
public final class MStepIsStationary implements Law {
    private static final double MEANINGFUL = 1e-6;

    @Override
    public String statement() {
        return "the M-step ends where no free coordinate can raise the expected log joint density plus log prior";
    }

    /** Steps of EM before the one that is looked at: from far off, statistics about the old parameters lose digits. */
    private static final int APPROACH = 2;

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> example) {
        EmMap<P> map = example.map();
        P theta = example.theta();
        P best;
        try {
            for (int t = 0; t < APPROACH; t++) {
                theta = map.apply(theta).surrogate().maximize();
            }
            best = map.apply(theta).surrogate().maximize();
        } catch (DegenerateException e) {
            return; // no maximum to stand at
        }
        check(example.at(theta), best);
    }

    private <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, P best) {
        Surrogate<P> surrogate = c.iterate().surrogate();
        double weight = c.expectation().weight().value();
        double gained = surrogate.expectedLogJoint(best) - surrogate.expectedLogJoint(c.theta());
        double bound = 100 * Rounding.of(c.at(best), c.expectation());
        if (bound > MEANINGFUL * weight || gained > weight) {
            return; // collapsing, or so nearly singular that a fit would call it degenerate
        }
        Chart<P> chart = Charted.of(c.model(), best);
        ToDoubleFunction<double[]> q = u -> {
            P theta = chart.point(u);
            return surrogate.expectedLogJoint(theta) + surrogate.logPrior(theta);
        };
        double[] u = chart.coordinates(best);
        double noise = Rounding.evaluation(c.at(best), c.expectation());
        for (int i = 0; i < u.length; i++) {
            double gain = gain(q, u, i, noise);
            if (!(gain <= bound)) {
                throw new LawViolation(
                        this,
                        c,
                        "coordinate %d of the M-step's answer has %.3g nats to gain, rounding explains %.3g"
                                .formatted(i, gain, bound));
            }
        }
    }

    /** What the parabola through u and its neighbours along coordinate i rises above u, in nats. */
    private static double gain(ToDoubleFunction<double[]> q, double[] u, int i, double noise) {
        double here = q.applyAsDouble(u);
        double h = 1e-8 * Math.max(1, Math.abs(u[i]));
        for (int doubling = 0; doubling < 60; doubling++, h *= 2) {
            double up = moved(q, u, i, h) - here;
            double down = moved(q, u, i, -h) - here;
            double curvature = -(up + down);
            // Wide enough for the drop to stand out of the noise; what noise the slope then has gains far less.
            if (curvature > 1e4 * noise) {
                double slope = (8 * (up - down) - (moved(q, u, i, 2 * h) - moved(q, u, i, -2 * h))) / 12;
                double truncation = Math.abs(slope - (up - down) / 2); // as two orders of difference disagree
                double sure = Math.max(0, Math.abs(slope) - 4 * truncation);
                return Double.isFinite(slope) ? sure * sure / (2 * curvature) : 0; // it falls off the space
            }
            if (Math.max(up, down) > 1e4 * noise) {
                return Math.max(up, down);
            }
        }
        return 0; // flat: a gauge direction
    }

    private static double moved(ToDoubleFunction<double[]> q, double[] u, int i, double h) {
        double[] v = u.clone();
        v[i] += h;
        try {
            double value = q.applyAsDouble(v);
            return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
        } catch (DegenerateException e) {
            return Double.NEGATIVE_INFINITY;
        }
    }
}
