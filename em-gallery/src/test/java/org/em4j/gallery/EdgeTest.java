package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.Randomness;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.core.inference.Information;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.gallery.continuous.GammaDensity;
import org.em4j.gallery.continuous.StudentT;
import org.em4j.gallery.discrete.Bernoullis;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gallery.discrete.ZeroInflatedPoisson;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.junit.jupiter.api.Test;

/** Maxima on the edge of the parameter space are maxima, and named; what has none is still degenerate. */
class EdgeTest {
    private static final Em EM = new Em().until(StoppingRule.gradient(1e-5));

    private static <X, P, Q extends Posterior, S extends Statistics<S>> Fit<P> fit(
            Em em, LatentModel<X, P, Q, S> model, List<X> data, P start) {
        return em.fit(model, Observations.of(data), start);
    }

    private static <P> P converged(Fit<P> fit, List<String> edge) {
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertEquals(edge, ((Fit.Converged<P>) fit).edge());
        return fit.theta();
    }

    private static double logLikelihood(Fit<?> fit) {
        return fit.trace().last().logLikelihood();
    }

    /** Fewer zeros than a Poisson distribution has: without inflation it is the Poisson distribution, of rate 2. */
    @Test
    void countsWithFewZerosAreNotInflated() {
        List<Integer> counts = List.of(1, 2, 3, 2, 1, 3, 2, 2, 0, 4);
        double poisson = logLikelihood(fit(EM, new Poisson(), counts, 1.0));
        for (Accelerator accelerator : List.of(Accelerator.NONE, new Squarem())) {
            for (double start : new double[] {0.01, 0.3, 0.9}) {
                Fit<ZeroInflatedPoisson.Theta> fit = fit(
                        EM.accelerate(accelerator),
                        new ZeroInflatedPoisson(),
                        counts,
                        new ZeroInflatedPoisson.Theta(start, 1));
                ZeroInflatedPoisson.Theta theta = converged(fit, List.of("P(inflated) = 0"));
                assertEquals(0, theta.inflation());
                assertEquals(2, theta.rate(), 1e-5);
                assertEquals(poisson, logLikelihood(fit), 1e-9);
            }
        }
    }

    @Test
    void countsThatAreAllZeroHaveARateOfZero() {
        List<Integer> zeros = Collections.nCopies(7, 0);
        assertEquals(0, converged(fit(EM, new Poisson(), zeros, 1.0), List.of("rate = 0")));
        Fit<ZeroInflatedPoisson.Theta> inflated =
                fit(EM, new ZeroInflatedPoisson(), zeros, new ZeroInflatedPoisson.Theta(0.5, 1));
        assertEquals(0, converged(inflated, List.of("rate = 0")).rate());
        assertEquals(0, logLikelihood(inflated));
    }

    /** One component of two takes the part of the zeros that are inflated; its rate shrinks to zero and is put there. */
    @Test
    void aComponentOfZerosIsAComponent() {
        List<Integer> counts = List.of(0, 0, 0, 0, 0, 0, 3, 4, 5, 6, 4, 3, 5, 6);
        Fit<MixtureParameters<Double>> mixture = fit(
                EM,
                new Mixture<>(2, new Poisson()),
                counts,
                new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(0.5, 4.0)));
        converged(mixture, List.of("component 1: rate = 0"));
        Fit<ZeroInflatedPoisson.Theta> inflated =
                fit(EM, new ZeroInflatedPoisson(), counts, new ZeroInflatedPoisson.Theta(0.5, 3));
        converged(inflated, List.of());
        assertEquals(logLikelihood(inflated), logLikelihood(mixture), 1e-8);
    }

    @Test
    void answersThatAreAllAlikeHaveAProbabilityOfOne() {
        List<double[]> rows = List.of(new double[] {1, 0, 1}, new double[] {1, 0, 0});
        double[] p = converged(
                fit(EM, new Bernoullis(List.of("x", "y", "z"), 0), rows, new double[] {0.5, 0.5, 0.5}),
                List.of("P(x = 1) = 1", "P(y = 1) = 0"));
        assertArrayEquals(new double[] {1, 0, 0.5}, p);
    }

    private static final Mixture<double[], double[], ?, ?> TWO_CLASSES = new Mixture<>(2, new Bernoullis(3, 0));

    /** Two kinds of answers, and some between that go best with the second. */
    private static List<double[]> threeKinds() {
        return Stream.of(
                        Collections.nCopies(30, new double[] {1, 1, 0}),
                        Collections.nCopies(30, new double[] {0, 0, 1}),
                        Collections.nCopies(10, new double[] {1, 0, 1}))
                .flatMap(List::stream)
                .toList();
    }

    private static Fit<MixtureParameters<double[]>> classes(double[] first, double[] second) {
        return fit(
                EM,
                TWO_CLASSES,
                threeKinds(),
                new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(first, second)));
    }

    /** What is zero at the start is part of the model, such as a step that a process cannot take. */
    @Test
    void anEdgeThatTheStartLiesOnIsKept() {
        Fit<MixtureParameters<double[]>> held = classes(new double[] {0.9, 0.8, 0.3}, new double[] {0, 0.2, 0.8});
        assertEquals(0, held.theta().components().get(1)[0]);
        Fit<MixtureParameters<double[]>> free = classes(new double[] {0.9, 0.8, 0.3}, new double[] {0.3, 0.2, 0.8});
        assertTrue(logLikelihood(held) < logLikelihood(free) - 1, held::describe);
    }

    @Test
    void noStartIsPutOnAnEdgeThatItIsLeaving() {
        double found = logLikelihood(classes(new double[] {0.9, 0.8, 1e-12}, new double[] {1e-14, 1e-13, 0.8}));
        double elsewhere = logLikelihood(classes(new double[] {0.9, 0.8, 0.3}, new double[] {0.3, 0.2, 0.8}));
        assertEquals(elsewhere, found, 1e-6);
    }

    /** Uniform numbers have lighter tails than a normal distribution. */
    @Test
    void theTDistributionOfLightTailsIsTheNormalDistribution() {
        RandomGenerator random = Randomness.of(3);
        List<double[]> rows =
                Stream.generate(() -> random.doubles(2).toArray()).limit(60).toList();
        FullNormal standard = FullNormal.of(new double[2], new double[][] {{1, 0}, {0, 1}});
        Fit<FullNormal> normal = fit(EM, new Gaussian(2), rows, standard);
        Fit<StudentT.Theta> t =
                fit(new Em().accelerate(new Squarem()), new StudentT(2), rows, new StudentT.Theta(standard, 5));
        converged(t, List.of("degrees of freedom = ∞: a normal distribution"));
        assertEquals(logLikelihood(normal), logLikelihood(t), 1e-6);
        assertArrayEquals(normal.theta().mean(), t.theta().normal().mean(), 1e-4);
    }

    /** The density of equal numbers rises without end: no parameters attain it. */
    @Test
    void whatIsNotAttainedIsDegenerate() {
        List<Double> equal = Collections.nCopies(8, 2.5);
        assertInstanceOf(Fit.Degenerate.class, fit(EM, new GammaDensity(), equal, new GammaDensity.Theta(1, 1)));
        List<double[]> rows = Collections.nCopies(8, new double[] {2.5});
        FullNormal standard = FullNormal.of(new double[1], new double[][] {{1}});
        assertInstanceOf(Fit.Degenerate.class, fit(EM, new Gaussian(1), rows, standard));
        assertInstanceOf(Fit.Degenerate.class, fit(EM, new StudentT(1), rows, new StudentT.Theta(standard, 5)));
    }

    /** Where no row wants a component, the likelihood is the same whatever its parameters: they have no maximum. */
    @Test
    void aWeightThatShrinksToZeroLeavesNoRowInItsComponent() {
        List<Integer> counts = List.of(2, 3, 3, 2, 4, 3, 2, 3, 3, 3);
        Mixture<Integer, Double, ?, ?> fixed = new Mixture<>(2, new Poisson());
        Fit<MixtureParameters<Double>> fit = fit(
                EM,
                new org.em4j.core.model.decorate.Frozen<>(
                        fixed,
                        (current, next) ->
                                next.component(1, current.components().get(1))),
                counts,
                new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(3.0, 40.0)));
        assertInstanceOf(Fit.Degenerate.class, fit, fit::describe);
        assertTrue(fit.describe().contains("component 2: no row is left in it; use fewer components"), fit::describe);
    }

    /** All paths through the states, each with its own probability. */
    @Test
    void forwardBackwardWithImpossibleStepsIsTheSumOverAllPaths() {
        double[] first = {0.6, 0.4, 0};
        double[][] steps = {{0.7, 0.3, 0}, {0, 0.5, 0.5}, {1, 0, 0}};
        List<double[]> emissions = List.of(new double[] {0, 0.5}, new double[] {0.8, 1}, new double[] {0.3, 0});
        HiddenMarkov<double[], double[], ?, ?> model = new HiddenMarkov<>(new Mixture<>(3, new Bernoullis(2, 0)));
        HiddenMarkov.Theta<double[]> theta = new HiddenMarkov.Theta<>(new MixtureParameters<>(first, emissions), steps);
        var posterior = model.posterior(theta);
        int impossible = 0;
        for (int code = 0; code < 1 << 8; code++) {
            int bits = code;
            List<double[]> sequence = IntStream.range(0, 4)
                    .mapToObj(t -> new double[] {bits >> (2 * t) & 1, bits >> (2 * t + 1) & 1})
                    .toList();
            Paths all = Paths.of(first, steps, emissions, sequence);
            HiddenMarkov.Path<?> path = posterior.apply(sequence);
            assertEquals(
                    all.evidence == 0 ? Double.NEGATIVE_INFINITY : Math.log(all.evidence), path.logEvidence(), 1e-12);
            impossible += all.evidence == 0 ? 1 : 0;
            if (all.evidence > 0) {
                assertEquals(all.entropy(), path.entropy(), 1e-12);
                assertArrayEquals(all.transitions(), path.transitions(), 1e-12);
                assertArrayEquals(all.last(), path.smoothed()[3], 1e-12);
            }
        }
        assertTrue(impossible > 50 && impossible < 200, impossible + " of 256 sequences are impossible");
    }

    /** Probabilities of all {@code 3^T} paths of a sequence. */
    private record Paths(double evidence, List<int[]> paths, List<Double> joint) {
        static Paths of(double[] first, double[][] steps, List<double[]> emissions, List<double[]> sequence) {
            int length = sequence.size();
            List<int[]> paths = IntStream.range(0, (int) Math.pow(3, length))
                    .mapToObj(code -> IntStream.range(0, length)
                            .map(t -> code / (int) Math.pow(3, t) % 3)
                            .toArray())
                    .toList();
            List<Double> joint = paths.stream()
                    .map(path -> {
                        double p = 1;
                        for (int t = 0; t < length; t++) {
                            p *= t == 0 ? first[path[0]] : steps[path[t - 1]][path[t]];
                            for (int j = 0; j < 2; j++) {
                                double one = emissions.get(path[t])[j];
                                p *= sequence.get(t)[j] == 1 ? one : 1 - one;
                            }
                        }
                        return p;
                    })
                    .toList();
            return new Paths(joint.stream().mapToDouble(p -> p).sum(), paths, joint);
        }

        double entropy() {
            return joint.stream()
                    .filter(p -> p > 0)
                    .mapToDouble(p -> -p / evidence * Math.log(p / evidence))
                    .sum();
        }

        double[] transitions() {
            double[] counts = new double[9];
            for (int i = 0; i < paths.size(); i++) {
                for (int t = 1; t < paths.get(i).length; t++) {
                    counts[3 * paths.get(i)[t - 1] + paths.get(i)[t]] += joint.get(i) / evidence;
                }
            }
            return counts;
        }

        double[] last() {
            double[] p = new double[3];
            for (int i = 0; i < paths.size(); i++) {
                p[paths.get(i)[paths.get(i).length - 1]] += joint.get(i) / evidence;
            }
            return p;
        }
    }

    /** Sequences of a left-to-right process: back, and past the middle, no step leads. */
    @Test
    void transitionsThatNeverHappenAreImpossible() {
        RandomGenerator random = Randomness.of(5);
        List<List<Integer>> sequences =
                IntStream.range(0, 12).mapToObj(i -> leftToRight(random)).toList();
        HiddenMarkov.Theta<Double> start = new HiddenMarkov.Theta<>(
                new MixtureParameters<>(new double[] {0.4, 0.3, 0.3}, List.of(2.0, 12.0, 45.0)),
                new double[][] {{0.6, 0.2, 0.2}, {0.2, 0.6, 0.2}, {0.2, 0.2, 0.6}});
        Fit<HiddenMarkov.Theta<Double>> fit =
                fit(EM, new HiddenMarkov<>(new Mixture<>(3, new Poisson())), sequences, start);
        HiddenMarkov.Theta<Double> theta = converged(
                fit,
                List.of(
                        "P(first state 2) = 0",
                        "P(first state 3) = 0",
                        "P(state 1 to 3) = 0",
                        "P(state 2 to 1) = 0",
                        "P(state 3 to 1) = 0",
                        "P(state 3 to 2) = 0"));
        assertArrayEquals(new double[] {0, 0, 1}, theta.transitions()[2]);
        EmProblem<HiddenMarkov.Theta<Double>> map =
                EmProblem.of(new HiddenMarkov<>(new Mixture<>(3, new Poisson())), Observations.of(sequences));
        assertEquals(
                3 + 2, Information.at(map, theta).observed().length, "rates, and one step out of each of two states");
    }

    private static List<Integer> leftToRight(RandomGenerator random) {
        double[] rates = {1, 10, 40};
        Integer[] counts = new Integer[15];
        int state = 0;
        for (int t = 0; t < counts.length; t++) {
            counts[t] = new Poisson().sampler(rates[state]).orElseThrow().sample(random);
            state = state < 2 && random.nextDouble() < 0.3 ? state + 1 : state;
        }
        return Arrays.asList(counts);
    }
}
