package org.em4j.gallery.continuous;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.numbers.gamma.Digamma;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.Moments;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;
import org.em4j.core.model.Sums;

/**
 * The multivariate t distribution on rows of d columns, its degrees of freedom estimated too. Latent: by what precision
 * u a row's normal distribution {@code N(mean, covariance / u)} is scaled (Peel and McLachlan 2000).
 */
public record StudentT(int d) implements LatentModel<double[], StudentT.Theta, StudentT.Precision, StudentT.Weighed> {
    /** Degrees of freedom, short of infinitely many: beyond, the logarithms of gamma functions lose what tells them apart. */
    private static final double MOST = 1e7;

    /**
     * Location and scale matrix, as a normal distribution, and the degrees of freedom: u is Gamma(ν / 2, ν / 2), or 1 where ν
     * is infinite, which makes it that normal distribution.
     */
    public record Theta(FullNormal normal, double degrees) implements Serializable {
        private boolean isNormal() {
            return Double.isInfinite(degrees);
        }
    }

    /** A row's precision, which is Gamma(shape, rate); with an infinite shape it is 1 for certain. */
    public record Precision(double shape, double rate, double logEvidence) implements Posterior {
        private static Precision certain(Posterior normal) {
            return new Precision(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, normal.logEvidence());
        }

        private boolean isCertain() {
            return Double.isInfinite(shape);
        }

        double mean() {
            return isCertain() ? 1 : shape / rate;
        }

        private double meanLog() {
            return isCertain() ? 0 : Digamma.value(shape) - Math.log(rate);
        }

        @Override
        public double entropy() {
            return isCertain()
                    ? 0
                    : shape - Math.log(rate) + Gamma.logGamma(shape) + (1 - shape) * Digamma.value(shape);
        }
    }

    /** Sums of 1 and {@code E log u}, and the moments of rows weighed by {@code E u}. */
    public record Weighed(Sums sums, Moments moments) implements Statistics<Weighed> {
        @Override
        public Weighed addScaled(double scale, Weighed other) {
            sums.addScaled(scale, other.sums);
            moments.addScaled(scale, other.moments);
            return this;
        }
    }

    private Gaussian gaussian() {
        return new Gaussian(d);
    }

    /** The normal distribution's log density at its mean. */
    private double peak(FullNormal normal) {
        return gaussian().posterior(normal).apply(normal.mean()).logEvidence();
    }

    @Override
    public Function<double[], Precision> posterior(Theta theta) {
        if (theta.isNormal()) {
            return gaussian().posterior(theta.normal()).andThen(Precision::certain);
        }
        double half = theta.degrees() / 2;
        double shape = half + d / 2.0;
        double peak = peak(theta.normal());
        double constant = Gamma.logGamma(shape) - Gamma.logGamma(half) - d / 2.0 * Math.log(half) + peak;
        Function<double[], ? extends Posterior> normal = gaussian().posterior(theta.normal());
        return x -> {
            double halfSquare = peak - normal.apply(x).logEvidence();
            return new Precision(shape, half + halfSquare, constant - shape * Math.log1p(halfSquare / half));
        };
    }

    @Override
    public Weighed zero(Theta theta) {
        return new Weighed(new Sums(2), gaussian().zero(theta.normal()));
    }

    @Override
    public void accumulate(double[] x, Precision q, double weight, Weighed into) {
        into.sums().add(weight, 1, q.meanLog());
        into.moments().add(x, weight * q.mean());
    }

    @Override
    public Theta maximize(Weighed s, Theta current) {
        double n = s.sums().get(0);
        double u = s.moments().weight() / n;
        FullNormal around = gaussian().maximize(s.moments(), current.normal());
        double[][] scale = around.covariance();
        for (double[] row : scale) {
            Arrays.setAll(row, j -> u * row[j]);
        }
        double degrees = current.isNormal()
                ? current.degrees()
                : degrees(u - 1 - s.sums().get(1) / n);
        return new Theta(FullNormal.of(around.mean(), scale), degrees);
    }

    /** The root of {@code log(ν/2) - ψ(ν/2) = t}, which lies between 1/(2t) and 1/t. */
    private static double degrees(double excess) {
        double t = Math.max(excess, 1 / MOST);
        double half =
                new BrentSolver(1e-15, 1e-15).solve(1000, h -> Math.log(h) - Digamma.value(h) - t, 0.4 / t, 1.1 / t);
        return Math.min(2 * half, MOST);
    }

    @Override
    public double expectedLogJoint(Theta theta, Weighed s) {
        if (theta.isNormal()) { // statistics of precisions that are not 1 for certain contradict it
            double log = s.sums().get(1) == 0 ? 0 : Double.NEGATIVE_INFINITY;
            return log + gaussian().expectedLogJoint(theta.normal(), s.moments());
        }
        double half = theta.degrees() / 2;
        double peak = peak(theta.normal());
        return gaussian().expectedLogJoint(theta.normal(), s.moments())
                - s.moments().weight() * (peak + half)
                + s.sums().get(0) * (peak + half * Math.log(half) - Gamma.logGamma(half))
                + s.sums().get(1) * (half + d / 2.0 - 1);
    }

    /** The roundoff of the scale matrix, and of two log gamma functions, of which only the difference counts. */
    @Override
    public Roundoff roundoff(Theta theta) {
        Roundoff normal = gaussian().roundoff(theta.normal());
        double logGamma = Gamma.logGamma(theta.degrees() / 2 + d + 2);
        return theta.isNormal() ? normal : normal.and(Roundoff.ofTerms(logGamma, logGamma));
    }

    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        return gaussian()
                .chart(at.normal())
                .map(normal -> Chart.of(
                        theta -> {
                            double[] v = normal.coordinates(theta.normal());
                            double[] u = Arrays.copyOf(v, v.length + 1);
                            u[v.length] = Math.log(theta.degrees());
                            return u;
                        },
                        u -> new Theta(
                                normal.point(Arrays.copyOf(u, u.length - 1)), bounded(Math.exp(u[u.length - 1])))));
    }

    private static double bounded(double degrees) {
        return Double.isInfinite(degrees) ? degrees : Math.min(degrees, MOST);
    }

    @Override
    public List<Edge<Theta>> edges(Theta theta) {
        return List.of(new Edge<>(
                "degrees of freedom = ∞: a normal distribution",
                1 / theta.degrees(),
                (t, far) -> new Theta(t.normal(), 1 / far)));
    }

    @Override
    public Optional<Sampler<double[]>> sampler(Theta theta) {
        Optional<Sampler<double[]>> normal = gaussian().sampler(theta.normal());
        return theta.isNormal() ? normal : normal.map(sampler -> scaled(sampler, theta));
    }

    private static Sampler<double[]> scaled(Sampler<double[]> normal, Theta theta) {
        GammaDistribution precision = new GammaDistribution(null, theta.degrees() / 2, 2 / theta.degrees());
        double[] mean = theta.normal().mean();
        return random -> {
            double u = precision.inverseCumulativeProbability(random.nextDouble());
            double[] x = normal.sample(random);
            Arrays.setAll(x, j -> mean[j] + (x[j] - mean[j]) / Math.sqrt(u));
            return x;
        };
    }
}
