package org.em4j.gallery.continuous;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.FastMath;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.NumericMaximum;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;

/**
 * Directions, as angles in radians, by the von Mises distribution (Mardia and Jupp 2000): a normal distribution on the circle, of
 * which the concentration is about the inverse of the variance. Its concentration has no closed form.
 *
 * <pre>{@code
 * Mixture<Double, VonMises.Theta, Observed, Sums> there = new Mixture<>(2, new VonMises()); // and back
 * List<Double> angles = List.of(1.1, 0.9, 1.4, -2.1, 0.6, 1.2, -1.9);
 * Fit<VonMises.Theta> fit = new Em().fit(new VonMises(), Observations.of(angles), new VonMises.Theta(0, 1));
 * }</pre>
 */
public record VonMises() implements LatentModel<Double, VonMises.Theta, Observed, Sums> {
    /** Points of a trapezoid rule on the circle, which has all digits of a Bessel function up to a concentration of {@value #MOST}. */
    private static final int POINTS = 256;

    private static final double MOST = 500;

    /**
     * Parameters.
     *
     * @param direction the mean direction, in radians; whole turns more or less are the same
     * @param concentration positive, up to {@value VonMises#MOST}: directions then spread by less than three degrees
     */
    public record Theta(double direction, double concentration) implements Serializable {
        /** Less the log of the circumference and of the modified Bessel function of order zero. */
        private double logConstant() {
            double sum = IntStream.range(0, POINTS)
                    .mapToDouble(i -> Math.exp(concentration * (Math.cos(2 * Math.PI * i / POINTS) - 1)))
                    .sum();
            return -Math.log(2 * Math.PI / POINTS) - concentration - Math.log(sum);
        }
    }

    @Override
    public Function<Double, Observed> posterior(Theta t) {
        double constant = t.logConstant();
        return x -> new Observed(constant + t.concentration() * Math.cos(x - t.direction()));
    }

    @Override
    public Sums zero(Theta t) {
        return new Sums(3);
    }

    @Override
    public void accumulate(Double x, Observed q, double weight, Sums into) {
        into.add(weight, 1, Math.cos(x), Math.sin(x));
    }

    @Override
    public Theta maximize(Sums s, Theta current) {
        if (FastMath.hypot(s.get(1), s.get(2)) > (1 - 1 / MOST) * s.get(0)) {
            throw new DegenerateException(Degeneracy.of("all its directions are nearly equal", "use fewer components"));
        }
        return NumericMaximum.of(this, s, current);
    }

    @Override
    public double expectedLogJoint(Theta t, Sums s) {
        return s.get(0) * t.logConstant()
                + t.concentration() * (s.get(1) * Math.cos(t.direction()) + s.get(2) * Math.sin(t.direction()));
    }

    /** The constant takes off again what the concentration adds. */
    @Override
    public Roundoff roundoff(Theta t) {
        return Roundoff.ofTerms(t.concentration());
    }

    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        return Optional.of(Chart.of(
                t -> new double[] {t.direction(), Math.log(t.concentration())},
                u -> new Theta(u[0], Math.min(MOST, Math.exp(u[1])))));
    }

    /** Best and Fisher (1979). */
    @Override
    public Optional<Sampler<Double>> sampler(Theta t) {
        double r = (1 + Math.sqrt(1 + 4 * t.concentration() * t.concentration())) / (2 * t.concentration());
        return Optional.of(random -> {
            while (true) {
                double z = Math.cos(Math.PI * random.nextDouble());
                double f = (1 + r * z) / (r + z);
                double c = t.concentration() * (r - f);
                if (Math.log(c / random.nextDouble()) + 1 - c >= 0) {
                    double off = random.nextBoolean() ? Math.acos(f) : -Math.acos(f);
                    return Math.IEEEremainder(t.direction() + off, 2 * Math.PI);
                }
            }
        });
    }
}
