package org.em4j.gallery.discrete;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.MathArrays;
import org.apache.commons.numbers.gamma.Digamma;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sums;
import org.em4j.gallery.continuous.Dirichlet;

/**
 * Counts of categories that vary more than multinomial counts do (Mosimann 1962); of two categories they are beta-binomial. An
 * observation is a row of counts {@code (K)}, whose total is given. Latent: the categories' probabilities, which are {@link
 * Dirichlet} distributed; the parameters are their concentrations {@code (K)}.
 *
 * <pre>{@code
 * List<double[]> alleles = List.of(new double[] {10, 3, 7}, new double[] {2, 9, 9}, new double[] {14, 1, 5});
 * Fit<double[]> fit = new Em().fit(new DirichletMultinomial(), Observations.of(alleles), new double[] {1, 1, 1});
 * }</pre>
 */
public record DirichletMultinomial() implements LatentModel<double[], double[], DirichletMultinomial.Shares, Sums> {
    private static final Dirichlet SHARES = new Dirichlet();

    /** The probabilities of a row's categories, which are Dirichlet distributed with such concentrations {@code (K)}. */
    public record Shares(double[] concentrations, double logEvidence) implements Posterior {
        /** What {@link Dirichlet} takes of them: 1, and their expected logs. */
        private double[] terms() {
            double total = Digamma.value(DoubleStream.of(concentrations).sum());
            double[] terms = new double[1 + concentrations.length];
            Arrays.setAll(terms, k -> k == 0 ? 1 : Digamma.value(concentrations[k - 1]) - total);
            return terms;
        }

        @Override
        public double entropy() {
            Sums one = new Sums(1 + concentrations.length);
            one.add(1, terms());
            return -SHARES.expectedLogJoint(concentrations, one);
        }
    }

    @Override
    public Function<double[], Shares> posterior(double[] a) {
        double constant = Dirichlet.logConstant(a);
        return x -> {
            double[] both = MathArrays.ebeAdd(a, x);
            return new Shares(both, logWays(x) + constant - Dirichlet.logConstant(both));
        };
    }

    /** Log of the number of orders that the counts may come in. */
    private static double logWays(double[] x) {
        return Gamma.logGamma(1 + DoubleStream.of(x).sum())
                - DoubleStream.of(x).map(v -> Gamma.logGamma(1 + v)).sum();
    }

    /** Of what the Dirichlet distribution needs of the probabilities, and of the log probability of the counts. */
    @Override
    public Sums zero(double[] a) {
        return new Sums(2 + a.length);
    }

    @Override
    public void accumulate(double[] x, Shares q, double weight, Sums into) {
        double[] terms = Arrays.copyOf(q.terms(), 2 + x.length);
        terms[1 + x.length] = logWays(x)
                + IntStream.range(0, x.length)
                        .mapToDouble(k -> x[k] * terms[1 + k])
                        .sum();
        into.add(weight, terms);
    }

    @Override
    public double[] maximize(Sums s, double[] current) {
        return SHARES.maximize(s, current);
    }

    @Override
    public double expectedLogJoint(double[] a, Sums s) {
        return SHARES.expectedLogJoint(a, s) + s.get(1 + a.length);
    }

    @Override
    public Roundoff roundoff(double[] a) {
        return SHARES.roundoff(a);
    }

    @Override
    public Optional<Chart<double[]>> chart(double[] at) {
        return SHARES.chart(at);
    }
}
