package org.em4j.laws.step;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.em4j.core.estep.Exactness;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Coordinates;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Trial;

/** Fisher's identity, by differences of the fourth order. */
public final class GradientsAgree implements Law {
    private static final double STEP = 0x1p-5;
    private static final double SHORTER = 0x1p-6;

    @Override
    public String statement() {
        return "at theta, the log-likelihood and the expected log joint density have the same gradient";
    }

    @Override
    public List<String> equations() {
        return List.of("3695fi");
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
    public Exactness.Kind holdsOf() {
        return Exactness.Kind.EXACT;
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        Expectation<S> e = c.expectation();
        EmProblem<P> map = c.map();
        Iterate<P> at = map.apply(c.theta());
        Chart<P> chart = c.chart().orElseThrow();
        double[] u = chart.coordinates(c.theta());
        ToDoubleFunction<double[]> logLikelihood =
                v -> map.apply(chart.point(v)).logLikelihood();
        ToDoubleFunction<double[]> surrogate = v -> at.surrogate().expectedLogJoint(chart.point(v));
        double little = 1e-3 * Math.min(1, e.weight().value());
        double noise = Rounding.of(c, e);
        for (int i : Coordinates.some(u)) {
            double h = STEP
                    * Math.min(
                            Coordinates.step(surrogate, u, i, little), Coordinates.step(logLikelihood, u, i, little));
            Slopes slopes = Slopes.of(logLikelihood, surrogate, u, i, h, noise);
            if (!slopes.agree()) { // a component may come and go within a step, as if nothing had been
                Slopes nearer = Slopes.of(logLikelihood, surrogate, u, i, SHORTER * h, noise);
                slopes = nearer.off() < slopes.off() / 4 ? nearer : slopes;
            }
            if (Double.isFinite(slopes.bound)) { // else the edge of the space is nearer than a step
                trial.equal("slope along coordinate " + i, slopes.left, slopes.right, slopes.bound);
            }
        }
    }

    private record Slopes(double left, double right, double bound) {
        static Slopes of(
                ToDoubleFunction<double[]> f, ToDoubleFunction<double[]> g, double[] u, int i, double h, double noise) {
            Slope left = slope(f, u, i, h);
            Slope right = slope(g, u, i, h);
            return new Slopes(left.value, right.value, 4 * noise / h + left.doubt + right.doubt);
        }

        double off() {
            return Math.abs(left - right);
        }

        boolean agree() {
            return off() <= bound;
        }
    }

    /** Truncation is judged by what the two highest orders still disagree by. */
    private record Slope(double value, double doubt) {}

    private static Slope slope(ToDoubleFunction<double[]> f, double[] u, int i, double h) {
        double up = at(f, u, i, h);
        double near = (up - at(f, u, i, -h)) / (2 * h);
        double far = (at(f, u, i, 2 * h) - at(f, u, i, -2 * h)) / (4 * h);
        return new Slope((4 * near - far) / 3, Math.abs(near - far) + 64 * Math.ulp(up) / h);
    }

    private static double at(ToDoubleFunction<double[]> f, double[] u, int i, double h) {
        return Coordinates.value(f, Coordinates.moved(u, i, h));
    }
}
