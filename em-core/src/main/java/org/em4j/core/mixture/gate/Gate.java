package org.em4j.core.mixture.gate;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Statistics;

/**
 * What decides which component an observation is from, before its density is looked at: {@code p(z = k | x; gate)}, over the
 * observations' own covariates, their labels, or nothing at all. {@link Proportions} are the weights of a finite mixture, a
 * {@link MultinomialLogit} makes a mixture of experts (Jacobs, Jordan, Nowlan and Hinton 1991).
 *
 * <p>A gate may have more outcomes than its mixture has components: an observation of such an outcome is noise, whose
 * log density, which has no parameters, the gate adds to its log weight.
 *
 * @param <X> an observation
 * @param <G> the gate's parameters
 * @param <T> the statistics of its M-step
 */
public interface Gate<X, G, T extends Statistics<T>> extends Serializable {
    /** Number of outcomes, K or more. */
    int outcomes();

    /** Binds the parameters and returns {@code x -> log p(z = k | x)} for all outcomes, in nats. */
    Function<X, double[]> logWeights(G gate);

    /** Empty statistics. */
    T zero(G gate);

    /**
     * {@code into += weight · E[T(x, z)]}.
     *
     * @param shares the posterior probability of each outcome; stays as it is, and is another's after the call
     */
    void accumulate(X x, double[] shares, double weight, T into);

    /**
     * The M-step: {@code argmax expectedLogWeights(gate, s) + logPrior(gate)}.
     *
     * @throws org.em4j.core.model.DegenerateException if there is none
     */
    G maximize(T s, G current);

    /** {@code Σ_i w_i Σ_k r_ik log p(z_i = k | x_i; gate)}, in nats, from s alone and linear in it. */
    double expectedLogWeights(G gate, T s);

    /** Log prior density of the gate's parameters, in nats. */
    default double logPrior(G gate) {
        return 0;
    }

    /** Unconstrained coordinates near the parameters, if there are some. */
    default Optional<Chart<G>> chart(G gate) {
        return Optional.empty();
    }

    /** The edges of the parameters' space, as those of {@link LatentModel#edges}. */
    default List<Edge<G>> edges(G gate) {
        return List.of();
    }

    /** The weights of all outcomes, where they are the same for all observations: what samples are drawn by. */
    default Optional<double[]> constant(G gate) {
        return Optional.empty();
    }

    /** What outcome k is called where something is wrong with it; empty where there is but one component. */
    default String name(int k) {
        return "component " + (k + 1);
    }

    /** The gate for tiles, on one thread. For speed, never for meaning. */
    default GateWorker<X, T> worker(G gate) {
        return new RowByRow<>(this, logWeights(gate));
    }
}
