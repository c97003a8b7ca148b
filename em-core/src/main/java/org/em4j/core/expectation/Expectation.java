package org.em4j.core.expectation;

import java.io.Serializable;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.Observations;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Exactness;
import org.em4j.core.estep.Workspace;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.linalg.Sum;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * What one E-step over the data brings back.
 *
 * @param statistics expected sufficient statistics under the posteriors at theta
 * @param logEvidence {@code Σ_i w_i log p(x_i; theta)}, the log-likelihood, in nats
 * @param entropy {@code Σ_i w_i H(Q_i)}, in nats
 * @param weight {@code Σ_i w_i}
 * @param magnitude {@code Σ_i w_i |log p(x_i; theta)|}: the scale of the rounding errors in {@code logEvidence}
 * @param exactness of {@code logEvidence}
 */
public record Expectation<S extends Statistics<S>>(
        S statistics, Sum logEvidence, Sum entropy, Sum weight, Sum magnitude, Exactness exactness)
        implements Serializable {
    /** Empty. */
    public static <S extends Statistics<S>> Expectation<S> about(S zero) {
        return new Expectation<>(zero, new Sum(), new Sum(), new Sum(), new Sum(), Exactness.EXACT);
    }

    /** One E-step at theta over all the data. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> Expectation<S> of(
            LatentModel<X, P, Q, S> model, P theta, Observations<X> data) {
        return of(model, ReferenceEStep.unlessBound(model, theta), theta, data);
    }

    /** The E-step of data with a given E-step of the model, such as the {@link ReferenceEStep}. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> Expectation<S> of(
            LatentModel<X, P, Q, S> model, EStep<X, S> bound, P theta, Observations<X> data) {
        return data.fold(map(model, bound, theta, data.count()), Expectation::merge);
    }

    /** What the E-step makes of each block of n observations in all; results merge by {@link #merge}. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> BlockMap<X, Expectation<S>> map(
            LatentModel<X, P, Q, S> model, EStep<X, S> bound, P theta, long n) {
        return rows -> {
            Workspace workspace = new Workspace(rows, n);
            Kernels kernels = workspace.kernels(1, 32); // two compensated sums
            EStepWorker<X, S> batch = bound.batch(workspace);
            double[] weights = new double[rows];
            double[] evidence = new double[rows];
            return (block, tiles) -> {
                workspace.begin(block);
                Expectation<S> sum = about(model.zero(theta));
                for (Block<X> tile : tiles) {
                    sum = sum.add(tile, batch, weights, evidence, kernels);
                }
                return sum;
            };
        };
    }

    private <X> Expectation<S> add(
            Block<X> tile, EStepWorker<X, S> batch, double[] weights, double[] evidence, Kernels kernels) {
        batch.evidence(tile, evidence, 0);
        tile.weights(weights);
        kernels.add(weights, 0, evidence, 0, tile.size(), weight, logEvidence, magnitude);
        entropy.add(batch.accumulate(weights, 0, statistics));
        return and(batch.exactness());
    }

    /** With what was added being so exact. */
    private Expectation<S> and(Exactness other) {
        Exactness both = exactness.and(other);
        return both.equals(exactness)
                ? this
                : new Expectation<>(statistics, logEvidence, entropy, weight, magnitude, both);
    }

    /** Adds another block's to this, which is not to be used any more; the other stays as it is. */
    public Expectation<S> merge(Expectation<S> other) {
        statistics.addScaled(1, other.statistics);
        logEvidence.add(other.logEvidence);
        entropy.add(other.entropy);
        weight.add(other.weight);
        magnitude.add(other.magnitude);
        return and(other.exactness);
    }
}
