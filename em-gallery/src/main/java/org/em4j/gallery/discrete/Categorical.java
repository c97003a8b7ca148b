package org.em4j.gallery.discrete;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Gamma;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;

/**
 * One answer out of several, by its number from 0; the answers of ordered scales too, whose order is not used. The parameters are
 * the answers' probabilities {@code (m)}, which may be 0; not to be written to.
 *
 * @param answers the answers' names {@code (m)}
 * @param pseudoCount a, zero or more: the probabilities have the prior Dirichlet(1 + a, ..., 1 + a), or none where it is 0
 */
public record Categorical(List<String> answers, double pseudoCount)
        implements LatentModel<Integer, double[], Observed, Sums> {
    /** Copies the list. */
    public Categorical {
        answers = List.copyOf(answers);
    }

    /** A number of answers, named by their numbers from 1. */
    public Categorical(int m) {
        this(IntStream.rangeClosed(1, m).mapToObj(Integer::toString).toList(), 0);
    }

    private int m() {
        return answers.size();
    }

    @Override
    public Function<Integer, Observed> posterior(double[] p) {
        List<Observed> each =
                DoubleStream.of(p).mapToObj(v -> new Observed(Math.log(v))).toList();
        return each::get;
    }

    /** How often each answer is given. */
    @Override
    public Sums zero(double[] p) {
        return new Sums(m());
    }

    @Override
    public void accumulate(Integer x, Observed q, double weight, Sums into) {
        double[] one = new double[m()];
        one[x] = 1;
        into.add(weight, one);
    }

    @Override
    public double[] maximize(Sums s, double[] current) {
        double[] counts =
                IntStream.range(0, m()).mapToDouble(i -> s.get(i) + pseudoCount).toArray();
        double total = DoubleStream.of(counts).sum();
        return DoubleStream.of(counts).map(count -> count / total).toArray();
    }

    @Override
    public double expectedLogJoint(double[] p, Sums s) {
        return IntStream.range(0, m())
                .mapToDouble(i -> Sums.xlogy(s.get(i), p[i]))
                .sum();
    }

    /** Nothing where there are no pseudo-counts: the flat density would shift all objectives alike. */
    @Override
    public double logPrior(double[] p) {
        double a = pseudoCount;
        double normalizer = a == 0 ? 0 : m() * Gamma.logGamma(1 + a) - Gamma.logGamma(m() * (1 + a));
        return DoubleStream.of(p).map(v -> Sums.xlogy(a, v)).sum() - normalizer;
    }

    /** Log ratios. */
    @Override
    public Optional<Chart<double[]>> chart(double[] at) {
        return Optional.of(Simplex.chart(at));
    }

    @Override
    public List<Edge<double[]>> edges(double[] p) {
        return Simplex.edges(p, i -> "P(" + answers.get(i) + ") = 0");
    }

    @Override
    public Optional<Sampler<Integer>> sampler(double[] p) {
        return Optional.of(random -> Simplex.draw(p, random));
    }
}
