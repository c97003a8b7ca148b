package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.em4j.core.Randomness;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.expectation.ReferenceEStep;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forward-backward against all paths, one by one. */
class HiddenMarkovTest {
    private static final HiddenMarkov<double[], FullNormal, MissingValuePosterior, Moments> MODEL =
            new HiddenMarkov<>(new Mixture<>(3, new Gaussian(1)));

    private static final double[] FIRST = {0.5, 0.3, 0.2};
    private static final double[][] STEPS = {{0.7, 0.2, 0.1}, {0.3, 0.4, 0.3}, {0, 0.5, 0.5}};

    private static HiddenMarkov.Theta<FullNormal> theta(double... means) {
        List<FullNormal> emissions = new ArrayList<>();
        for (double mean : means) {
            emissions.add(FullNormal.of(new double[] {mean}, new double[][] {{1 + 0.2 * emissions.size()}}));
        }
        return new HiddenMarkov.Theta<>(new MixtureParameters<>(FIRST, emissions), STEPS);
    }

    private static List<double[]> sequence(double... values) {
        List<double[]> sequence = new ArrayList<>();
        for (double x : values) {
            sequence.add(new double[] {x});
        }
        return sequence;
    }

    private static void isTheSumOverAllPaths(HiddenMarkov.Theta<FullNormal> theta, List<double[]> x) {
        int length = x.size();
        int paths = (int) Math.pow(3, length);
        double[] joint = new double[paths];
        double max = Double.NEGATIVE_INFINITY;
        int best = 0;
        for (int path = 0; path < paths; path++) {
            int code = path;
            int before = -1;
            for (int t = 0; t < length; t++, code /= 3) {
                int k = code % 3;
                FullNormal normal = theta.states().components().get(k);
                double variance = normal.covariance()[0][0];
                double r = x.get(t)[0] - normal.mean()[0];
                joint[path] += Math.log(before < 0 ? FIRST[k] : STEPS[before][k]);
                joint[path] -= 0.5 * (Math.log(2 * Math.PI * variance) + r * r / variance);
                before = k;
            }
            best = joint[path] > max ? path : best;
            max = Math.max(max, joint[path]);
        }
        double sum = 0;
        for (double log : joint) {
            sum += Math.exp(log - max);
        }
        double evidence = max + Math.log(sum);
        double entropy = 0;
        double[][] smoothed = new double[length][3];
        double[] transitions = new double[9];
        for (int path = 0; path < paths; path++) {
            double p = Math.exp(joint[path] - evidence);
            entropy -= p > 0 ? p * (joint[path] - evidence) : 0;
            int code = path;
            for (int t = 0; t < length; t++, code /= 3) {
                smoothed[t][code % 3] += p;
                if (t < length - 1) {
                    transitions[code % 3 * 3 + code / 3 % 3] += p;
                }
            }
        }
        int[] mostProbable = MODEL.mostProbablePath(theta, x);
        for (int t = 0, code = best; t < length; t++, code /= 3) {
            assertEquals(code % 3, mostProbable[t]);
        }
        HiddenMarkov.Path<MissingValuePosterior> q = MODEL.posterior(theta).apply(x);
        assertEquals(evidence, q.logEvidence(), 1e-13 * Math.abs(evidence));
        assertEquals(entropy, q.entropy(), 1e-12);
        for (int t = 0; t < length; t++) {
            for (int k = 0; k < 3; k++) {
                assertEquals(smoothed[t][k], q.smoothed()[t][k], 1e-12);
            }
        }
        for (int i = 0; i < 9; i++) {
            assertEquals(transitions[i], q.transitions()[i], 1e-12);
        }
    }

    @Test
    void shortSequencesAreTheSumOverAllPaths() {
        isTheSumOverAllPaths(theta(-1, 0, 2), sequence(0.3));
        isTheSumOverAllPaths(theta(-1, 0, 2), sequence(0.3, -1.2, 2.2, 1.9, 0.1, -0.4, 3));
    }

    /** Outside logs, each of these densities is zero. */
    @Test
    void whatUnderflowsIsTheSumOverAllPathsToo() {
        isTheSumOverAllPaths(theta(-100, 0, 150), sequence(60, -70, 400, 0, 90));
    }

    /** The third state lies at e⁻⁶³⁰ of the others: a double, but one that underflows when it is shared out. */
    @Test
    void whatIsAllButImpossibleIsImpossible() {
        HiddenMarkov.Theta<FullNormal> theta = theta(0, 0.1, 42);
        HiddenMarkov.Path<MissingValuePosterior> path = MODEL.posterior(theta).apply(sequence(0, 0));
        assertEquals(0, path.smoothed()[0][2]);
        assertEquals(0, path.transitions()[1 * 3 + 2]);
        assertEquals(1, path.smoothed()[0][0] + path.smoothed()[0][1], 1e-15);
    }

    /** Lengths beside those at which steps are taken together. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 128, 129, 300})
    void scaledPassesAreThoseInLogs(int length) {
        RandomGenerator random = Randomness.of(length);
        List<double[]> near = new ArrayList<>();
        List<double[]> far = new ArrayList<>();
        for (int t = 0; t < length; t++) {
            near.add(new double[] {2 * random.nextGaussian()});
            far.add(new double[] {200 * random.nextGaussian()});
        }
        isTheDefinition(theta(-1, 0, 2), List.of(near, near.subList(0, 1 + length / 2), near));
        isTheDefinition(theta(-100, 0, 150), List.of(far, near)); // underflows: logs are called for
    }

    private static void isTheDefinition(HiddenMarkov.Theta<FullNormal> theta, List<List<double[]>> sequences) {
        var data = Observations.of(sequences);
        var scaled = Expectation.of(MODEL, theta, data);
        var inLogs = Expectation.of(MODEL, new ReferenceEStep<>(MODEL, theta), theta, data);
        double magnitude = inLogs.magnitude().value();
        assertEquals(inLogs.logEvidence().value(), scaled.logEvidence().value(), 1e-13 * magnitude);
        assertEquals(inLogs.entropy().value(), scaled.entropy().value(), 1e-13 * magnitude);
        var a = inLogs.statistics();
        var b = scaled.statistics();
        for (int i = 0; i < 9; i++) {
            assertEquals(a.transitions().get(i), b.transitions().get(i), 1e-13 * magnitude);
        }
        for (int k = 0; k < 3; k++) {
            assertEquals(a.states().gate().get(k), b.states().gate().get(k), 1e-13);
            Moments emitted = a.states().components().get(k);
            Moments same = b.states().components().get(k);
            assertEquals(emitted.weight(), same.weight(), 1e-13 * magnitude);
            assertEquals(emitted.second()[0], same.second()[0], 1e-13 * (magnitude + emitted.second()[0]));
        }
    }

    @Test
    void aLongSequenceFitsUnderTheAudit() {
        RandomGenerator random = Randomness.of(5);
        List<double[]> x = new ArrayList<>();
        int state = 0;
        for (int t = 0; t < 10_000; t++) {
            x.add(new double[] {3 * state + random.nextGaussian()});
            state = random.nextDouble() < 0.1 ? 1 - state : state;
        }
        HiddenMarkov<double[], FullNormal, MissingValuePosterior, Moments> two =
                new HiddenMarkov<>(new Mixture<>(2, new Gaussian(1)));
        double[][] unit = {{1}};
        List<FullNormal> emissions =
                List.of(FullNormal.of(new double[] {-1}, unit), FullNormal.of(new double[] {5}, unit));
        Fit<HiddenMarkov.Theta<FullNormal>> fit = new Em()
                .fit(
                        two,
                        Observations.of(List.of(x)),
                        new HiddenMarkov.Theta<>(
                                new MixtureParameters<>(new double[] {0.5, 0.5}, emissions),
                                new double[][] {{0.5, 0.5}, {0.5, 0.5}}));
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertTrue(fit.trace().audit() < 1);
        assertEquals(0.9, fit.theta().transitions()[0][0], 0.01);
        assertEquals(3, fit.theta().states().components().get(1).mean()[0], 0.05);
    }
}
