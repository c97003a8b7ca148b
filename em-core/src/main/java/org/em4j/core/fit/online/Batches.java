package org.em4j.core.fit.online;

import java.util.random.RandomGenerator;
import org.em4j.core.Interruption;
import org.em4j.core.Randomness;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.Observations;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.expectation.ReferenceEStep;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** Data in batches of so many blocks, the last of which may have fewer. */
record Batches<X, P, Q extends Posterior, S extends Statistics<S>>(
        LatentModel<X, P, Q, S> model, Observations<X> data, int blocks, int each, long observations) {
    static <X, P, Q extends Posterior, S extends Statistics<S>> Batches<X, P, Q, S> of(
            LatentModel<X, P, Q, S> model, Observations<X> data, int each) {
        return new Batches<>(model, data, data.blockCount(), each, data.count());
    }

    /** How many there are. */
    int count() {
        return (blocks + each - 1) / each;
    }

    /** The E-step at theta over one of them. */
    Expectation<S> expectation(int batch, P theta) {
        Interruption.check();
        int from = batch * each;
        BlockMap<X, Expectation<S>> map =
                Expectation.map(model, ReferenceEStep.unlessBound(model, theta), theta, observations);
        return data.part(from, Math.min(blocks, from + each)).fold(map, Expectation::merge);
    }

    /** All of them, in an order of its own for each pass. */
    int[] order(long seed, int pass) {
        RandomGenerator random = Randomness.of(seed, pass);
        int[] order = new int[count()];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
