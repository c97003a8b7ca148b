package org.em4j.validation.law;

import java.util.function.ToDoubleFunction;
import org.em4j.core.fit.EmMap;
import org.em4j.core.fit.Iterate;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Charted;
import org.em4j.core.model.Expectation;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** Fisher's identity, by differences of the fourth order. */
public final class GradientsAgree implements Law {
    private static final double STEP = 1e-3;

    @Override
    public String statement() {
        return "at theta, the log-likelihood and the expected log joint density have the same gradient";
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c) {
        Expectation<S> e = c.expectation();
        EmMap<P> map = c.map();
        Iterate<P> at = map.apply(c.theta());
        Chart<P> chart = Charted.of(c.model(), c.theta());
        double[] u = chart.coordinates(c.theta());
        double noise = Rounding.of(c, e);
        for (int i = 0; i < u.length; i++) {
            int coordinate = i;
            double h = STEP * scale(v -> at.surrogate().expectedLogJoint(chart.point(moved(u, coordinate, v))));
            Slope left = slope(
                    h, v -> map.apply(chart.point(moved(u, coordinate, v))).logLikelihood());
            Slope right = slope(h, v -> at.surrogate().expectedLogJoint(chart.point(moved(u, coordinate, v))));
            // Truncation is judged by what the two highest orders still disagree by.
            double bound = 4 * noise / h + left.doubt() + right.doubt();
            LawViolation.unlessEqual(this, c, "slope along coordinate " + i, left.value(), right.value(), bound);
        }
    }

    /** A step along the coordinate that changes Q by about a nat, or one: coordinates are of that order. */
    private static double scale(ToDoubleFunction<Double> q) {
        double here = q.applyAsDouble(0.0);
        double h = 1e-6;
        for (int i = 0; i < 20 && Math.abs(q.applyAsDouble(h) - here) + Math.abs(q.applyAsDouble(-h) - here) < 1; i++) {
            h *= 2;
        }
        return h;
    }

    private record Slope(double value, double doubt) {}

    private static Slope slope(double h, ToDoubleFunction<Double> f) {
        double up = f.applyAsDouble(h);
        double near = (up - f.applyAsDouble(-h)) / (2 * h);
        double far = (f.applyAsDouble(2 * h) - f.applyAsDouble(-2 * h)) / (4 * h);
        return new Slope((4 * near - far) / 3, Math.abs(near - far) + 64 * Math.ulp(up) / h);
    }

    private static double[] moved(double[] u, int i, double h) {
        double[] v = u.clone();
        v[i] += h;
        return v;
    }
}
