package org.em4j.validation.law.bug;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.util.FastMath;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.NumericMaximum;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;

/**
 * Directions, as angles from -π to π, about a mean direction. A model that is right but for the constant of its density.
 *
 * @param constant what its log density has in the place of -log 2π
 */
record VonMises(double constant) implements LatentModel<Double, VonMises.Theta, Observed, Sums> {
    static final double RIGHT = -Math.log(2 * Math.PI);

    /** Points of a trapezoid rule on the circle, which has all digits of a Bessel function up to a concentration of {@value #MOST}. */
    private static final int POINTS = 256;

    private static final double MOST = 500;

    /** A mean direction and a concentration. */
    record Theta(double direction, double concentration) implements Serializable {}

    static Stream<Bug> bugs() {
        return Stream.of(new Bug(
                "log 2π missing in density and surrogate alike",
                "Mixture of von Mises",
                size -> example(size, new VonMises(0))));
    }

    static ModelCase<?, ?, ?, ?> example(Size size, VonMises component) {
        var random = size.random();
        List<Double> angles =
                random.doubles(size.n(), -Math.PI, Math.PI).boxed().toList();
        return new ModelCase<>(
                "mixture of " + size.k() + " von Mises",
                new Mixture<>(size.k(), component),
                angles,
                size.weights(random),
                size.mixture(
                        random, () -> new Theta(random.nextDouble(-Math.PI, Math.PI), 0.5 + 3 * random.nextDouble())));
    }

    /** Of the modified Bessel function of order zero. */
    private static double logBessel(double concentration) {
        return concentration
                + Math.log(IntStream.range(0, POINTS)
                                .mapToDouble(i -> Math.exp(concentration * (Math.cos(2 * Math.PI * i / POINTS) - 1)))
                                .sum()
                        / POINTS);
    }

    @Override
    public Function<Double, Observed> posterior(Theta t) {
        double peak = constant - logBessel(t.concentration);
        return x -> new Observed(peak + t.concentration * Math.cos(x - t.direction));
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
            throw new DegenerateException(Degeneracy.of("all its directions are equal", "use fewer components"));
        }
        return NumericMaximum.of(this, s, current);
    }

    @Override
    public double expectedLogJoint(Theta t, Sums s) {
        return s.get(0) * (constant - logBessel(t.concentration))
                + t.concentration * (s.get(1) * Math.cos(t.direction) + s.get(2) * Math.sin(t.direction));
    }

    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        return Optional.of(Chart.of(
                t -> new double[] {t.direction, Math.log(t.concentration)},
                u -> new Theta(u[0], Math.min(MOST, Math.exp(u[1])))));
    }

    /** Best and Fisher (1979). */
    @Override
    public Optional<Sampler<Double>> sampler(Theta t) {
        double tau = 1 + Math.sqrt(1 + 4 * t.concentration * t.concentration);
        double rho = (tau - Math.sqrt(2 * tau)) / (2 * t.concentration);
        double r = (1 + rho * rho) / (2 * rho);
        return Optional.of(random -> {
            while (true) {
                double z = Math.cos(Math.PI * random.nextDouble());
                double f = (1 + r * z) / (r + z);
                double c = t.concentration * (r - f);
                if (Math.log(c / random.nextDouble()) + 1 - c >= 0) {
                    double off = random.nextBoolean() ? Math.acos(f) : -Math.acos(f);
                    return Math.IEEEremainder(t.direction + off, 2 * Math.PI);
                }
            }
        });
    }
}
