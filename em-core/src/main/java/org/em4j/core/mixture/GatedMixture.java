package org.em4j.core.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.Equation;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.Observations;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.Workspace;
import org.em4j.core.expectation.ReferenceEStep;
import org.em4j.core.mixture.gate.Gate;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;

/**
 * A mixture whose weights may depend on the observation: {@code p(x) = Σ_k p(z = k | x; gate) p(x | z = k)}. With
 * {@link org.em4j.core.mixture.gate.Proportions Proportions} it is what {@link Mixture} is in other parameters, with a
 * {@link org.em4j.core.mixture.gate.MultinomialLogit MultinomialLogit} a mixture of experts, or latent class regression.
 *
 * @param size number of components, K
 * @param gate what decides which component an observation is from, before its density is looked at
 * @param component the model of one component
 * @param tying what the components share
 */
public record GatedMixture<X, G, T extends Statistics<T>, P, Q extends Posterior, S extends Statistics<S>>(
        int size, Gate<X, G, T> gate, LatentModel<X, P, Q, S> component, Tying<P, S> tying)
        implements LatentModel<X, GatedParameters<G, P>, ComponentPosterior<Q>, MixtureStatistics<T, S>> {
    /** A mixture needs at least one component, and an outcome of the gate for each. */
    public GatedMixture {
        if (size < 1 || size > gate.outcomes()) {
            throw new IllegalArgumentException(size + " components for a gate of " + gate.outcomes()
                    + " outcomes, each of which has one or is noise");
        }
    }

    /** A component for each outcome; they share nothing. */
    public GatedMixture(Gate<X, G, T> gate, LatentModel<X, P, Q, S> component) {
        this(gate.outcomes(), gate, component, new Untied<>(component, "component"));
    }

    @Override
    @Equation({"3695a", "3695dv", "3695e"})
    public Function<X, ComponentPosterior<Q>> posterior(GatedParameters<G, P> theta) {
        List<Function<X, Q>> posteriors = each(theta, component::posterior);
        Function<X, double[]> logWeights = gate.logWeights(theta.gate());
        return x -> {
            List<Q> within = posteriors.stream().map(p -> p.apply(x)).toList();
            double[] r = logWeights.apply(x).clone();
            double max = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < r.length; k++) {
                r[k] += k < size ? within.get(k).logEvidence() : 0;
                max = Math.max(max, r[k]);
            }
            if (max == Double.NEGATIVE_INFINITY) {
                return new ComponentPosterior<>(new double[r.length], within, max);
            }
            double sum = 0;
            for (int k = 0; k < r.length; k++) {
                r[k] = Math.exp(r[k] - max);
                sum += r[k];
            }
            for (int k = 0; k < r.length; k++) {
                r[k] /= sum;
            }
            return new ComponentPosterior<>(r, within, max + Math.log(sum));
        };
    }

    @Override
    public MixtureStatistics<T, S> zero(GatedParameters<G, P> theta) {
        return new MixtureStatistics<>(gate.zero(theta.gate()), each(theta, component::zero));
    }

    @Override
    public void accumulate(X x, ComponentPosterior<Q> q, double weight, MixtureStatistics<T, S> into) {
        gate.accumulate(x, q.responsibilities(), weight, into.gate());
        for (int k = 0; k < size; k++) {
            double w = weight * q.responsibilities()[k];
            if (w != 0) {
                component.accumulate(x, q.within().get(k), w, into.components().get(k));
            }
        }
    }

    @Override
    public GatedParameters<G, P> maximize(MixtureStatistics<T, S> s, GatedParameters<G, P> current) {
        return new GatedParameters<>(
                gate.maximize(s.gate(), current.gate()), tying.maximize(s.components(), current.components()));
    }

    @Override
    @Equation("3695fi")
    public double expectedLogJoint(GatedParameters<G, P> theta, MixtureStatistics<T, S> s) {
        double value = gate.expectedLogWeights(theta.gate(), s.gate());
        for (int k = 0; k < size; k++) {
            value += component.expectedLogJoint(
                    theta.components().get(k), s.components().get(k));
        }
        return value;
    }

    @Override
    public double logPrior(GatedParameters<G, P> theta) {
        return gate.logPrior(theta.gate())
                + theta.components().stream().mapToDouble(component::logPrior).sum();
    }

    /** The roundoff of the components, and of what they share. */
    @Override
    public Roundoff roundoff(GatedParameters<G, P> theta) {
        return theta.components().stream()
                .map(component::roundoff)
                .reduce(tying.roundoff(theta.components()), Roundoff::and);
    }

    @Override
    public Optional<EStep<X, MixtureStatistics<T, S>>> bind(GatedParameters<G, P> theta) {
        return Optional.of(eStep(theta));
    }

    /** The E-step at theta, whose workers say to which components observations belong. */
    public MixtureEStep<X, G, T, S> eStep(GatedParameters<G, P> theta) {
        return new MixtureEStep<>(gate, theta.gate(), each(theta, p -> ReferenceEStep.unlessBound(component, p)));
    }

    /** The posterior probabilities {@code (n x K)}, more where the gate has more outcomes, in the data's order. */
    public double[][] responsibilities(GatedParameters<G, P> theta, Observations<X> data) {
        MixtureEStep<X, G, T, S> bound = eStep(theta);
        long n = data.count();
        BlockMap<X, List<double[]>> map = rows -> {
            Workspace workspace = new Workspace(rows, n);
            MixtureEStepWorker<X, T, S> batch = bound.batch(workspace);
            double[] evidence = new double[rows];
            return (block, tiles) -> {
                workspace.begin(block);
                List<double[]> shares = new ArrayList<>();
                for (Block<X> tile : tiles) {
                    batch.evidence(tile, evidence, 0);
                    for (int i = 0; i < tile.size(); i++) {
                        shares.add(batch.responsibilities(i));
                    }
                }
                return shares;
            };
        };
        return data.fold(map, Observations::append).toArray(double[][]::new);
    }

    /** The gate's coordinates, then the components'. */
    @Override
    public Optional<Chart<GatedParameters<G, P>>> chart(GatedParameters<G, P> at) {
        return gate.chart(at.gate())
                .flatMap(weights -> tying.chart(at.components()).map(components -> chart(weights, components, at)));
    }

    private static <G, P> Chart<GatedParameters<G, P>> chart(
            Chart<G> gate, Chart<List<P>> components, GatedParameters<G, P> at) {
        int width = gate.coordinates(at.gate()).length;
        return Chart.of(
                theta -> {
                    double[] v = components.coordinates(theta.components());
                    double[] u = Arrays.copyOf(gate.coordinates(theta.gate()), width + v.length);
                    System.arraycopy(v, 0, u, width, v.length);
                    return u;
                },
                u -> new GatedParameters<>(
                        gate.point(Arrays.copyOf(u, width)), components.point(Arrays.copyOfRange(u, width, u.length))));
    }

    /** The gate's edges, then the components'. */
    @Override
    public List<Edge<GatedParameters<G, P>>> edges(GatedParameters<G, P> theta) {
        Stream<Edge<GatedParameters<G, P>>> weights = gate.edges(theta.gate()).stream()
                .map(e -> e.within(whole -> whole.gate(), (whole, other) -> whole.gate(other)));
        return Stream.concat(weights, componentEdges(gate::name, theta)).toList();
    }

    /** The components' own edges, with the components' names. */
    Stream<Edge<GatedParameters<G, P>>> componentEdges(IntFunction<String> name, GatedParameters<G, P> theta) {
        return IntStream.range(0, size)
                .boxed()
                .flatMap(k -> component.edges(theta.components().get(k)).stream()
                        .map(e -> e.of(name.apply(k))
                                .within(whole -> whole.components().get(k), (whole, p) -> whole.component(k, p))));
    }

    /** Draws a component, then from it: where the weights are the same for all observations. */
    @Override
    public Optional<Sampler<X>> sampler(GatedParameters<G, P> theta) {
        return gate.constant(theta.gate())
                .flatMap(weights -> all(each(theta, component::sampler)).map(own -> drawn(weights, own)));
    }

    private static <X> Sampler<X> drawn(double[] weights, List<Sampler<X>> components) {
        return new Sampler<>() {
            @Override
            public X sample(RandomGenerator random) {
                return components.get(Simplex.draw(weights, random)).sample(random);
            }

            @Override
            public X inPlaceOf(X observed, RandomGenerator random) {
                return components.get(Simplex.draw(weights, random)).inPlaceOf(observed, random);
            }
        };
    }

    /** Draws the component given what is there, then what is missing from it: where none is noise. */
    @Override
    public Optional<Imputer<X>> imputer(GatedParameters<G, P> theta) {
        Function<X, ComponentPosterior<Q>> posterior = posterior(theta);
        return size < gate.outcomes()
                ? Optional.empty()
                : all(each(theta, component::imputer))
                        .map(own -> (x, random) -> own.get(
                                        Simplex.draw(posterior.apply(x).responsibilities(), random))
                                .impute(x, random));
    }

    /** What each component has, if all have it. */
    static <T> Optional<List<T>> all(List<Optional<T>> each) {
        return each.stream().allMatch(Optional::isPresent)
                ? Optional.of(each.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    /** Something made of each component {@code (K)}; a degeneracy in making it names the component. */
    <V> List<V> each(GatedParameters<G, P> theta, Function<P, V> bind) {
        if (theta.components().size() != size) {
            throw new IllegalArgumentException(
                    "parameters of " + theta.components().size() + " components for a mixture of " + size);
        }
        List<V> bound = new ArrayList<>(size);
        for (int k = 0; k < size; k++) {
            try {
                bound.add(bind.apply(theta.components().get(k)));
            } catch (DegenerateException e) {
                throw e.within(gate.name(k), k);
            }
        }
        return bound;
    }
}
