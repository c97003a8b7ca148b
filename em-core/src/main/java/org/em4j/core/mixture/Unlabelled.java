package org.em4j.core.mixture;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.block.Block;
import org.em4j.core.data.Labelled;
import org.em4j.core.data.LabelledBlock;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Exactness;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Statistics;

/** A component on observations with labels, which are the gate's affair: it does not look at them. */
record Unlabelled<X, P, Q extends Posterior, S extends Statistics<S>>(LatentModel<X, P, Q, S> model)
        implements LatentModel<Labelled<X>, P, Q, S> {
    @Override
    public Function<Labelled<X>, Q> posterior(P theta) {
        return model.posterior(theta).compose(Labelled::observation);
    }

    @Override
    public S zero(P theta) {
        return model.zero(theta);
    }

    @Override
    public void accumulate(Labelled<X> x, Q q, double weight, S into) {
        model.accumulate(x.observation(), q, weight, into);
    }

    @Override
    public P maximize(S s, P current) {
        return model.maximize(s, current);
    }

    @Override
    public double expectedLogJoint(P theta, S s) {
        return model.expectedLogJoint(theta, s);
    }

    @Override
    public double logPrior(P theta) {
        return model.logPrior(theta);
    }

    @Override
    public Roundoff roundoff(P theta) {
        return model.roundoff(theta);
    }

    @Override
    public Optional<Chart<P>> chart(P theta) {
        return model.chart(theta);
    }

    @Override
    public List<Edge<P>> edges(P theta) {
        return model.edges(theta);
    }

    @Override
    public Optional<Imputer<Labelled<X>>> imputer(P theta) {
        return model.imputer(theta)
                .map(own -> (x, random) -> new Labelled<>(own.impute(x.observation(), random), x.label()));
    }

    @Override
    public Optional<EStep<Labelled<X>, S>> bind(P theta) {
        return model.bind(theta).map(bound -> workspace -> new Worker<>(bound.batch(workspace)));
    }

    private record Worker<X, S>(EStepWorker<X, S> within) implements EStepWorker<Labelled<X>, S> {
        @Override
        public void evidence(Block<Labelled<X>> tile, double[] out, int at) {
            within.evidence(LabelledBlock.of(tile).observations(), out, at);
        }

        @Override
        public double accumulate(double[] w, int at, S into) {
            return within.accumulate(w, at, into);
        }

        @Override
        public Exactness exactness() {
            return within.exactness();
        }
    }
}
