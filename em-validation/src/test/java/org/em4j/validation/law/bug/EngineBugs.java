package org.em4j.validation.law.bug;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.em4j.core.Execution;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.core.fit.Surrogate;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Engine;
import org.em4j.validation.law.PoissonMixtureLaws;

/** What goes wrong in what runs a model. */
final class EngineBugs {
    private EngineBugs() {}

    static Stream<Bug> all() {
        return Stream.of(
                data("weights ignored", (rows, weights, threads) -> Arrays.fill(weights, 1)),
                data(
                        "weights rounded down to whole copies",
                        (rows, weights, threads) -> Arrays.setAll(weights, i -> Math.floor(weights[i]))),
                data(
                        "weights of zero taken for one in 1e9",
                        (rows, weights, threads) -> Arrays.setAll(weights, i -> Math.max(weights[i], 1e-9))),
                data("weights made to sum to n", (rows, weights, threads) -> {
                    double total = Arrays.stream(weights).sum();
                    Arrays.setAll(weights, i -> weights[i] * weights.length / total);
                }),
                data("the last observation of many left out", (rows, weights, threads) -> {
                    if (weights.length > 1) {
                        weights[weights.length - 1] = 0;
                    }
                }),
                data("the first observation counted twice", (rows, weights, threads) -> weights[0] *= 2),
                data("sums in the order that threads happen to end", (rows, weights, threads) -> {
                    if (threads > 1) {
                        Collections.reverse(rows);
                        List<Double> backwards = new ArrayList<>();
                        Arrays.stream(weights).forEach(backwards::add);
                        Collections.reverse(backwards);
                        Arrays.setAll(weights, backwards::get);
                    }
                }),
                data("the odd observation lost between two threads", (rows, weights, threads) -> {
                    if (threads > 1) {
                        weights[weights.length / 2] = 0;
                    }
                }),
                data("an index one too far with a single observation", (rows, weights, threads) -> {
                    if (rows.size() == 1) {
                        rows.get(1);
                    }
                }),
                map("the log-likelihood of the step before", LateFigures::new),
                map("statistics of the step before", LateStatistics::new),
                map("a schedule that checkpoints do not hold", Lazy::new));
    }

    @FunctionalInterface
    private interface Handling {
        void change(List<?> rows, double[] weights, int threads);
    }

    private static Bug data(String name, Handling wrong) {
        return bug(name, new Engine() {
            @Override
            public <X> Observations<X> observations(List<X> data, double[] weights, int threads) {
                List<X> rows = new ArrayList<>(data);
                double[] its = weights.clone();
                wrong.change(rows, its, threads);
                return Observations.of(rows, its).on(new Execution(threads, 1));
            }
        });
    }

    /** Any engine's map, made wrong. */
    @FunctionalInterface
    private interface Wrapping {
        <P> EmProblem<P> of(EmProblem<P> right);
    }

    private static Bug map(String name, Wrapping wrong) {
        return bug(name, new Engine() {
            @Override
            public <X, P, Q extends Posterior, S extends Statistics<S>> EmProblem<P> map(
                    LatentModel<X, P, Q, S> model, Observations<X> data) {
                return wrong.of(Engine.super.map(model, data));
            }
        });
    }

    private static Bug bug(String name, Engine engine) {
        return new Bug(name, "Engine", size -> PoissonMixtureLaws.example(size).on(engine));
    }

    /** A map that looks back at its last point. */
    private abstract static class Remembering<P> implements EmProblem<P> {
        private final EmProblem<P> right;
        private Iterate<P> last;

        Remembering(EmProblem<P> right) {
            this.right = right;
        }

        abstract Iterate<P> wrong(Iterate<P> at, Iterate<P> before);

        @Override
        public Iterate<P> apply(P theta) {
            Iterate<P> at = right.apply(theta);
            Iterate<P> wrong = last == null ? at : wrong(at, last);
            last = at;
            return wrong;
        }
    }

    private static final class LateFigures<P> extends Remembering<P> {
        LateFigures(EmProblem<P> right) {
            super(right);
        }

        @Override
        Iterate<P> wrong(Iterate<P> at, Iterate<P> before) {
            double late = before.logLikelihood();
            double entropy = at.entropy() + late - at.logLikelihood();
            return new Iterate<>(
                    at.theta(),
                    late,
                    entropy,
                    at.weight(),
                    at.magnitude(),
                    at.roundoff(),
                    at.exactness(),
                    at.surrogate());
        }
    }

    private static final class LateStatistics<P> extends Remembering<P> {
        LateStatistics(EmProblem<P> right) {
            super(right);
        }

        @Override
        Iterate<P> wrong(Iterate<P> at, Iterate<P> before) {
            return new Iterate<>(
                    at.theta(),
                    at.logLikelihood(),
                    at.entropy(),
                    at.weight(),
                    at.magnitude(),
                    at.roundoff(),
                    at.exactness(),
                    before.surrogate());
        }
    }

    /** Leaves out every fourth M-step, counted from wherever it was started. */
    private static final class Lazy<P> implements EmProblem<P> {
        private final EmProblem<P> right;
        private int calls;

        Lazy(EmProblem<P> right) {
            this.right = right;
        }

        @Override
        public Iterate<P> apply(P theta) {
            Iterate<P> at = right.apply(theta);
            calls++;
            return calls % 4 == 0 ? standing(at) : at;
        }

        private static <P> Iterate<P> standing(Iterate<P> at) {
            Surrogate<P> surrogate = new Surrogate<>() {
                @Override
                public double expectedLogJoint(P theta) {
                    return at.surrogate().expectedLogJoint(theta);
                }

                @Override
                public double logPrior(P theta) {
                    return at.surrogate().logPrior(theta);
                }

                @Override
                public Roundoff roundoff(P theta) {
                    return at.surrogate().roundoff(theta);
                }

                @Override
                public P maximize() {
                    return at.theta();
                }
            };
            return new Iterate<>(
                    at.theta(),
                    at.logLikelihood(),
                    at.entropy(),
                    at.weight(),
                    at.magnitude(),
                    at.roundoff(),
                    at.exactness(),
                    surrogate);
        }
    }
}
