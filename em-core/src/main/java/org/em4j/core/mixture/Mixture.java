package org.em4j.core.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.Equation;
import org.em4j.core.data.Block;
import org.em4j.core.data.BlockMap;
import org.em4j.core.data.Observations;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.Workspace;
import org.em4j.core.expectation.ReferenceEStep;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;
import org.em4j.core.model.Sums;

/**
 * A finite mixture of any latent model: {@code new Mixture<>(3, new Gaussian(4))} is a Gaussian mixture, and mixtures
 * of mixtures nest.
 *
 * @param size number of components, K
 * @param component the model of one component
 * @param tying what the components share
 */
public record Mixture<X, P, Q extends Posterior, S extends Statistics<S>>(
        int size, LatentModel<X, P, Q, S> component, Tying<P, S> tying)
        implements LatentModel<X, MixtureParameters<P>, ComponentPosterior<Q>, MixtureStatistics<S>> {
    /** A mixture needs at least one component. */
    public Mixture {
        if (size < 1) {
            throw new IllegalArgumentException("a mixture has at least one component, not " + size);
        }
    }

    /** A mixture whose components share nothing. */
    public Mixture(int size, LatentModel<X, P, Q, S> component) {
        this(size, component, new Untied<>(component));
    }

    @Override
    @Equation({"3695a", "3695dv", "3695e"})
    public Function<X, ComponentPosterior<Q>> posterior(MixtureParameters<P> theta) {
        List<Function<X, Q>> posteriors = each(theta, component::posterior);
        return x -> {
            List<Q> within = new ArrayList<>(size);
            double[] r = new double[size];
            double max = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < size; k++) {
                within.add(posteriors.get(k).apply(x));
                r[k] = Math.log(theta.weight(k)) + within.get(k).logEvidence();
                max = Math.max(max, r[k]);
            }
            if (max == Double.NEGATIVE_INFINITY) {
                return new ComponentPosterior<>(new double[size], within, max);
            }
            double sum = 0;
            for (int k = 0; k < size; k++) {
                r[k] = Math.exp(r[k] - max);
                sum += r[k];
            }
            for (int k = 0; k < size; k++) {
                r[k] /= sum;
            }
            return new ComponentPosterior<>(r, within, max + Math.log(sum));
        };
    }

    @Override
    public MixtureStatistics<S> zero(MixtureParameters<P> theta) {
        return new MixtureStatistics<>(new double[size], each(theta, component::zero));
    }

    @Override
    public void accumulate(X x, ComponentPosterior<Q> q, double weight, MixtureStatistics<S> into) {
        for (int k = 0; k < size; k++) {
            double w = weight * q.responsibilities()[k];
            if (w != 0) {
                into.counts()[k] += w;
                component.accumulate(x, q.within().get(k), w, into.components().get(k));
            }
        }
    }

    @Override
    public MixtureParameters<P> maximize(MixtureStatistics<S> s, MixtureParameters<P> current) {
        return new MixtureParameters<>(proportions(s.counts()), tying.maximize(s.components(), current.components()));
    }

    @Equation({"3695b", "3695h"})
    private static double[] proportions(double[] counts) {
        double total = Arrays.stream(counts).sum();
        double[] weights = new double[counts.length];
        for (int k = 0; k < counts.length; k++) {
            weights[k] = counts[k] / total;
            if (!(weights[k] > 0)) {
                throw new DegenerateException(Degeneracy.of("no row is left in it", "use fewer components")
                        .within(name(k), k));
            }
        }
        return weights;
    }

    @Override
    @Equation("3695fi")
    public double expectedLogJoint(MixtureParameters<P> theta, MixtureStatistics<S> s) {
        double value = 0;
        for (int k = 0; k < size; k++) {
            value += Sums.xlogy(s.counts()[k], theta.weight(k));
            value += component.expectedLogJoint(
                    theta.components().get(k), s.components().get(k));
        }
        return value;
    }

    @Override
    public double logPrior(MixtureParameters<P> theta) {
        return theta.components().stream().mapToDouble(component::logPrior).sum();
    }

    /** The roundoff of the components, and of what they share. */
    @Override
    public Roundoff roundoff(MixtureParameters<P> theta) {
        return theta.components().stream()
                .map(component::roundoff)
                .reduce(tying.roundoff(theta.components()), Roundoff::and);
    }

    @Override
    public Optional<EStep<X, MixtureStatistics<S>>> bind(MixtureParameters<P> theta) {
        return Optional.of(bound(theta));
    }

    MixtureEStep<X, S> bound(MixtureParameters<P> theta) {
        double[] logWeights = Arrays.stream(theta.weights()).map(Math::log).toArray();
        return new MixtureEStep<>(logWeights, each(theta, p -> ReferenceEStep.unlessBound(component, p)));
    }

    /** The responsibilities {@code (n x K)} of all observations, in the data's order; weights do not enter. */
    public double[][] responsibilities(MixtureParameters<P> theta, Observations<X> data) {
        MixtureEStep<X, S> bound = bound(theta);
        long n = data.count();
        BlockMap<X, List<double[]>> map = rows -> {
            Workspace workspace = new Workspace(rows, n);
            MixtureEStepWorker<X, S> batch = bound.batch(workspace);
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
        List<double[]> all = data.fold(map, (a, b) -> {
            a.addAll(b);
            return a;
        });
        return all.toArray(double[][]::new);
    }

    /** Weights as log ratios to the first that is not zero, then the components' coordinates. */
    @Override
    public Optional<Chart<MixtureParameters<P>>> chart(MixtureParameters<P> at) {
        return tying.chart(at.components()).map(components -> chart(Simplex.chart(at.weights()), components));
    }

    private Chart<MixtureParameters<P>> chart(Chart<double[]> weights, Chart<List<P>> components) {
        return Chart.of(
                theta -> {
                    double[] v = components.coordinates(theta.components());
                    double[] u = Arrays.copyOf(weights.coordinates(theta.weights()), size - 1 + v.length);
                    System.arraycopy(v, 0, u, size - 1, v.length);
                    return u;
                },
                u -> new MixtureParameters<>(
                        weights.point(Arrays.copyOf(u, size - 1)),
                        components.point(Arrays.copyOfRange(u, size - 1, u.length))));
    }

    /** Weights of zero, of which the M-step says that no row is left in the component, and the components' own edges. */
    @Override
    public List<Edge<MixtureParameters<P>>> edges(MixtureParameters<P> theta) {
        Stream<Edge<MixtureParameters<P>>> weights =
                Simplex.edges(theta.weights(), k -> "weight of " + name(k) + " = 0").stream()
                        .map(e -> e.within(
                                MixtureParameters::weights,
                                (whole, w) -> new MixtureParameters<>(w, whole.components())));
        return Stream.concat(weights, componentEdges("component", theta)).toList();
    }

    /** The components' own edges, of components of that name. */
    public Stream<Edge<MixtureParameters<P>>> componentEdges(String name, MixtureParameters<P> theta) {
        return IntStream.range(0, size)
                .boxed()
                .flatMap(k -> component.edges(theta.components().get(k)).stream()
                        .map(e -> e.of(name + " " + (k + 1))
                                .within(whole -> whole.components().get(k), (whole, p) -> whole.component(k, p))));
    }

    @Override
    public Optional<Sampler<X>> sampler(MixtureParameters<P> theta) {
        double[] weights = theta.weights();
        return all(each(theta, component::sampler))
                .map(own -> random -> own.get(Simplex.draw(weights, random)).sample(random));
    }

    /** Draws the component given what is there, then what is missing from it. */
    @Override
    public Optional<Imputer<X>> imputer(MixtureParameters<P> theta) {
        Function<X, ComponentPosterior<Q>> posterior = posterior(theta);
        return all(each(theta, component::imputer))
                .map(own ->
                        (x, random) -> own.get(Simplex.draw(posterior.apply(x).responsibilities(), random))
                                .impute(x, random));
    }

    /** What each component has, if all have it. */
    static <T> Optional<List<T>> all(List<Optional<T>> each) {
        return each.stream().allMatch(Optional::isPresent)
                ? Optional.of(each.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    /** Something made of each component {@code (K)}; a degeneracy in making it names the component. */
    public <T> List<T> each(MixtureParameters<P> theta, Function<P, T> bind) {
        if (theta.components().size() != size) {
            throw new IllegalArgumentException(
                    "parameters of " + theta.components().size() + " components for a mixture of " + size);
        }
        List<T> bound = new ArrayList<>(size);
        for (int k = 0; k < size; k++) {
            P p = theta.components().get(k);
            bound.add(inComponent(k, () -> bind.apply(p)));
        }
        return bound;
    }

    /** Runs one component's part of a step; a degeneracy in it will name the component. */
    public static <T> T inComponent(int k, Supplier<T> step) {
        try {
            return step.get();
        } catch (DegenerateException e) {
            throw e.within(name(k), k);
        }
    }

    private static String name(int k) {
        return "component " + (k + 1);
    }
}
