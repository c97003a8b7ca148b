package org.em4j.core.mixture;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.em4j.core.data.Observations;
import org.em4j.core.mixture.gate.Proportions;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.core.model.Sums;
import org.em4j.core.model.decorate.Reparametrized;

/**
 * A finite mixture of any latent model: {@code new Mixture<>(3, new Gaussian(4))} is a Gaussian mixture, and mixtures
 * of mixtures nest. Where weights depend on the observation, it is a {@link GatedMixture}.
 *
 * @param size number of components, K
 * @param component the model of one component
 * @param tying what the components share
 */
public record Mixture<X, P, Q extends Posterior, S extends Statistics<S>>(
        int size, LatentModel<X, P, Q, S> component, Tying<P, S> tying)
        implements Reparametrized<
                X,
                MixtureParameters<P>,
                GatedParameters<double[], P>,
                ComponentPosterior<Q>,
                MixtureStatistics<Sums, S>> {
    /** A mixture needs at least one component. */
    public Mixture {
        if (size < 1) {
            throw new IllegalArgumentException("a mixture has at least one component, not " + size);
        }
    }

    /** A mixture whose components share nothing. */
    public Mixture(int size, LatentModel<X, P, Q, S> component) {
        this(size, component, new Untied<>(component, "component"));
    }

    /** The mixture with the weights for a gate. */
    @Override
    public GatedMixture<X, double[], Sums, P, Q, S> model() {
        return new GatedMixture<>(size, new Proportions<>(size), component, tying);
    }

    @Override
    public GatedParameters<double[], P> inner(MixtureParameters<P> theta) {
        return theta.gated();
    }

    @Override
    public MixtureParameters<P> outer(GatedParameters<double[], P> theta) {
        return MixtureParameters.of(theta);
    }

    /** The responsibilities {@code (n x K)} of all observations, in the data's order; weights do not enter. */
    public double[][] responsibilities(MixtureParameters<P> theta, Observations<X> data) {
        return model().responsibilities(theta.gated(), data);
    }

    /** The components' own edges, of components of that name. */
    public Stream<Edge<MixtureParameters<P>>> componentEdges(String name, MixtureParameters<P> theta) {
        return model().componentEdges(k -> name + " " + (k + 1), theta.gated())
                .map(edge -> edge.within(MixtureParameters::gated, (at, moved) -> MixtureParameters.of(moved)));
    }

    /** Something made of each component {@code (K)}; a degeneracy in making it names the component. */
    public <T> List<T> each(MixtureParameters<P> theta, Function<P, T> bind) {
        return model().each(theta.gated(), bind);
    }

    /** Runs one component's part of a step; a degeneracy in it will name the component. */
    public static <T> T inComponent(int k, Supplier<T> step) {
        try {
            return step.get();
        } catch (DegenerateException e) {
            throw e.within("component " + (k + 1), k);
        }
    }
}
