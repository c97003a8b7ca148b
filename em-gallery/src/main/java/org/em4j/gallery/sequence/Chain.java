package org.em4j.gallery.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Sampler;

/**
 * The states of a hidden Markov model, one after the other: their most probable path, and draws.
 *
 * @param first probabilities of the first state {@code (K)}
 * @param transitions {@code (K x K)}, from rows to columns
 */
record Chain(double[] first, double[][] transitions) {
    /** Sequences that are drawn without another in their place have up to so many steps. */
    private static final int STEPS = 10;

    /** Viterbi's (1967) recursion, in logs. */
    <X, Q extends Posterior> int[] mostProbable(List<Function<X, Q>> emissions, List<X> sequence) {
        int length = sequence.size();
        int[][] from = new int[length][first.length];
        double[] best = new double[first.length];
        for (int t = 0; t < length; t++) {
            X x = sequence.get(t);
            double[] next = emissions.stream()
                    .mapToDouble(emission -> emission.apply(x).logEvidence())
                    .toArray();
            for (int k = 0; k < next.length; k++) {
                if (t > 0) {
                    from[t][k] = likeliest(best, k);
                }
                next[k] += t > 0 ? best[from[t][k]] + Math.log(transitions[from[t][k]][k]) : Math.log(first[k]);
            }
            best = next;
        }
        int[] path = new int[length];
        for (int t = length - 1; t >= 0; t--) {
            path[t] = t == length - 1 ? Simplex.mostProbable(best) : from[t + 1][path[t + 1]];
        }
        return path;
    }

    /** The state before k on the best path to it. */
    private int likeliest(double[] best, int k) {
        return Simplex.mostProbable(IntStream.range(0, best.length)
                .mapToDouble(i -> best[i] + Math.log(transitions[i][k]))
                .toArray());
    }

    /** Draws sequences, if all states draw; those in the place of another have its length, and its gaps. */
    <X> Optional<Sampler<List<X>>> sampler(List<Optional<Sampler<X>>> states) {
        return states.stream().allMatch(Optional::isPresent)
                ? Optional.of(of(states.stream().map(Optional::orElseThrow).toList()))
                : Optional.empty();
    }

    private <X> Sampler<List<X>> of(List<Sampler<X>> emissions) {
        return new Sampler<>() {
            @Override
            public List<X> sample(RandomGenerator random) {
                return drawn(
                        1 + random.nextInt(STEPS),
                        random,
                        (t, k) -> emissions.get(k).sample(random));
            }

            @Override
            public List<X> inPlaceOf(List<X> observed, RandomGenerator random) {
                return drawn(observed.size(), random, (t, k) -> emissions.get(k).inPlaceOf(observed.get(t), random));
            }
        };
    }

    private interface Emission<X> {
        X of(int step, int state);
    }

    private <X> List<X> drawn(int length, RandomGenerator random, Emission<X> emission) {
        List<X> sequence = new ArrayList<>();
        int state = 0;
        for (int t = 0; t < length; t++) {
            state = Simplex.draw(t == 0 ? first : transitions[state], random);
            sequence.add(emission.of(t, state));
        }
        return sequence;
    }
}
