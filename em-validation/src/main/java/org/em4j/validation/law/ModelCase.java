package org.em4j.validation.law;

import java.util.List;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.EmMap;
import org.em4j.core.fit.Iterate;
import org.em4j.core.model.Expectation;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * A model, some data and some parameters: what a law is checked on.
 *
 * @param name what failures call it
 * @param data the observations
 * @param weights {@code (n)}, none negative, some positive
 * @param theta parameters at which every observation has a density
 */
public record ModelCase<X, P, Q extends Posterior, S extends Statistics<S>>(
        String name, LatentModel<X, P, Q, S> model, List<X> data, double[] weights, P theta) {
    /** The data, folded by one thread. */
    public Observations<X> observations() {
        return Observations.of(data, weights, 1);
    }

    /** The E-step at theta over all the data. */
    public Expectation<S> expectation() {
        return Expectation.of(model, theta, observations());
    }

    /** EM on the data. */
    public EmMap<P> map() {
        return EmMap.of(model, observations());
    }

    /** The E-step at theta as a point of a fit. */
    public Iterate<P> iterate() {
        return Iterate.of(model, theta, expectation());
    }

    /** The same model and parameters on other data. */
    public ModelCase<X, P, Q, S> on(List<X> otherData, double[] otherWeights) {
        return new ModelCase<>(name, model, otherData, otherWeights, theta);
    }

    /** The same model and data at other parameters. */
    public ModelCase<X, P, Q, S> at(P otherTheta) {
        return new ModelCase<>(name, model, data, weights, otherTheta);
    }

    @Override
    public String toString() {
        return name + " on " + data.size() + " observations";
    }
}
