package org.em4j.validation.law.bug;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sums;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.validation.law.PoissonMixtureLaws;

/** What goes wrong in a model that a researcher writes in five minutes. */
final class CountBugs {
    private CountBugs() {}

    static Stream<Bug> all() {
        return Stream.of(
                in("density: log x! missing", model -> new Wrong<>(model) {
                    @Override
                    public Function<Integer, Observed> posterior(Double rate) {
                        return x -> new Observed(x * Math.log(rate) - rate);
                    }
                }),
                in("density: floored at 1e-300", model -> new Wrong<>(model) {
                    @Override
                    public Function<Integer, Observed> posterior(Double rate) {
                        Function<Integer, Observed> posterior = right.posterior(rate);
                        double floor = Math.log(1e-300);
                        return x -> new Observed(Math.max(posterior.apply(x).logEvidence(), floor));
                    }
                }),
                in("density: worked out outside logs", model -> new Wrong<>(model) {
                    @Override
                    public Function<Integer, Observed> posterior(Double rate) {
                        Function<Integer, Observed> posterior = right.posterior(rate);
                        return x -> new Observed(
                                Math.log(Math.exp(posterior.apply(x).logEvidence())));
                    }
                }),
                in("density: NaN taken for zero", model -> new Wrong<>(model) {
                    @Override
                    public Function<Integer, Observed> posterior(Double rate) {
                        return x -> {
                            double log = Math.log(Math.pow(rate, x) * Math.exp(-rate) / factorial(x));
                            return new Observed(Double.isNaN(log) ? 0 : log);
                        };
                    }
                }),
                in("M-step: a pseudo-count that is no prior", model -> new Wrong<>(model) {
                    @Override
                    public Double maximize(Sums s, Double current) {
                        right.maximize(s, current);
                        return (s.get(1) + 1e-3) / (s.get(0) + 1e-3);
                    }
                }),
                in("accumulate: weights rounded to 0 and 1", model -> new Wrong<>(model) {
                    @Override
                    public void accumulate(Integer x, Observed q, double weight, Sums into) {
                        right.accumulate(x, q, weight > 0.5 ? 1 : 0, into);
                    }
                }),
                in("M-step: an inner loop that ends early", model -> new Wrong<>(model) {
                    @Override
                    public Double maximize(Sums s, Double current) {
                        double best = right.maximize(s, current);
                        double rate = current;
                        for (int step = 0; step < 10; step++) {
                            rate += 0.5 * (best - rate);
                        }
                        return rate;
                    }
                }),
                in("M-step: the rate of the last call, too", model -> new Wrong<>(model) {
                    private transient double last;

                    @Override
                    public Double maximize(Sums s, Double current) {
                        double best = right.maximize(s, current);
                        double rate = last == 0 ? best : 0.9 * best + 0.1 * last;
                        last = best;
                        return rate;
                    }
                }),
                in("M-step: adds to the statistics it was given", model -> new Wrong<>(model) {
                    @Override
                    public Double maximize(Sums s, Double current) {
                        double best = right.maximize(s, current);
                        s.add(1, 1, current, 0);
                        return best;
                    }
                }),
                in("prior: in the M-step, not in logPrior", model -> new Wrong<>(model) {
                    @Override
                    public Double maximize(Sums s, Double current) {
                        return (s.get(1) + 1) / (s.get(0) + 1);
                    }
                }),
                in("prior: in logPrior, not in the M-step", model -> new Wrong<>(model) {
                    @Override
                    public double logPrior(Double rate) {
                        return Math.log(rate) - rate;
                    }
                }),
                in("density: log x! to fewer digits the second time", model -> new Wrong<>(model) {
                    private transient Map<Integer, Double> cache = new HashMap<>();

                    @Override
                    public Function<Integer, Observed> posterior(Double rate) {
                        return x -> {
                            Double known = cache.get(x);
                            double exact = right.posterior(rate).apply(x).logEvidence();
                            double constant = exact - x * Math.log(rate) + rate;
                            cache.put(x, constant);
                            return new Observed(known == null ? exact : x * Math.log(rate) - rate + known);
                        };
                    }
                }),
                new Bug("roundoff: none where terms cancel", "Poisson", size -> {
                    var example = PoissonMixtureLaws.example(size);
                    return example.on(example.data().stream().map(x -> 400 + x).toList(), example.weights())
                            .of(new Mixture<>(size.k(), new Wrong<>(new Poisson()) {
                                @Override
                                public Roundoff roundoff(Double rate) {
                                    return Roundoff.NONE;
                                }
                            }));
                }));
    }

    private static double factorial(int x) {
        double f = 1;
        for (int i = 2; i <= x; i++) {
            f *= i;
        }
        return f;
    }

    private static Bug in(String name, UnaryOperator<LatentModel<Integer, Double, Observed, Sums>> wrong) {
        return new Bug(
                name,
                "Poisson",
                size -> PoissonMixtureLaws.example(size).of(new Mixture<>(size.k(), wrong.apply(new Poisson()))));
    }
}
