package org.em4j.core.mixture;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.em4j.core.data.Block;
import org.em4j.core.data.Labelled;
import org.em4j.core.data.LabelledBlock;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;

/**
 * A mixture whose component is known for some observations: of those the likelihood is {@code p(x, z)}, the weight of the
 * component included, of the others {@code p(x)}. Known as semi-supervised, or as discriminant analysis where all are.
 */
public record PartlyLabelled<X, P, Q extends Posterior, S extends Statistics<S>>(Mixture<X, P, Q, S> mixture)
        implements LatentModel<Labelled<X>, MixtureParameters<P>, ComponentPosterior<Q>, MixtureStatistics<S>> {
    @Override
    public Function<Labelled<X>, ComponentPosterior<Q>> posterior(MixtureParameters<P> theta) {
        Function<X, ComponentPosterior<Q>> posterior = mixture.posterior(theta);
        return x -> {
            ComponentPosterior<Q> q = posterior.apply(x.observation());
            return x.isKnown() ? known(x.label(), q, theta) : q;
        };
    }

    private static <P, Q extends Posterior> ComponentPosterior<Q> known(
            int k, ComponentPosterior<Q> q, MixtureParameters<P> theta) {
        double[] certain = new double[q.responsibilities().length];
        double logJoint = Math.log(theta.weight(k)) + q.within().get(k).logEvidence();
        certain[k] = logJoint == Double.NEGATIVE_INFINITY ? 0 : 1;
        return new ComponentPosterior<>(certain, q.within(), logJoint);
    }

    @Override
    public MixtureStatistics<S> zero(MixtureParameters<P> theta) {
        return mixture.zero(theta);
    }

    @Override
    public void accumulate(Labelled<X> x, ComponentPosterior<Q> q, double weight, MixtureStatistics<S> into) {
        mixture.accumulate(x.observation(), q, weight, into);
    }

    @Override
    public MixtureParameters<P> maximize(MixtureStatistics<S> s, MixtureParameters<P> current) {
        return mixture.maximize(s, current);
    }

    @Override
    public double expectedLogJoint(MixtureParameters<P> theta, MixtureStatistics<S> s) {
        return mixture.expectedLogJoint(theta, s);
    }

    @Override
    public double logPrior(MixtureParameters<P> theta) {
        return mixture.logPrior(theta);
    }

    @Override
    public Roundoff roundoff(MixtureParameters<P> theta) {
        return mixture.roundoff(theta);
    }

    /** The mixture's own batch, told what is known before it shares the observations out. */
    @Override
    public Optional<EStep<Labelled<X>, MixtureStatistics<S>>> bind(MixtureParameters<P> theta) {
        MixtureEStep<X, S> bound = mixture.bound(theta);
        EStep<Labelled<X>, MixtureStatistics<S>> labelledBound = workspace -> {
            MixtureEStepWorker<X, S> batch = bound.batch(workspace);
            return new EStepWorker<>() {
                @Override
                public void evidence(Block<Labelled<X>> tile, double[] out, int at) {
                    LabelledBlock<X> labelled = LabelledBlock.of(tile);
                    batch.evidence(labelled.observations(), labelled::label, out, at);
                }

                @Override
                public double accumulate(double[] w, int at, MixtureStatistics<S> into) {
                    return batch.accumulate(w, at, into);
                }
            };
        };
        return Optional.of(labelledBound);
    }

    @Override
    public Optional<Chart<MixtureParameters<P>>> chart(MixtureParameters<P> theta) {
        return mixture.chart(theta);
    }

    @Override
    public List<Edge<MixtureParameters<P>>> edges(MixtureParameters<P> theta) {
        return mixture.edges(theta);
    }

    /** Observations of unknown component; in the place of one whose component is known, the one that was drawn is known. */
    @Override
    public Optional<Sampler<Labelled<X>>> sampler(MixtureParameters<P> theta) {
        return Mixture.all(mixture.each(theta, mixture.component()::sampler)).map(own -> sampler(theta.weights(), own));
    }

    private static <X> Sampler<Labelled<X>> sampler(double[] weights, List<Sampler<X>> own) {
        return new Sampler<>() {
            @Override
            public Labelled<X> sample(RandomGenerator random) {
                return new Labelled<>(own.get(Simplex.draw(weights, random)).sample(random), Labelled.UNKNOWN);
            }

            @Override
            public Labelled<X> inPlaceOf(Labelled<X> observed, RandomGenerator random) {
                int k = Simplex.draw(weights, random);
                X drawn = own.get(k).inPlaceOf(observed.observation(), random);
                return new Labelled<>(drawn, observed.isKnown() ? k : Labelled.UNKNOWN);
            }
        };
    }

    @Override
    public Optional<Imputer<Labelled<X>>> imputer(MixtureParameters<P> theta) {
        return Mixture.all(mixture.each(theta, mixture.component()::imputer))
                .flatMap(own -> mixture.imputer(theta)
                        .map(any -> (x, random) -> new Labelled<>(
                                (x.isKnown() ? own.get(x.label()) : any).impute(x.observation(), random), x.label())));
    }
}
