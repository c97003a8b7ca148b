package org.em4j.gallery.discrete;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Beta;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;

/**
 * Independent yes-or-no answers, 0 or 1 in each column; a mixture of them is latent class analysis. The parameters are
 * the columns' probabilities {@code (d)} of 1, which may be 0 or 1 themselves; not to be written to.
 *
 * @param items the columns' names {@code (d)}
 * @param pseudoCount a, zero or more: each probability has the prior Beta(1 + a, 1 + a)
 */
public record Bernoullis(List<String> items, double pseudoCount)
        implements LatentModel<double[], double[], Observed, Sums> {
    /** A number of columns, named by their numbers. */
    public Bernoullis(int d, double pseudoCount) {
        this(IntStream.rangeClosed(1, d).mapToObj(j -> "column " + j).toList(), pseudoCount);
    }

    private int d() {
        return items.size();
    }

    @Override
    public Function<double[], Observed> posterior(double[] p) {
        return x -> {
            double log = 0;
            for (int j = 0; j < p.length; j++) {
                log += Sums.xlogy(x[j], p[j]) + Sums.xlog1py(1 - x[j], -p[j]);
            }
            return new Observed(log);
        };
    }

    @Override
    public Sums zero(double[] p) {
        return new Sums(2 * d());
    }

    /** How often each column is 1, then how often it is 0. */
    @Override
    public void accumulate(double[] x, Observed q, double weight, Sums into) {
        DoubleStream zeros = DoubleStream.of(x).map(v -> 1 - v);
        into.add(weight, DoubleStream.concat(DoubleStream.of(x), zeros).toArray());
    }

    @Override
    public double[] maximize(Sums s, double[] current) {
        double[] p = new double[d()];
        Arrays.setAll(p, j -> Simplex.share(s.get(j) + pseudoCount, s.get(d() + j) + pseudoCount));
        return p;
    }

    @Override
    public double expectedLogJoint(double[] p, Sums s) {
        return IntStream.range(0, d())
                .mapToDouble(j -> Sums.xlogy(s.get(j), p[j]) + Sums.xlog1py(s.get(d() + j), -p[j]))
                .sum();
    }

    @Override
    public double logPrior(double[] p) {
        Sums unseen = new Sums(2 * d());
        unseen.add(pseudoCount, DoubleStream.generate(() -> 1).limit(2L * d()).toArray());
        return expectedLogJoint(p, unseen) - d() * Beta.logBeta(1 + pseudoCount, 1 + pseudoCount);
    }

    /** Log odds. */
    @Override
    public Optional<Chart<double[]>> chart(double[] at) {
        return Optional.of(Chart.of(
                p -> Arrays.stream(p).map(v -> Math.log(v) - Math.log1p(-v)).toArray(),
                u -> Arrays.stream(u).map(v -> 1 / (1 + Math.exp(-v))).toArray()));
    }

    @Override
    public List<Edge<double[]>> edges(double[] p) {
        return IntStream.range(0, d())
                .mapToObj(j -> Simplex.edge(p[j], items.get(j) + " = 1").within((double[] q) -> q[j], (q, v) -> {
                    double[] moved = q.clone();
                    moved[j] = v;
                    return moved;
                }))
                .toList();
    }

    @Override
    public Optional<Sampler<double[]>> sampler(double[] p) {
        return Optional.of(random ->
                DoubleStream.of(p).map(v -> random.nextDouble() < v ? 1 : 0).toArray());
    }
}
