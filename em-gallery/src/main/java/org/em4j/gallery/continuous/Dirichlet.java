package org.em4j.gallery.continuous;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;
import org.em4j.core.linalg.Newton;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sums;

/**
 * The Dirichlet distribution of shares {@code (K)}, all positive, which sum to 1; its density is that of the first K - 1. The
 * parameters are the concentrations {@code (K)}, all positive; not to be written to. They are found by Newton's method (Minka 2000).
 *
 * <pre>{@code
 * List<double[]> shares = List.of(new double[] {0.2, 0.5, 0.3}, new double[] {0.1, 0.7, 0.2}, new double[] {0.3, 0.4, 0.3});
 * Fit<double[]> fit = new Em().fit(new Dirichlet(), Observations.of(shares), new double[] {1, 1, 1});
 * }</pre>
 */
public record Dirichlet() implements LatentModel<double[], double[], Observed, Sums> {
    /** What the log density has beside the shares: {@code log Γ(Σ a_k) - Σ log Γ(a_k)}. */
    public static double logConstant(double[] a) {
        return Gamma.logGamma(DoubleStream.of(a).sum())
                - DoubleStream.of(a).map(Gamma::logGamma).sum();
    }

    @Override
    public Function<double[], Observed> posterior(double[] a) {
        double constant = logConstant(a);
        return x -> new Observed(constant
                + IntStream.range(0, a.length)
                        .mapToDouble(k -> (a[k] - 1) * Math.log(x[k]))
                        .sum());
    }

    /** Of 1, and of the logs of shares. */
    @Override
    public Sums zero(double[] a) {
        return new Sums(1 + a.length);
    }

    @Override
    public void accumulate(double[] x, Observed q, double weight, Sums into) {
        into.add(
                weight,
                DoubleStream.concat(DoubleStream.of(1), DoubleStream.of(x).map(Math::log))
                        .toArray());
    }

    @Override
    public double[] maximize(Sums s, double[] current) {
        return Newton.climb(current, s.get(0), a -> expectedLogJoint(a, s), a -> slope(a, s));
    }

    private static Newton.Slope slope(double[] a, Sums s) {
        double total = DoubleStream.of(a).sum();
        double[] gradient = new double[a.length];
        Arrays.setAll(gradient, k -> s.get(0) * (Digamma.value(total) - Digamma.value(a[k])) + s.get(1 + k));
        double[] curvature = new double[a.length * a.length];
        Arrays.fill(curvature, -s.get(0) * Trigamma.value(total));
        IntStream.range(0, a.length).forEach(k -> curvature[k * (a.length + 1)] += s.get(0) * Trigamma.value(a[k]));
        return new Newton.Slope(gradient, curvature);
    }

    @Override
    public double expectedLogJoint(double[] a, Sums s) {
        return s.get(0) * logConstant(a)
                + IntStream.range(0, a.length)
                        .mapToDouble(k -> (a[k] - 1) * s.get(1 + k))
                        .sum();
    }

    /** The terms of the log density nearly cancel at large concentrations. */
    @Override
    public Roundoff roundoff(double[] a) {
        double total = DoubleStream.of(a).sum();
        return Roundoff.ofTerms(
                total * Math.log(total),
                DoubleStream.of(a).map(v -> Math.abs(v * Math.log(v))).sum());
    }

    /** Logs. */
    @Override
    public Optional<Chart<double[]>> chart(double[] at) {
        return Optional.of(Chart.of(
                a -> DoubleStream.of(a).map(Math::log).toArray(),
                u -> DoubleStream.of(u).map(Math::exp).toArray()));
    }
}
