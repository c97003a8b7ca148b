package org.em4j.core.inference;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.Execution;
import org.em4j.core.estep.Exactness;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Tasks;

/**
 * The bootstrap likelihood-ratio test (McLachlan 1987) of a smaller model against a larger one, such as K against K + 1
 * components, where the statistic has no chi-squared distribution.
 *
 * @param statistic {@code 2 (log L1 - log L0)} on the data
 * @param drawn the same on samples drawn from the smaller model; those whose fits failed are left out
 */
public record LikelihoodRatioTest(double statistic, List<Double> drawn) {
    /**
     * Draws samples from the smaller model as it was fitted, and fits both to each.
     *
     * @param sample draws data
     * @param smaller fits the smaller model to data, and {@code larger} the larger; called by several threads at a time
     * @throws NoInformationException if one of them cannot be fitted to the data, or to most of the samples, or has a
     *     lower bound or an estimate for its log-likelihood
     */
    public static <D> LikelihoodRatioTest run(
            Bootstrap bootstrap,
            D data,
            Function<RandomGenerator, D> sample,
            Function<D, Fit<?>> smaller,
            Function<D, Fit<?>> larger,
            Execution execution) {
        Function<D, Stream<Double>> statistic = d -> {
            Fit<?> null0 = smaller.apply(d);
            Fit<?> other = larger.apply(d);
            requireExact(null0);
            requireExact(other);
            return null0.endedWell() && other.endedWell()
                    ? Stream.of(Math.max(0, 2 * (logLikelihood(other) - logLikelihood(null0))))
                    : Stream.empty();
        };
        double observed = statistic
                .apply(data)
                .findFirst()
                .orElseThrow(() ->
                        new NoInformationException("one of the two models cannot be fitted to the data themselves"));
        List<Double> drawn = Tasks.run(
                        0,
                        bootstrap.replicates(),
                        execution.threads(),
                        i -> statistic.apply(sample.apply(execution.random(i))).toList())
                .stream()
                .flatMap(List::stream)
                .toList();
        if (2 * drawn.size() < bootstrap.replicates()) {
            throw new NoInformationException("one of the two models could not be fitted to "
                    + (bootstrap.replicates() - drawn.size()) + " of " + bootstrap.replicates()
                    + " samples, and the others say little; use fewer components, or weights that count rows");
        }
        return new LikelihoodRatioTest(observed, drawn);
    }

    private static void requireExact(Fit<?> fit) {
        Exactness exactness = fit.trace().last().exactness();
        if (!exactness.isExact()) {
            throw new NoInformationException(
                    "a ratio of likelihoods takes the log-likelihood itself of both models, and one has "
                            + exactness.kind());
        }
    }

    private static double logLikelihood(Fit<?> fit) {
        return fit.trace().last().logLikelihood();
    }

    /** The part of samples, the data among them, whose statistic is no smaller. */
    public double pValue() {
        return (1.0 + drawn.stream().filter(d -> d >= statistic).count()) / (1 + drawn.size());
    }
}
