package org.em4j.laws.density;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.Randomness;
import org.em4j.core.data.Labelled;
import org.em4j.core.data.Observations;
import org.em4j.core.estep.Exactness;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Trial;

/**
 * A density has the integral one, so that a constant that log evidence and expected log joint density both lack is seen.
 *
 * <p>The sampler says what of an observation is random, and draws in place of one of the case's: what varies among them is
 * summed over where it repeats or is whole, and integrated over where it never repeats; the rest, such as covariates and
 * gaps, stays as it is. Sums over few points are exact, and are held against the part of other draws that falls on these
 * points. Else the density p is held against a reference g that is known to be one, by draws from both: {@code
 * E_g[p/(p+g)] = E_p[g/(p+g)]} (bridge sampling, Meng and Wong 1996), where what is averaged lies between 0 and 1, however
 * heavy the tails.
 *
 * <p>Draws are taken until the log integral has a standard error of {@value #SHARP} and is either less than {@value
 * Chance#QUIET} of them from 0 or more than {@value Chance#LOUD}. So a constant of 1.2 nats is seen for certain (half of log 2π
 * is 0.92), one of 0.4 nats nearly always; sums over points see one of 0.02. A right model is accused once in 1e9.
 */
public final class IntegratesToOne implements Law {
    /** What the space and the reference are made of. */
    private static final int CENTRES = 200;

    private static final int DRAWS = 500;
    private static final int MOST_DRAWS = 8000;

    /** Points that are summed over one by one. */
    private static final int POINTS = 5000;

    static final double SHARP = 0.1;

    /** Rounds of the estimate, each of which starts from the last; it converges in a few. */
    private static final int ROUNDS = 30;

    @Override
    public String statement() {
        return "the density at theta integrates to one over what the model draws";
    }

    @Override
    public String needs() {
        return "a sampler";
    }

    @Override
    public boolean appliesTo(ModelCase<?, ?, ?, ?> example) {
        return example.isGenerative();
    }

    @Override
    public Exactness.Kind holdsOf() {
        return Exactness.Kind.EXACT;
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        List<X> unlabelled = c.data().stream().filter(x -> !isLabelled(x)).toList();
        if (unlabelled.isEmpty()) {
            return;
        }
        Draws<X> draws = new Draws<>(c, unlabelled);
        List<List<Object>> first = draws.of(CENTRES);
        Optional<DrawnSpace> found = DrawnSpace.of(first);
        if (found.isEmpty()) {
            return;
        }
        DrawnSpace space = found.get();
        if (space.size() <= POINTS) {
            sum(c, draws, space, first.get(0), trial);
        } else {
            KernelDensity.around(space, first).ifPresent(reference -> integral(c, draws, space, reference, trial));
        }
    }

    /** A label that is known tells that an observation is no noise, which what is drawn in its place takes as given. */
    private static boolean isLabelled(Object x) {
        return x instanceof Labelled<?> labelled && labelled.isKnown();
    }

    /** Draws in place of one observation, taken apart. */
    private static final class Draws<X> {
        final X observed;
        final RandomGenerator random;
        private final Sampler<X> sampler;

        Draws(ModelCase<X, ?, ?, ?> c, List<X> data) {
            random = Randomness.of(c.data().size());
            observed = data.get(random.nextInt(data.size()));
            sampler = sampler(c);
        }

        private static <X, P> Sampler<X> sampler(ModelCase<X, P, ?, ?> c) {
            return c.model().sampler(c.theta()).orElseThrow();
        }

        List<List<Object>> of(int n) {
            return Stream.generate(() -> Leaves.of(sampler.inPlaceOf(observed, random)))
                    .limit(n)
                    .toList();
        }
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> void sum(
            ModelCase<X, P, Q, S> c, Draws<X> draws, DrawnSpace space, List<Object> draw, Trial trial) {
        double sum = Arrays.stream(logDensities(c, draws.observed, space, space.points(draw), trial))
                .map(Math::exp)
                .sum();
        double n = MOST_DRAWS;
        double part = draws.of(MOST_DRAWS).stream().filter(space::contains).count() / n;
        double bound = Chance.LOUD * Math.sqrt(part * (1 - part) / n) + Chance.LOUD * Chance.LOUD / n;
        trial.require(
                Math.abs(sum - part) <= bound,
                () -> String.format(
                        Locale.ROOT,
                        "over %.0f points it sums to %.6g, and %.6g of all draws fall on them, where chance explains %.2g",
                        space.size(),
                        sum,
                        part,
                        bound));
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> void integral(
            ModelCase<X, P, Q, S> c, Draws<X> draws, DrawnSpace space, KernelDensity reference, Trial trial) {
        double[] own = {}; // log p - log g of draws from p
        double[] others = {}; // and from g
        for (int n = DRAWS; n <= MOST_DRAWS; n *= 2) {
            List<List<Object>> more = draws.of(n - own.length);
            List<List<Object>> rest = Stream.generate(() -> reference.sample(draws.random))
                    .limit(n - own.length)
                    .toList();
            own = joined(own, logRatios(c, draws.observed, space, reference, more, trial));
            others = joined(others, logRatios(c, draws.observed, space, reference, rest, trial));
            Estimate log = Estimate.of(own, others);
            if (log.error * Math.sqrt((double) n / MOST_DRAWS) > SHARP) {
                return; // in so many dimensions draws hardly meet
            }
            if (log.error <= SHARP && (n == MOST_DRAWS || !Chance.isUnclear(log.value / log.error))) {
                trial.require(
                        Chance.explains(log.value / log.error),
                        () -> String.format(
                                Locale.ROOT,
                                "it integrates to %.4g, of which the log is %.4f ± %.4f and should be 0: a constant is"
                                        + " wrong (log(2π)/2 is 0.9189), or the draws do not fill the space that it is a"
                                        + " density on",
                                Math.exp(log.value),
                                log.value,
                                log.error));
                return;
            }
        }
    }

    private static double[] joined(double[] a, double[] b) {
        return Stream.of(a, b).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Log p - log g; NaN outside of the space, which neither is asked about. */
    private static <X, P, Q extends Posterior, S extends Statistics<S>> double[] logRatios(
            ModelCase<X, P, Q, S> c,
            X shape,
            DrawnSpace space,
            KernelDensity reference,
            List<List<Object>> all,
            Trial trial) {
        double[] log = logDensities(c, shape, space, all, trial);
        return IntStream.range(0, log.length)
                .mapToDouble(i -> Double.isNaN(log[i]) ? Double.NaN : log[i] - reference.logDensity(all.get(i)))
                .toArray();
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> double[] logDensities(
            ModelCase<X, P, Q, S> c, X shape, DrawnSpace space, List<List<Object>> all, Trial trial) {
        List<X> within = new ArrayList<>();
        int[] places = IntStream.range(0, all.size())
                .filter(i -> space.contains(all.get(i)))
                .peek(i -> within.add(Leaves.like(shape, all.get(i).iterator())))
                .toArray();
        double[] values =
                within.isEmpty() ? new double[0] : LogEvidence.of(c.model(), c.theta(), Observations.of(within));
        trial.require(Arrays.stream(values).noneMatch(Double::isNaN), () -> "a draw has a log density that is NaN");
        double[] log = new double[all.size()];
        Arrays.fill(log, Double.NaN);
        for (int j = 0; j < places.length; j++) {
            log[places[j]] = values[j];
        }
        return log;
    }

    /** The log of an integral, with its standard error, which is infinite where the draws do not meet. */
    private record Estimate(double value, double error) {
        static Estimate of(double[] own, double[] others) {
            double log = 0;
            for (int round = 0; round < ROUNDS; round++) {
                log += Math.log(Share.of(others, -log, 1).mean / Share.of(own, -log, -1).mean);
            }
            double error = Math.hypot(
                    Share.of(others, -log, 1).relativeError(),
                    Share.of(own, -log, -1).relativeError());
            return Double.isFinite(log) ? new Estimate(log, error) : new Estimate(0, Double.POSITIVE_INFINITY);
        }
    }

    /** The mean of p/(p+g), or of g/(p+g), over draws. */
    private record Share(double mean, double squares, int n) {
        static Share of(double[] logRatios, double shift, int sign) {
            double sum = 0;
            double squares = 0;
            for (double log : logRatios) {
                double share = Double.isNaN(log) ? 0 : 1 / (1 + Math.exp(-sign * (log + shift)));
                sum += share;
                squares += share * share;
            }
            return new Share(sum / logRatios.length, squares / logRatios.length, logRatios.length);
        }

        double relativeError() {
            return Math.sqrt(Math.max(0, squares / (mean * mean) - 1) / n);
        }
    }
}
