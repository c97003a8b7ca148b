package org.em4j.core.expectation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.em4j.core.block.Block;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Exactness;
import org.em4j.core.estep.Workspace;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * The reference loop in batch clothes: one posterior after another, straight from the model's definition. Models that
 * override nothing run on it, and every fast path is compared with it.
 */
public record ReferenceEStep<X, P, Q extends Posterior, S extends Statistics<S>>(LatentModel<X, P, Q, S> model, P theta)
        implements EStep<X, S> {
    /** A model with theta bound: by its own {@link LatentModel#bind}, or by this loop where it has none. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> EStep<X, S> unlessBound(
            LatentModel<X, P, Q, S> model, P theta) {
        return model.bind(theta).orElseGet(() -> new ReferenceEStep<>(model, theta));
    }

    /** The posteriors of the observations of one block. */
    @FunctionalInterface
    public interface ByBlock<X, Q> extends Serializable {
        /** As {@link LatentModel#posterior}, for the observations of a block, in order. */
        Function<X, Q> posterior(int block);
    }

    /**
     * The loop of a model whose posteriors are random: those of a block may draw from {@code Randomness.of(seed, iteration, block)},
     * and are the same on any number of threads.
     */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> EStep<X, S> of(
            LatentModel<X, P, Q, S> model, ByBlock<X, Q> posteriors) {
        return workspace -> new Loop<>(model, posteriors, workspace);
    }

    @Override
    public EStepWorker<X, S> batch(Workspace workspace) {
        Function<X, Q> posterior = model.posterior(theta);
        return new Loop<>(model, block -> posterior, workspace);
    }

    private static final class Loop<X, P, Q extends Posterior, S extends Statistics<S>> implements EStepWorker<X, S> {
        private final LatentModel<X, P, Q, S> model;
        private final ByBlock<X, Q> posteriors;
        private final Workspace workspace;
        private final List<X> observations = new ArrayList<>();
        private final List<Q> of = new ArrayList<>();
        private Function<X, Q> posterior;
        private int block = -1;
        private Exactness exactness = Exactness.EXACT;

        Loop(LatentModel<X, P, Q, S> model, ByBlock<X, Q> posteriors, Workspace workspace) {
            this.model = model;
            this.posteriors = posteriors;
            this.workspace = workspace;
        }

        @Override
        public void evidence(Block<X> tile, double[] out, int at) {
            if (block != workspace.block()) {
                block = workspace.block();
                posterior = posteriors.posterior(block);
            }
            observations.clear();
            of.clear();
            for (int i = 0; i < tile.size(); i++) {
                X x = tile.get(i);
                Q q = posterior.apply(x);
                observations.add(x);
                of.add(q);
                out[at + i] = q.logEvidence();
            }
        }

        @Override
        public double accumulate(double[] w, int at, S into) {
            double entropy = 0;
            exactness = Exactness.EXACT;
            for (int i = 0; i < observations.size(); i++) {
                if (w[at + i] != 0) {
                    model.accumulate(observations.get(i), of.get(i), w[at + i], into);
                    entropy += w[at + i] * of.get(i).entropy();
                    exactness = exactness.and(of.get(i).exactness().times(w[at + i]));
                }
            }
            return entropy;
        }

        @Override
        public Exactness exactness() {
            return exactness;
        }
    }
}
