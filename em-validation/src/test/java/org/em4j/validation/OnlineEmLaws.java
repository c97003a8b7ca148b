package org.em4j.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Execution;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.online.Incremental;
import org.em4j.core.fit.online.Stepwise;
import org.em4j.core.fit.online.StepwiseLearner;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Sums;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.junit.jupiter.api.Test;

/** Online EM beside EM on the same data, from the same start. */
class OnlineEmLaws {
    private static final int D = 2;
    private static final Mixture<double[], FullNormal, MissingValuePosterior, Moments> MODEL =
            CovarianceFamily.FULL.mixture(2, D);

    /** Two clusters, in three blocks and a bit. */
    private static Rows rows(boolean weighted, boolean gaps, Random random) {
        return rows(2.5, weighted, gaps, random);
    }

    /** Of clusters so far apart. */
    private static Rows rows(double apart, boolean weighted, boolean gaps, Random random) {
        int n = 3 * Blocking.ofRows(D).block() + 17;
        double[] values = new double[n * D];
        Arrays.setAll(values, o -> (o / D % 3 == 0 ? apart : 0) + random.nextGaussian());
        for (int o = D; gaps && o < values.length; o++) {
            values[o] = random.nextInt(30) == 0 ? Double.NaN : values[o];
        }
        Rows rows = Rows.wrap(values, D, Missing.LATENT);
        return weighted
                ? rows.weighted(
                        IntStream.range(0, n).mapToDouble(i -> 1 + i % 2).toArray())
                : rows;
    }

    private static MixtureParameters<FullNormal> start() {
        double[][] one = {{1, 0}, {0, 1}};
        return new MixtureParameters<>(
                new double[] {0.5, 0.5},
                List.of(FullNormal.of(new double[] {-1, 0}, one), FullNormal.of(new double[] {3, 2}, one)));
    }

    private static double objective(Observations<double[]> data, MixtureParameters<FullNormal> at) {
        return new Em().maxIterations(0).fit(MODEL, data, at).trace().last().objective();
    }

    private static MixtureParameters<FullNormal> led(Em.Online online, Observations<double[]> data) {
        Em.Online.Passes<MixtureParameters<FullNormal>> passes = online.passes(MODEL, data, start());
        assertEquals(Optional.empty(), passes.failure());
        return passes.theta();
    }

    /** A pass that gains less than a hundredth of a nat ends it; what EM itself then still gains is a few times that. */
    @Property(tries = 4)
    void incrementalPassesReachTheOptimumOfEm(
            @ForAll boolean weighted, @ForAll boolean gaps, @ForAll Random random, @ForAll long seed) {
        Rows rows = rows(weighted, gaps, random);
        double optimum = new Em().fit(MODEL, rows, start()).trace().last().objective();
        assertEquals(optimum, objective(rows, led(new Incremental(300, seed), rows)), 0.5);
    }

    /**
     * The steps of 40 passes of four batches add up to some 20, so that EM has to be fast for them to arrive: clusters are apart.
     * What batches scatter by leaves less than a nat of 100,000 in the averages of 20 passes.
     */
    @Property(tries = 4)
    void stepwisePassesReachTheOptimumOfEm(@ForAll boolean weighted, @ForAll Random random, @ForAll long seed) {
        Rows rows = rows(4, weighted, false, random);
        double optimum = new Em().fit(MODEL, rows, start()).trace().last().objective();
        assertEquals(optimum, objective(rows, led(new Stepwise(40, seed), rows)), 1);
    }

    @Property(tries = 4)
    void whatPassesLeadToIsTheSameOnAnyThreads(@ForAll @IntRange(min = 1, max = 5) int batch, @ForAll Random random) {
        Rows rows = rows(false, true, random);
        for (Em.Online online : List.of(new Incremental(3, batch, 1), new Stepwise(2, batch, 0.7, 1, 1))) {
            MixtureParameters<FullNormal> one = led(online, rows);
            MixtureParameters<FullNormal> three = led(online, rows.on(new Execution(3, 1)));
            assertArrayEquals(one.weights(), three.weights());
            assertArrayEquals(
                    one.components().get(0).mean(), three.components().get(0).mean());
        }
    }

    /** Of data in one batch an incremental step is a step of EM. */
    @Property(tries = 4)
    void incrementalPassesOverOneBatchAreStepsOfEm(@ForAll Random random) {
        Rows rows = rows(false, false, random);
        Fit<MixtureParameters<FullNormal>> em =
                new Em().until(trace -> Optional.empty()).maxIterations(5).fit(MODEL, rows, start());
        MixtureParameters<FullNormal> online = led(new Incremental(5, 100, 1), rows);
        assertArrayEquals(em.theta().weights(), online.weights(), 1e-12);
    }

    /** A model whose M-step is off: it takes the mean of a component for twice what it is. */
    private record Wrong(Mixture<double[], FullNormal, MissingValuePosterior, Moments> inner)
            implements LatentModel<
                    double[],
                    MixtureParameters<FullNormal>,
                    ComponentPosterior<MissingValuePosterior>,
                    MixtureStatistics<Sums, Moments>> {
        @Override
        public Function<double[], ComponentPosterior<MissingValuePosterior>> posterior(
                MixtureParameters<FullNormal> theta) {
            return inner.posterior(theta);
        }

        @Override
        public MixtureStatistics<Sums, Moments> zero(MixtureParameters<FullNormal> theta) {
            return inner.zero(theta);
        }

        @Override
        public void accumulate(
                double[] x,
                ComponentPosterior<MissingValuePosterior> q,
                double weight,
                MixtureStatistics<Sums, Moments> into) {
            inner.accumulate(x, q, weight, into);
        }

        @Override
        public MixtureParameters<FullNormal> maximize(
                MixtureStatistics<Sums, Moments> s, MixtureParameters<FullNormal> current) {
            MixtureParameters<FullNormal> right = inner.maximize(s, current);
            FullNormal first = right.components().get(0);
            double[] mean = Arrays.stream(first.mean()).map(m -> 2 * m + 1).toArray();
            return new MixtureParameters<>(
                    right.weights(),
                    List.of(
                            FullNormal.of(mean, first.covariance()),
                            right.components().get(1)));
        }

        @Override
        public double expectedLogJoint(MixtureParameters<FullNormal> theta, MixtureStatistics<Sums, Moments> s) {
            return inner.expectedLogJoint(theta, s);
        }
    }

    @Test
    void aWrongMStepIsFoundByTheBound() {
        Rows rows = rows(false, false, new Random(1));
        Em.Online.Passes<MixtureParameters<FullNormal>> passes =
                new Incremental(9, 1).passes(new Wrong(MODEL), rows, start());
        assertTrue(passes.failure().orElseThrow().what().contains("M-step"));
        assertInstanceOf(
                Fit.AuditFailed.class, new Em().online(new Incremental(9, 1)).fit(new Wrong(MODEL), rows, start()));
    }

    @Test
    void emGoesOnWhereThePassesEnd() {
        Rows rows = rows(false, false, new Random(2));
        Fit<MixtureParameters<FullNormal>> em = new Em().fit(MODEL, rows, start());
        Fit<MixtureParameters<FullNormal>> online =
                new Em().online(new Incremental(10, 1)).fit(MODEL, rows, start());
        assertInstanceOf(Fit.Converged.class, online);
        assertEquals(em.trace().last().objective(), online.trace().last().objective(), 1e-6);
        assertTrue(online.trace().entries().get(0).eSteps() > 1, "passes before the first iteration count");
    }

    @Test
    void aStreamIsLearnedBatchByBatch() {
        var learner = new StepwiseLearner<>(new Stepwise(1, 1, 1, 0, 1), new Poisson(), 1.0);
        Random random = new Random(3);
        double sum = 0;
        for (int t = 1; t <= 50; t++) {
            List<Integer> batch = random.ints(100, 0, 7).boxed().toList();
            sum += batch.stream().mapToInt(x -> x).sum();
            learner.learn(Observations.of(batch));
            assertEquals(sum / (100 * t), learner.theta(), 1e-12, "steps of 1/t make the mean of all so far");
        }
    }

    @Property(tries = 50)
    void stepsThatDoNotConvergeAreRefused(@ForAll @DoubleRange(min = -1, max = 3) double exponent) {
        if (exponent > 0.5 && exponent <= 1) {
            new Stepwise(1, 1, exponent, 0, 1);
        } else {
            assertThrows(IllegalArgumentException.class, () -> new Stepwise(1, 1, exponent, 0, 1));
        }
    }
}
