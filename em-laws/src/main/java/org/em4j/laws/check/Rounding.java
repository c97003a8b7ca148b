package org.em4j.laws.check;

import org.em4j.core.expectation.Expectation;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Statistics;

/** How much rounding may move the figures of a case; the derivation is that of the audit's bound. */
public final class Rounding {
    private static final double U = Math.ulp(1.0) / 2;

    private Rounding() {}

    /** Of a sum over the data of log densities at theta, or of expected ones from statistics, in nats. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> double of(
            ModelCase<X, P, Q, S> c, Expectation<S> e) {
        double condition = c.model().roundoff(c.theta()).condition();
        double magnitude = e.magnitude().value()
                + Math.abs(e.entropy().value())
                + Math.abs(c.model().logPrior(c.theta()));
        return evaluation(c, e) + 16 * U * condition * (magnitude + e.weight().value());
    }

    /** Of comparing such sums from the same statistics at neighbouring parameters: their common error cancels. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> double evaluation(
            ModelCase<X, P, Q, S> c, Expectation<S> e) {
        double magnitude = e.magnitude().value()
                + Math.abs(e.entropy().value())
                + Math.abs(c.model().logPrior(c.theta()))
                + e.weight().value()
                + Math.abs(c.model().expectedLogJoint(c.theta(), e.statistics()));
        Roundoff roundoff = c.model().roundoff(c.theta());
        return U * magnitude * (64 * Math.sqrt(roundoff.condition()) + roundoff.ulps());
    }

    /** What one rounding in each coordinate does to the log-likelihood, in the first order, in nats. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> double coordinates(
            ModelCase<X, P, Q, S> c, Chart<P> chart) {
        double[] u = chart.coordinates(c.theta());
        double condition = c.model().roundoff(c.theta()).condition()
                + c.model().roundoff(c.theta()).ulps();
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            double h = 1e-6 * Math.max(1, Math.abs(u[i]));
            double rise = logLikelihood(c, chart, u, i, h) - logLikelihood(c, chart, u, i, -h);
            sum += Math.abs(rise) / (2 * h) * U * condition * Math.max(1, Math.abs(u[i]));
        }
        return sum;
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> double logLikelihood(
            ModelCase<X, P, Q, S> c, Chart<P> chart, double[] u, int i, double h) {
        P there = chart.point(Coordinates.moved(u, i, h));
        return c.at(there).expectation().logEvidence().value();
    }
}
