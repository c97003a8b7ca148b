package org.em4j.validation.reproduce.em3695.example;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** EM step by step, with every point kept: {@link org.em4j.core.fit.Em} keeps the figures only. */
public record Climb<P>(List<Iterate<P>> iterates) {
    /** A number of steps of EM, of a model on data. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> Climb<P> of(
            LatentModel<X, P, Q, S> model, Observations<X> data, P start, int steps) {
        EmProblem<P> map = EmProblem.of(model, data);
        List<Iterate<P>> iterates = new ArrayList<>();
        iterates.add(map.apply(start));
        for (int t = 0; t < steps; t++) {
            iterates.add(map.apply(iterates.get(t).surrogate().maximize()));
        }
        return new Climb<>(iterates);
    }

    public Iterate<P> last() {
        return iterates.get(iterates.size() - 1);
    }

    /** 0, 1, 2, ... */
    public double[] steps() {
        return IntStream.range(0, iterates.size()).asDoubleStream().toArray();
    }

    public double[] logLikelihoods() {
        return iterates.stream().mapToDouble(Iterate::logLikelihood).toArray();
    }

    /** What the M-step after each point but the last gained: {@code Q(next) - Q(theta)} under the posteriors at theta. */
    public double[] gains() {
        return IntStream.range(0, iterates.size() - 1)
                .mapToDouble(t -> {
                    Iterate<P> at = iterates.get(t);
                    P next = iterates.get(t + 1).theta();
                    return at.surrogate().expectedLogJoint(next)
                            - at.surrogate().expectedLogJoint(at.theta());
                })
                .toArray();
    }

    /** What the log-likelihood gained. */
    public double[] rises() {
        double[] l = logLikelihoods();
        return IntStream.range(1, l.length).mapToDouble(t -> l[t] - l[t - 1]).toArray();
    }
}
