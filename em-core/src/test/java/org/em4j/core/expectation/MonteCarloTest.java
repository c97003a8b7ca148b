package org.em4j.core.expectation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Observations;
import org.em4j.core.estep.EStep;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Sums;
import org.junit.jupiter.api.Test;

/** A random E-step: what it draws is a function of the seed, the iteration and the block, and of nothing else. */
class MonteCarloTest {
    private record Theta(double mean, int iteration) implements Serializable {}

    private record Drawn(double z, double logEvidence, double entropy) implements Posterior {}

    /** x ~ N(z, 1), z ~ N(mean, 1), with z drawn from its posterior instead of averaged over. */
    private record Drawing(long seed) implements LatentModel<Double, Theta, Drawn, Sums> {
        private static Function<Double, Drawn> posterior(Theta theta, RandomGenerator random) {
            double entropy = 0.5 * Math.log(Math.PI * Math.E);
            return x -> {
                double square = (x - theta.mean) * (x - theta.mean) / 2;
                double z = (x + theta.mean) / 2 + Math.sqrt(0.5) * random.nextGaussian();
                return new Drawn(z, -0.5 * (Math.log(4 * Math.PI) + square), entropy);
            };
        }

        @Override
        public Function<Double, Drawn> posterior(Theta theta) {
            return posterior(theta, Randomness.of(seed, theta.iteration, 0));
        }

        @Override
        public Optional<EStep<Double, Sums>> bind(Theta theta) {
            return Optional.of(
                    ReferenceEStep.of(this, block -> posterior(theta, Randomness.of(seed, theta.iteration, block))));
        }

        @Override
        public Sums zero(Theta theta) {
            return new Sums(4);
        }

        @Override
        public void accumulate(Double x, Drawn q, double weight, Sums into) {
            into.add(weight, 1, q.z, q.z * q.z, (x - q.z) * (x - q.z));
        }

        @Override
        public Theta maximize(Sums s, Theta current) {
            return new Theta(s.get(1) / s.get(0), current.iteration + 1);
        }

        @Override
        public double expectedLogJoint(Theta theta, Sums s) {
            double squares = s.get(2) - 2 * theta.mean * s.get(1) + theta.mean * theta.mean * s.get(0);
            return -s.get(0) * Math.log(2 * Math.PI) - (s.get(3) + squares) / 2;
        }
    }

    private static final List<Double> DATA =
            Stream.generate(Randomness.of(3)::nextGaussian).limit(5000).toList();

    private static double[] path(long seed, int threads) {
        double[] ones = new double[DATA.size()];
        Arrays.fill(ones, 1);
        Observations<Double> data = Observations.of(DATA, ones).on(new Execution(threads, 1));
        Drawing model = new Drawing(seed);
        Theta theta = new Theta(1, 0);
        double[] path = new double[20];
        for (int t = 0; t < path.length; t++) {
            theta = model.maximize(Expectation.of(model, theta, data).statistics(), theta);
            path[t] = theta.mean;
        }
        return path;
    }

    @Test
    void theSameBitsOnAnyNumberOfThreads() {
        double[] one = path(1, 1);
        assertArrayEquals(one, path(1, 3));
        assertArrayEquals(one, path(1, 8));
        assertNotEquals(one[19], path(2, 1)[19]);
    }

    @Test
    void itEndsAboutTheMaximum() {
        double mean = DATA.stream().mapToDouble(x -> x).average().orElseThrow();
        double[] path = path(1, 2);
        double average = Arrays.stream(path, 10, 20).average().orElseThrow();
        assertEquals(mean, average, 6 * Math.sqrt(0.5 / DATA.size()));
    }

    @Test
    void noTwoBlocksAndNoTwoIterationsDrawTheSame() {
        long[] first = new long[400];
        for (int i = 0; i < first.length; i++) {
            first[i] = Randomness.of(7, i / 20, i % 20).nextLong();
        }
        assertEquals(first.length, Arrays.stream(first).distinct().count());
    }
}
