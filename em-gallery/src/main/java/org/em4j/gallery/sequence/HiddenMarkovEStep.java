package org.em4j.gallery.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.em4j.core.block.Block;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Workspace;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * A hidden Markov model with theta bound: one sequence after another, emissions by their own E-steps. A tile of several
 * sequences is run twice, for their log evidence and for their statistics, so that no more than one is kept.
 */
record HiddenMarkovEStep<X, P, Q extends Posterior, S extends Statistics<S>>(
        HiddenMarkov<X, P, Q, S> model, HiddenMarkov.Theta<P> theta, List<EStep<X, S>> emissions)
        implements EStep<List<X>, HiddenMarkov.Counts<S>> {
    /** Steps of a sequence whose emissions are looked at at once. */
    private static final int TILE = 128;

    @Override
    public EStepWorker<List<X>, HiddenMarkov.Counts<S>> batch(Workspace workspace) {
        return new Worker<>(this);
    }

    private static final class Worker<X, P, Q extends Posterior, S extends Statistics<S>>
            implements EStepWorker<List<X>, HiddenMarkov.Counts<S>> {
        private final HiddenMarkovEStep<X, P, Q, S> bound;
        private final int size;
        private final List<EStepWorker<X, S>> emissions;
        private final ScaledPasses passes;
        private final double[] values = new double[TILE];
        private Block<List<X>> tile;
        private int current = -1;
        private Optional<HiddenMarkov.Path<Q>> inLogs = Optional.empty();

        Worker(HiddenMarkovEStep<X, P, Q, S> bound) {
            this.bound = bound;
            this.size = bound.emissions.size();
            Workspace workspace = new Workspace(TILE);
            this.emissions =
                    bound.emissions.stream().map(e -> e.batch(workspace)).toList();
            this.passes = new ScaledPasses(bound.theta.states().weights(), bound.theta.transitions());
        }

        @Override
        public void evidence(Block<List<X>> sequences, double[] out, int at) {
            tile = sequences;
            for (int i = 0; i < tile.size(); i++) {
                run(i);
                out[at + i] = inLogs.map(HiddenMarkov.Path::logEvidence).orElseGet(passes::logEvidence);
            }
        }

        private void run(int i) {
            current = i;
            List<X> sequence = tile.get(i);
            double[] logs = passes.emitted(sequence.size());
            for (int from = 0; from < sequence.size(); from += TILE) {
                Steps<X> steps = new Steps<>(sequence, from);
                for (int k = 0; k < size; k++) {
                    emissions.get(k).evidence(steps, values, 0);
                    for (int t = 0; t < steps.size(); t++) {
                        logs[(from + t) * size + k] = values[t];
                    }
                }
            }
            inLogs = passes.run(sequence.size())
                    ? Optional.empty()
                    : Optional.of(bound.model.posterior(bound.theta).apply(sequence));
        }

        @Override
        public double accumulate(double[] w, int at, HiddenMarkov.Counts<S> into) {
            double entropy = 0;
            for (int i = 0; i < tile.size(); i++) {
                double weight = w[at + i];
                if (weight == 0) {
                    continue;
                }
                if (current != i) {
                    run(i);
                }
                if (inLogs.isPresent()) {
                    bound.model.accumulate(tile.get(i), inLogs.get(), weight, into);
                    entropy += weight * inLogs.get().entropy();
                } else {
                    entropy += weight * passes.entropy() + accumulate(tile.get(i), weight, into);
                }
            }
            return entropy;
        }

        /** Adds one sequence; returns the weighted entropy of its emissions' own posteriors. */
        private double accumulate(List<X> sequence, double weight, HiddenMarkov.Counts<S> into) {
            double[] smoothed = passes.smoothed();
            into.states().gate().add(weight, Arrays.copyOf(smoothed, size));
            into.transitions().add(weight, passes.transitions());
            double entropy = 0;
            for (int from = 0; from < sequence.size(); from += TILE) {
                Steps<X> steps = new Steps<>(sequence, from);
                for (int k = 0; k < size; k++) {
                    emissions.get(k).evidence(steps, values, 0);
                    for (int t = 0; t < steps.size(); t++) {
                        values[t] = weight * smoothed[(from + t) * size + k];
                    }
                    entropy += emissions
                            .get(k)
                            .accumulate(values, 0, into.states().components().get(k));
                }
            }
            return entropy;
        }
    }

    /** Some steps of a sequence, from one on. */
    private record Steps<X>(List<X> sequence, int from) implements Block<X> {
        @Override
        public int size() {
            return Math.min(TILE, sequence.size() - from);
        }

        @Override
        public X get(int i) {
            return sequence.get(from + i);
        }

        @Override
        public double weight(int i) {
            return 1;
        }
    }
}
