package org.em4j.gallery.sequence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.em4j.core.estep.EStep;
import org.em4j.core.expectation.ReferenceEStep;
import org.em4j.core.linalg.Entries;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;
import org.em4j.core.model.Sums;

/**
 * A hidden Markov model: a mixture in which a component is drawn given the one before. An observation is a whole sequence;
 * the E-step is forward-backward, scaled at each step, in logs (Baum et al. 1970; Rabiner 1989).
 *
 * <p>{@code new HiddenMarkov<>(new Mixture<>(3, new Gaussian(2)))} has Gaussian emissions.
 *
 * @param states the components, and what they share
 */
public record HiddenMarkov<X, P, Q extends Posterior, S extends Statistics<S>>(Mixture<X, P, Q, S> states)
        implements LatentModel<List<X>, HiddenMarkov.Theta<P>, HiddenMarkov.Path<Q>, HiddenMarkov.Counts<S>> {
    /**
     * Parameters.
     *
     * @param states probabilities of the first state, and each state's emissions
     * @param transitions {@code (K x K)}, from rows to columns
     */
    public record Theta<P>(MixtureParameters<P> states, double[][] transitions) implements Serializable {
        /**
         * Copies the transitions.
         *
         * @throws IllegalArgumentException if a row of them is no distribution over the states
         */
        public Theta {
            int size = states.components().size();
            Entries.matrix("the matrix of transitions", transitions, size, size);
            transitions = Arrays.stream(transitions)
                    .map(row -> Simplex.of("probability", row))
                    .toArray(double[][]::new);
        }

        /** A copy of the transitions. */
        @Override
        public double[][] transitions() {
            return Arrays.stream(transitions).map(double[]::clone).toArray(double[][]::new);
        }

        private Chain chain() {
            return new Chain(states.weights(), transitions);
        }

        private Theta<P> first(double[] probabilities) {
            return new Theta<>(new MixtureParameters<>(probabilities, states.components()), transitions);
        }

        private Theta<P> transitions(int from, double[] row) {
            double[][] rows = transitions.clone();
            rows[from] = row;
            return new Theta<>(states, rows);
        }
    }

    /**
     * The states that a sequence went through.
     *
     * @param smoothed {@code (T x K)}, probabilities of each state at each time, given the whole sequence
     * @param transitions flat {@code (K x K)}, expected number of each
     * @param within {@code (T x K)}, the emissions' own posteriors
     * @param steps {@code (T)}, log densities of each step given those before it
     */
    public record Path<Q extends Posterior>(
            double[][] smoothed, double[] transitions, List<List<Q>> within, double[] steps, double entropy)
            implements Posterior {
        @Override
        public double logEvidence() {
            return Arrays.stream(steps).sum();
        }

        /** The part of the sequence that a state is expected to take. */
        @Override
        public double share(List<Integer> state) {
            return Arrays.stream(smoothed)
                    .mapToDouble(at -> at[state.get(0)])
                    .average()
                    .orElse(0);
        }
    }

    /** First states and emissions as of a mixture, and transitions {@code (K x K)}. */
    public record Counts<S extends Statistics<S>>(MixtureStatistics<Sums, S> states, Sums transitions)
            implements Statistics<Counts<S>> {
        @Override
        public Counts<S> addScaled(double scale, Counts<S> other) {
            states.addScaled(scale, other.states);
            transitions.addScaled(scale, other.transitions);
            return this;
        }
    }

    private int size() {
        return states.size();
    }

    private double[] each(IntToDoubleFunction value) {
        return IntStream.range(0, size()).mapToDouble(value).toArray();
    }

    @Override
    public Function<List<X>, Path<Q>> posterior(Theta<P> theta) {
        List<Function<X, Q>> emissions = states.each(theta.states(), states.component()::posterior);
        LogPasses passes = LogPasses.of(theta.states().weights(), theta.transitions());
        Function<X, List<Q>> emitted =
                x -> emissions.stream().map(e -> e.apply(x)).toList();
        return sequence -> passes.path(sequence.stream().map(emitted).toList());
    }

    /** The most probable path of states {@code (T)}, from 0, of a whole sequence (Viterbi 1967). */
    public int[] mostProbablePath(Theta<P> theta, List<X> sequence) {
        return theta.chain().mostProbable(states.each(theta.states(), states.component()::posterior), sequence);
    }

    /** Draws sequences as long as those in whose place they are; else of one to ten steps, for lengths are no part of the model. */
    @Override
    public Optional<Sampler<List<X>>> sampler(Theta<P> theta) {
        return theta.chain().sampler(states.each(theta.states(), states.component()::sampler));
    }

    /** Scaled instead of in logs, and nothing new a step. */
    @Override
    public Optional<EStep<List<X>, Counts<S>>> bind(Theta<P> theta) {
        return Optional.of(new HiddenMarkovEStep<>(
                this, theta, states.each(theta.states(), p -> ReferenceEStep.unlessBound(states.component(), p))));
    }

    @Override
    public Counts<S> zero(Theta<P> theta) {
        return new Counts<>(states.zero(theta.states()), new Sums(size() * size()));
    }

    @Override
    public void accumulate(List<X> sequence, Path<Q> q, double weight, Counts<S> into) {
        into.states().gate().add(weight, q.smoothed()[0]);
        for (int t = 0; t < sequence.size(); t++) {
            for (int k = 0; k < size(); k++) {
                double w = weight * q.smoothed()[t][k];
                if (w != 0) {
                    S emissions = into.states().components().get(k);
                    states.component()
                            .accumulate(sequence.get(t), q.within().get(t).get(k), w, emissions);
                }
            }
        }
        into.transitions().add(weight, q.transitions());
    }

    @Override
    public Theta<P> maximize(Counts<S> s, Theta<P> current) {
        double[][] transitions = new double[size()][];
        for (int i = 0; i < size(); i++) {
            int row = i * size();
            if (!(visits(i, s) > 0)) {
                throw new DegenerateException(Degeneracy.of("no sequence comes to it", "use fewer states")
                        .within("state " + (i + 1), i));
            }
            transitions[i] = shares(k -> s.transitions().get(row + k), current.transitions()[i]);
        }
        double[] first = shares(k -> s.states().gate().get(k), current.states().weights());
        List<P> before = current.states().components();
        List<P> emissions = states.tying().maximize(s.states().components(), before);
        return new Theta<>(new MixtureParameters<>(first, emissions), transitions);
    }

    private double visits(int k, Counts<S> s) {
        return s.states().gate().get(k)
                + IntStream.range(0, size())
                        .mapToDouble(i -> s.transitions().get(i * size() + k))
                        .sum();
    }

    /** Of nothing, such as steps from a state that only ends sequences, any shares are as good. */
    private double[] shares(IntToDoubleFunction counts, double[] current) {
        double total = Arrays.stream(each(counts)).sum();
        return total > 0 ? each(k -> counts.applyAsDouble(k) / total) : current;
    }

    @Override
    public double expectedLogJoint(Theta<P> theta, Counts<S> s) {
        double value = states.expectedLogJoint(theta.states(), s.states());
        double[][] transitions = theta.transitions();
        for (int i = 0; i < size() * size(); i++) {
            value += Sums.xlogy(s.transitions().get(i), transitions[i / size()][i % size()]);
        }
        return value;
    }

    @Override
    public double logPrior(Theta<P> theta) {
        return states.logPrior(theta.states());
    }

    @Override
    public Roundoff roundoff(Theta<P> theta) {
        return states.roundoff(theta.states());
    }

    /** As of a mixture, then the transitions, each row as log ratios to its first that is not zero. */
    @Override
    public Optional<Chart<Theta<P>>> chart(Theta<P> at) {
        Chart<List<double[]>> steps =
                Chart.joined(Arrays.stream(at.transitions).map(Simplex::chart).toList(), List.of(at.transitions));
        return states.chart(at.states()).map(chart -> chart(chart, steps));
    }

    private Chart<Theta<P>> chart(Chart<MixtureParameters<P>> chart, Chart<List<double[]>> steps) {
        return Chart.of(
                theta -> DoubleStream.concat(
                                Arrays.stream(chart.coordinates(theta.states())),
                                Arrays.stream(steps.coordinates(List.of(theta.transitions))))
                        .toArray(),
                u -> {
                    int mixture = u.length - size() * (size() - 1);
                    double[][] rows = steps.point(Arrays.copyOfRange(u, mixture, u.length))
                            .toArray(new double[0][]);
                    return new Theta<>(chart.point(Arrays.copyOf(u, mixture)), rows);
                });
    }

    /** First states and transitions that are impossible, and the emissions' own edges. */
    @Override
    public List<Edge<Theta<P>>> edges(Theta<P> theta) {
        List<Edge<Theta<P>>> edges = new ArrayList<>();
        Simplex.edges(theta.states().weights(), k -> "P(first state " + (k + 1) + ") = 0")
                .forEach(e -> edges.add(e.within(t -> t.states().weights(), Theta::first)));
        for (int i = 0; i < size(); i++) {
            int from = i;
            Simplex.edges(theta.transitions()[i], k -> "P(state " + (from + 1) + " to " + (k + 1) + ") = 0")
                    .forEach(e -> edges.add(e.within(t -> t.transitions()[from], (t, p) -> t.transitions(from, p))));
        }
        states.componentEdges("state", theta.states())
                .forEach(e -> edges.add(e.within(Theta::states, (t, s) -> new Theta<>(s, t.transitions()))));
        return edges;
    }
}
