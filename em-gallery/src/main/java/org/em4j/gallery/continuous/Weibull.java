package org.em4j.gallery.continuous;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.em4j.core.model.Bag;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Roundoff;

/**
 * Weibull times until an event, of which some were cut off before it (Kalbfleisch and Prentice 2002). Nothing is latent: what a
 * time that was cut off says has a closed form, and the M-step goes over all times.
 *
 * <pre>{@code
 * Mixture<Weibull.Time, Weibull.Theta, Observed, Bag> early = new Mixture<>(2, new Weibull()); // and late failures
 * List<Weibull.Time> data = List.of(
 *         new Weibull.Time(0.3, false), new Weibull.Time(0.7, false), new Weibull.Time(2, true), new Weibull.Time(9, false));
 * Fit<Weibull.Theta> fit = new Em().fit(new Weibull(), Observations.of(data), new Weibull.Theta(1, 3));
 * }</pre>
 */
public record Weibull() implements LatentModel<Weibull.Time, Weibull.Theta, Observed, Bag> {
    /** The largest shape, and the inverse of the smallest: logs of times are then 1e-4 apart. */
    private static final double MOST = 1e4;

    private static final double PRECISION = 1e-15;
    private static final int STEPS = 1000;

    /**
     * An observation.
     *
     * @param value until the event, or until it was cut off; positive
     * @param isCut whether it was cut off: the event comes later
     */
    public record Time(double value, boolean isCut) {}

    /**
     * Parameters.
     *
     * @param shape below 1 where the hazard falls, 1 where it is constant, above where it rises
     * @param scale the time before which 63 % of events come, 1 - 1/e
     */
    public record Theta(double shape, double scale) implements Serializable {
        /** Of the log of a time, and 1 of an event or 0. */
        private double logDensity(double logTime, double event) {
            double z = shape * (logTime - Math.log(scale));
            return event * (Math.log(shape) + z - logTime) - Math.exp(z);
        }
    }

    @Override
    public Function<Time, Observed> posterior(Theta theta) {
        return x -> new Observed(theta.logDensity(Math.log(x.value()), x.isCut() ? 0 : 1));
    }

    @Override
    public Bag zero(Theta theta) {
        return new Bag(2);
    }

    @Override
    public void accumulate(Time x, Observed q, double weight, Bag into) {
        into.add(weight, Math.log(x.value()), x.isCut() ? 0 : 1);
    }

    /** The scale has a closed form given the shape, at which the slope along it has one root. */
    @Override
    public Theta maximize(Bag s, Theta current) {
        double events = s.sum(row -> row[1]);
        double last =
                IntStream.range(0, s.size()).mapToDouble(i -> s.row(i)[0]).max().orElse(0);
        double early = s.sum(row -> row[1] * (last - row[0])) / events;
        UnivariateFunction hazard = shape -> s.sum(row -> Math.exp(shape * (row[0] - last)));
        UnivariateFunction slope = shape -> early
                - 1 / shape
                - s.sum(row -> (last - row[0]) * Math.exp(shape * (row[0] - last))) / hazard.value(shape);
        if (!(slope.value(MOST) > 0)) {
            throw new DegenerateException(Degeneracy.of(
                    "its events all but coincide, or all its times were cut off", "use fewer components"));
        }
        double shape = Math.exp(new BrentSolver(PRECISION, PRECISION)
                .solve(STEPS, log -> slope.value(Math.exp(log)), -Math.log(MOST), Math.log(MOST)));
        return new Theta(shape, Math.exp(last + Math.log(hazard.value(shape) / events) / shape));
    }

    @Override
    public double expectedLogJoint(Theta theta, Bag s) {
        return s.sum(row -> theta.logDensity(row[0], row[1]));
    }

    /** Logs of times are told apart in units of the shape. */
    @Override
    public Roundoff roundoff(Theta t) {
        return Roundoff.ofTerms(t.shape(), t.shape() * Math.log(t.scale()));
    }

    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        return Optional.of(Chart.of(
                t -> new double[] {Math.log(t.shape()), Math.log(t.scale())},
                u -> new Theta(Math.exp(u[0]), Math.exp(u[1]))));
    }
}
