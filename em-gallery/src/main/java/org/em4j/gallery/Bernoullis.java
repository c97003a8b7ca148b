package org.em4j.gallery;

import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Beta;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Charted;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Generative;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sums;

/**
 * Independent yes-or-no answers, 0 or 1 in each column; a mixture of them is latent class analysis. The parameters are
 * the columns' probabilities {@code (d)}, not to be written to.
 *
 * @param d number of columns
 * @param pseudoCount a, zero or more: each probability has the prior Beta(1 + a, 1 + a)
 */
public record Bernoullis(int d, double pseudoCount)
        implements LatentModel<double[], double[], Observed, Sums>, Charted<double[]>, Generative<double[], double[]> {
    @Override
    public Function<double[], Observed> posterior(double[] p) {
        return x -> {
            double log = 0;
            for (int j = 0; j < d; j++) {
                log += x[j] * Math.log(p[j]) + (1 - x[j]) * Math.log1p(-p[j]);
            }
            return new Observed(log);
        };
    }

    @Override
    public Sums zero(double[] p) {
        return new Sums(2 * d);
    }

    /** How often each column is 1, then how often it is 0. */
    @Override
    public void accumulate(double[] x, Observed q, double weight, Sums into) {
        DoubleStream zeros = DoubleStream.of(x).map(v -> 1 - v);
        into.add(weight, DoubleStream.concat(DoubleStream.of(x), zeros).toArray());
    }

    @Override
    public double[] maximize(Sums s, double[] current) {
        double[] p = new double[d];
        for (int j = 0; j < d; j++) {
            p[j] = (s.get(j) + pseudoCount) / (s.get(j) + s.get(d + j) + 2 * pseudoCount);
            if (!(p[j] > 0 && p[j] < 1)) {
                throw new DegenerateException(Degeneracy.of(
                                "column " + (j + 1) + " has the same answer in all its rows",
                                "give the model a pseudo-count, or leave the column out")
                        .column(j));
            }
        }
        return p;
    }

    @Override
    public double expectedLogJoint(double[] p, Sums s) {
        return IntStream.range(0, d)
                .mapToDouble(j -> s.get(j) * Math.log(p[j]) + s.get(d + j) * Math.log1p(-p[j]))
                .sum();
    }

    @Override
    public double logPrior(double[] p) {
        Sums unseen = new Sums(2 * d);
        unseen.add(pseudoCount, DoubleStream.generate(() -> 1).limit(2L * d).toArray());
        return expectedLogJoint(p, unseen) - d * Beta.logBeta(1 + pseudoCount, 1 + pseudoCount);
    }

    /** Log odds. */
    @Override
    public Chart<double[]> chart(double[] at) {
        return Chart.of(
                p -> Arrays.stream(p).map(v -> Math.log(v) - Math.log1p(-v)).toArray(),
                u -> Arrays.stream(u).map(v -> 1 / (1 + Math.exp(-v))).toArray());
    }

    @Override
    public Function<RandomGenerator, double[]> sampler(double[] p) {
        return random ->
                DoubleStream.of(p).map(v -> random.nextDouble() < v ? 1 : 0).toArray();
    }
}
