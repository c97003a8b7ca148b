package org.em4j.core.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.data.Block;
import org.em4j.core.data.BlockMap;
import org.em4j.core.data.Labelled;
import org.em4j.core.data.LabelledBlock;
import org.em4j.core.data.Observations;
import org.em4j.core.model.Batch;
import org.em4j.core.model.Bound;
import org.em4j.core.model.Bounded;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Charted;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Generative;
import org.em4j.core.model.Imputing;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Partitioned;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * A mixture whose component is known for some observations: of those the likelihood is {@code p(x, z)}, the weight of the
 * component included, of the others {@code p(x)}. Known as semi-supervised, or as discriminant analysis where all are.
 */
public record PartlyLabelled<X, P, Q extends Posterior, S extends Statistics<S>>(Mixture<X, P, Q, S> mixture)
        implements LatentModel<Labelled<X>, MixtureParameters<P>, Assignment<Q>, Tallies<S>>,
                Charted<MixtureParameters<P>>,
                Generative<Labelled<X>, MixtureParameters<P>>,
                Imputing<Labelled<X>, MixtureParameters<P>>,
                Partitioned<Labelled<X>, MixtureParameters<P>>,
                Bounded<MixtureParameters<P>> {
    @Override
    public Function<Labelled<X>, Assignment<Q>> posterior(MixtureParameters<P> theta) {
        Function<X, Assignment<Q>> posterior = mixture.posterior(theta);
        return x -> {
            Assignment<Q> q = posterior.apply(x.observation());
            return x.isKnown() ? known(x.label(), q, theta) : q;
        };
    }

    private static <P, Q extends Posterior> Assignment<Q> known(int k, Assignment<Q> q, MixtureParameters<P> theta) {
        double[] certain = new double[q.responsibilities().length];
        double logJoint = Math.log(theta.weight(k)) + q.within().get(k).logEvidence();
        certain[k] = logJoint == Double.NEGATIVE_INFINITY ? 0 : 1;
        return new Assignment<>(certain, q.within(), logJoint);
    }

    @Override
    public Tallies<S> zero(MixtureParameters<P> theta) {
        return mixture.zero(theta);
    }

    @Override
    public void accumulate(Labelled<X> x, Assignment<Q> q, double weight, Tallies<S> into) {
        mixture.accumulate(x.observation(), q, weight, into);
    }

    @Override
    public MixtureParameters<P> maximize(Tallies<S> s, MixtureParameters<P> current) {
        return mixture.maximize(s, current);
    }

    @Override
    public double expectedLogJoint(MixtureParameters<P> theta, Tallies<S> s) {
        return mixture.expectedLogJoint(theta, s);
    }

    @Override
    public double logPrior(MixtureParameters<P> theta) {
        return mixture.logPrior(theta);
    }

    @Override
    public double conditionNumber(MixtureParameters<P> theta) {
        return mixture.conditionNumber(theta);
    }

    @Override
    public double cancellation(MixtureParameters<P> theta) {
        return mixture.cancellation(theta);
    }

    /** The mixture's own batch, told what is known before it shares the observations out. */
    @Override
    public Bound<Labelled<X>, Tallies<S>> bind(MixtureParameters<P> theta) {
        Bound<X, Tallies<S>> bound = mixture.bind(theta);
        return workspace -> {
            MixtureBatch<X, S> batch = (MixtureBatch<X, S>) bound.batch(workspace);
            return new Batch<>() {
                @Override
                public void evidence(Block<Labelled<X>> tile, double[] out, int at) {
                    LabelledBlock<X> labelled = LabelledBlock.of(tile);
                    batch.evidence(labelled.observations(), labelled::label, out, at);
                }

                @Override
                public double accumulate(double[] w, int at, Tallies<S> into) {
                    return batch.accumulate(w, at, into);
                }
            };
        };
    }

    @Override
    public List<Integer> members(int k, MixtureParameters<P> theta, Observations<Labelled<X>> data) {
        BlockMap<Labelled<X>, List<Double>> map = rows -> {
            Function<Labelled<X>, Assignment<Q>> posterior = posterior(theta);
            return tiles -> {
                List<Double> block = new ArrayList<>();
                for (Block<Labelled<X>> tile : tiles) {
                    for (int i = 0; i < tile.size(); i++) {
                        block.add(posterior.apply(tile.get(i)).responsibilities()[k]);
                    }
                }
                return block;
            };
        };
        List<Double> shares = data.fold(map, (a, b) -> {
            a.addAll(b);
            return a;
        });
        return IntStream.range(0, shares.size())
                .filter(i -> shares.get(i) > 0.5)
                .boxed()
                .toList();
    }

    @Override
    public Chart<MixtureParameters<P>> chart(MixtureParameters<P> theta) {
        return mixture.chart(theta);
    }

    @Override
    public List<Edge<MixtureParameters<P>>> edges(MixtureParameters<P> theta) {
        return mixture.edges(theta);
    }

    /** Observations of unknown component. */
    @Override
    public Function<RandomGenerator, Labelled<X>> sampler(MixtureParameters<P> theta) {
        Function<RandomGenerator, X> sampler = mixture.sampler(theta);
        return random -> new Labelled<>(sampler.apply(random), Labelled.UNKNOWN);
    }

    /** With a component drawn, and known, where that of x is. */
    @Override
    public BiFunction<Labelled<X>, RandomGenerator, Labelled<X>> replacement(MixtureParameters<P> theta) {
        List<BiFunction<X, RandomGenerator, X>> own =
                mixture.each(theta, p -> Generative.replacement(mixture.component(), p));
        double[] weights = theta.weights();
        return (x, random) -> {
            int k = Simplex.draw(weights, random);
            return new Labelled<>(own.get(k).apply(x.observation(), random), x.isKnown() ? k : Labelled.UNKNOWN);
        };
    }

    @Override
    public BiFunction<Labelled<X>, RandomGenerator, Labelled<X>> imputer(MixtureParameters<P> theta) {
        BiFunction<X, RandomGenerator, X> any = mixture.imputer(theta);
        List<BiFunction<X, RandomGenerator, X>> own = theta.components().stream()
                .map(p -> Imputing.imputer(mixture.component(), p))
                .toList();
        return (x, random) ->
                new Labelled<>((x.isKnown() ? own.get(x.label()) : any).apply(x.observation(), random), x.label());
    }
}
