package org.em4j.validation.law.bug;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.validation.law.PoissonMixtureLaws;

/** What goes wrong around the components. */
final class MixtureBugs {
    private MixtureBugs() {}

    static Stream<Bug> all() {
        return Stream.concat(eSteps(), mSteps());
    }

    private static Stream<Bug> eSteps() {
        return Stream.of(
                shares("responsibilities that sum to 1 + 1e-6", r -> times(r, 1 + 1e-6)),
                shares("responsibilities below 1e-3 dropped", r -> each(r, v -> v < 1e-3 ? 0 : v)),
                shares("responsibilities below 1e-3 dropped, the rest made to sum to one", r -> {
                    double[] kept = each(r, v -> v < 1e-3 ? 0 : v);
                    return times(kept, 1 / Arrays.stream(kept).sum());
                }),
                shares("hard labels", r -> {
                    double max = Arrays.stream(r).max().orElseThrow();
                    double[] hard = each(r, v -> v == max ? 1 : 0);
                    return times(hard, 1 / Arrays.stream(hard).sum());
                }),
                shares("1e-6 added to responsibilities, for safety", r -> {
                    double[] safe = each(r, v -> v + 1e-6);
                    return times(safe, 1 / Arrays.stream(safe).sum());
                }),
                shares("the first component favoured, from its name alone", r -> {
                    double[] favoured = r.clone();
                    favoured[0] *= 1.1;
                    return times(favoured, 1 / Arrays.stream(favoured).sum());
                }),
                shares("tempered and not said so", r -> {
                    double[] flat = each(r, Math::sqrt);
                    return times(flat, 1 / Arrays.stream(flat).sum());
                }),
                in("E-step: log-sum-exp without its maximum", model -> new Wrong<>(model) {
                    @Override
                    public Function<Integer, ComponentPosterior<Observed>> posterior(MixtureParameters<Double> theta) {
                        Function<Integer, ComponentPosterior<Observed>> posterior = right.posterior(theta);
                        return x -> {
                            ComponentPosterior<Observed> q = posterior.apply(x);
                            double sum = 0;
                            for (int k = 0; k < theta.weights().length; k++) {
                                sum += theta.weights()[k]
                                        * Math.exp(q.within().get(k).logEvidence());
                            }
                            return new ComponentPosterior<>(q.responsibilities(), q.within(), Math.log(sum));
                        };
                    }
                }),
                in("E-step: weights left out of the evidence", model -> new Wrong<>(model) {
                    @Override
                    public Function<Integer, ComponentPosterior<Observed>> posterior(MixtureParameters<Double> theta) {
                        double[] ones = each(theta.weights(), w -> 1.0 / theta.weights().length);
                        return right.posterior(new MixtureParameters<>(ones, theta.components()));
                    }
                }));
    }

    private static Stream<Bug> mSteps() {
        return Stream.of(
                weights("weights left as they were", (best, old) -> old),
                weights("weights all alike", (best, old) -> each(best, w -> 1.0 / best.length)),
                weights("weights that sum to 1 + 5e-9", (best, old) -> times(best, 1 + 5e-9)),
                weights("one observation added to each component", (best, old) -> {
                    double[] more = each(best, w -> w + 0.01);
                    return times(more, 1 / Arrays.stream(more).sum());
                }),
                in("surrogate: log weights missing", model -> new Wrong<>(model) {
                    @Override
                    public double expectedLogJoint(MixtureParameters<Double> theta, MixtureStatistics<Sums, Sums> s) {
                        double value = right.expectedLogJoint(theta, s);
                        for (int k = 0; k < theta.weights().length; k++) {
                            value -= Sums.xlogy(s.gate().get(k), theta.weight(k));
                        }
                        return value;
                    }
                }),
                in("draws: components drawn with equal chances", model -> new Wrong<>(model) {
                    @Override
                    public Optional<Sampler<Integer>> sampler(MixtureParameters<Double> theta) {
                        double[] ones = each(theta.weights(), w -> 1.0 / theta.weights().length);
                        return super.sampler(new MixtureParameters<>(ones, theta.components()));
                    }
                }));
    }

    @FunctionalInterface
    private interface Change {
        double of(double value);
    }

    @FunctionalInterface
    private interface Weights {
        double[] of(double[] best, double[] old);
    }

    private static double[] each(double[] v, Change change) {
        return Arrays.stream(v).map(change::of).toArray();
    }

    private static double[] times(double[] v, double factor) {
        return each(v, x -> factor * x);
    }

    private static Bug shares(String name, UnaryOperator<double[]> wrong) {
        return in("E-step: " + name, model -> new Wrong<>(model) {
            @Override
            public Function<Integer, ComponentPosterior<Observed>> posterior(MixtureParameters<Double> theta) {
                return right.posterior(theta)
                        .andThen(q -> new ComponentPosterior<>(
                                wrong.apply(q.responsibilities()), q.within(), q.logEvidence()));
            }
        });
    }

    private static Bug weights(String name, Weights wrong) {
        return in("M-step: " + name, model -> new Wrong<>(model) {
            @Override
            public MixtureParameters<Double> maximize(
                    MixtureStatistics<Sums, Sums> s, MixtureParameters<Double> current) {
                MixtureParameters<Double> best = right.maximize(s, current);
                return new MixtureParameters<>(wrong.of(best.weights(), current.weights()), best.components());
            }
        });
    }

    private static Bug in(
            String name,
            UnaryOperator<
                            LatentModel<
                                    Integer,
                                    MixtureParameters<Double>,
                                    ComponentPosterior<Observed>,
                                    MixtureStatistics<Sums, Sums>>>
                    wrong) {
        return new Bug(
                name,
                "Mixture",
                size -> PoissonMixtureLaws.example(size).of(wrong.apply(new Mixture<>(size.k(), new Poisson()))));
    }
}
