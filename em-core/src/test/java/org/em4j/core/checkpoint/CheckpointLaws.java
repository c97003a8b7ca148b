package org.em4j.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.em4j.core.Execution;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Audit;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Exponential;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.Trace;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.fit.accelerate.Parabolic;
import org.em4j.core.fit.accelerate.QuasiNewton;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sums;
import org.junit.jupiter.api.Test;

/** Fits that are cut off and gone on with, and those of other programs. */
class CheckpointLaws {
    /** Waiting times, with a chart. */
    private static class Waiting extends Exponential {
        private static final long serialVersionUID = 1;

        @Override
        public Optional<Chart<Double>> chart(Double at) {
            return Optional.of(Chart.of(rate -> new double[] {Math.log(rate)}, u -> Math.exp(u[0])));
        }
    }

    /** Does the same, under another name. */
    private static final class Otherwise extends Waiting {
        private static final long serialVersionUID = 1;
    }

    private static final Mixture<Double, Double, ?, ?> MODEL = new Mixture<>(2, new Waiting());

    private static MixtureParameters<Double> start(double rate) {
        return new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(rate, 3.0));
    }

    @Provide
    static Arbitrary<Accelerator> accelerators() {
        return Arbitraries.of(
                Accelerator.NONE,
                new Anderson(),
                new Anderson(2),
                new QuasiNewton(),
                new Squarem(),
                new Squarem(Squarem.StepLength.S1),
                new Parabolic());
    }

    @Provide
    static Arbitrary<StoppingRule> rules() {
        return Arbitraries.of(
                StoppingRule.distance(1e-4),
                StoppingRule.gradient(1e-3),
                StoppingRule.aitken(1e-6).or(StoppingRule.gradient(1e-4)),
                StoppingRule.never());
    }

    @Provide
    static Arbitrary<List<Double>> times() {
        return Arbitraries.doubles().between(0.01, 20).list().ofMinSize(2).ofMaxSize(30);
    }

    private static Checkpoint given(List<Kept> kept) {
        return new Checkpoint(Duration.ZERO, again -> {}).with(kept);
    }

    private static <P> void assertSame(Fit<P> whole, Fit<P> resumed) {
        assertEquals(whole.getClass(), resumed.getClass());
        assertEquals(whole.describe(), resumed.describe());
        assertEquals(whole.trace(), resumed.trace());
        assertArrayEquals(Imprint.bytes(whole.theta()), Imprint.bytes(resumed.theta()));
    }

    @Property(tries = 200)
    void aFitThatIsCutOffAtAnyIterationEndsWithTheSameBits(
            @ForAll("times") List<Double> times,
            @ForAll("accelerators") Accelerator accelerator,
            @ForAll("rules") StoppingRule rule,
            @ForAll Audit.Policy audit,
            @ForAll @IntRange(min = 1, max = 40) int most) {
        Observations<Double> data = Observations.of(times);
        Em em = new Em().accelerate(accelerator).until(rule).audit(audit).maxIterations(most);
        List<List<Kept>> moments = new ArrayList<>();
        Fit<MixtureParameters<Double>> whole =
                em.checkpoint(new Checkpoint(Duration.ZERO, moments::add)).fit(MODEL, data, start(0.2));
        assertSame(em.fit(MODEL, data, start(0.2)), whole);
        for (List<Kept> cut : moments) {
            Checkpoint checkpoint = given(cut);
            List<Trace.Entry> heard = new ArrayList<>();
            assertSame(whole, em.listener(heard::add).checkpoint(checkpoint).fit(MODEL, data, start(0.2)));
            assertEquals(1, checkpoint.met());
            assertEquals(whole.trace().entries(), heard);
        }
    }

    @Property(tries = 50)
    void aSearchThatIsCutOffFindsTheSameMaximaOnAnyThreads(
            @ForAll("times") @Size(min = 4) List<Double> times,
            @ForAll("accelerators") Accelerator accelerator,
            @ForAll @IntRange(min = 1, max = 2) int threads,
            @ForAll @IntRange(min = 1, max = 2) int others,
            @ForAll @IntRange(max = 1000) int moment) {
        Observations<Double> data = Observations.of(times);
        List<List<Kept>> moments = Collections.synchronizedList(new ArrayList<>());
        Em em = new Em().accelerate(accelerator).maxIterations(30);
        Optima<MixtureParameters<Double>> whole =
                search(em.checkpoint(new Checkpoint(Duration.ZERO, moments::add)), data, threads);
        Checkpoint cut = given(moments.get(moment % moments.size()));
        Optima<MixtureParameters<Double>> resumed = search(em.checkpoint(cut), data, others);
        assertEquals(whole.describe(), resumed.describe());
        assertSame(whole.best(), resumed.best());
        assertTrue(cut.met() > 0);
    }

    private static Optima<MixtureParameters<Double>> search(Em em, Observations<Double> data, int threads) {
        return new Restarts(8, 3)
                .search(
                        random -> start(0.01 + random.nextDouble()),
                        em,
                        (settings, from) -> settings.fit(MODEL, data, from),
                        new Execution(threads, 1));
    }

    @Property(tries = 50)
    void aFitOfOtherDataStartOrSettingsIsNotTakenForIt(
            @ForAll("times") List<Double> times, @ForAll("accelerators") Accelerator accelerator) {
        Observations<Double> data = Observations.of(times);
        List<Double> longer = new ArrayList<>(times);
        longer.set(0, Math.nextUp(longer.get(0)) * 2);
        Em em = new Em().accelerate(accelerator).maxIterations(5);
        Checkpoint checkpoint = given(List.of());
        em.checkpoint(checkpoint).fit(MODEL, data, start(0.2));
        em.checkpoint(checkpoint).fit(MODEL, Observations.of(longer), start(0.2));
        em.checkpoint(checkpoint).fit(MODEL, data, start(0.3));
        em.checkpoint(checkpoint).maxIterations(6).fit(MODEL, data, start(0.2));
        em.checkpoint(checkpoint).until(StoppingRule.gradient(1)).fit(MODEL, data, start(0.2));
        em.checkpoint(checkpoint).audit(Audit.Policy.WARN).fit(MODEL, data, start(0.2));
        em.checkpoint(checkpoint).fit(new Mixture<>(2, new Otherwise()), data, start(0.2));
        assertEquals(0, checkpoint.met());
        assertEquals(7, checkpoint.kept().size());
    }

    @Test
    void aStateThatComesToOtherBitsHereIsLeft() {
        List<Double> times = List.of(0.1, 0.2, 0.3, 4.0, 5.0, 6.5);
        Em em = new Em().until(StoppingRule.never());
        List<List<Kept>> moments = new ArrayList<>();
        Checkpoint all = new Checkpoint(Duration.ZERO, moments::add);
        em.checkpoint(all).maxIterations(9).fit(MODEL, Observations.of(times), start(0.2));
        em.checkpoint(all).maxIterations(9).fit(MODEL, Observations.of(times), start(0.3));
        Kept one = moments.get(3).get(0);
        Kept other = moments.get(15).get(1);
        Kept changed = new Kept(one.fit(), false, 0, other.value());
        Checkpoint foreign = given(List.of(changed));
        Fit<?> fit = em.checkpoint(foreign).maxIterations(9).fit(MODEL, Observations.of(times), start(0.2));
        assertEquals(10, fit.trace().entries().size());
    }

    @Test
    void aCancelledFitIsGoneOnWith() {
        Observations<Double> data = Observations.of(List.of(0.1, 0.2, 0.3, 4.0, 5.0, 6.5));
        Em em = new Em().accelerate(new Anderson());
        Checkpoint checkpoint = new Checkpoint(Duration.ofDays(1), kept -> {});
        Fit<?> cancelled = em.checkpoint(checkpoint)
                .listener(entry -> {
                    if (entry.iteration() == 3) {
                        Thread.currentThread().interrupt();
                    }
                })
                .fit(MODEL, data, start(0.2));
        assertTrue(Thread.interrupted());
        assertTrue(cancelled instanceof Fit.Cancelled);
        assertEquals(
                List.of(false), checkpoint.kept().stream().map(Kept::isDone).toList());
        Checkpoint again = given(checkpoint.kept());
        assertSame(em.fit(MODEL, data, start(0.2)), em.checkpoint(again).fit(MODEL, data, start(0.2)));
        assertEquals(1, again.met());
    }

    /** A rate that does not say that it can be written. */
    private record Rate(double value) {}

    private static final class Unwritten implements LatentModel<Double, Rate, Observed, Sums> {
        private static final long serialVersionUID = 1;
        private final Waiting waiting = new Waiting();

        @Override
        public Function<Double, Observed> posterior(Rate rate) {
            return waiting.posterior(rate.value);
        }

        @Override
        public Sums zero(Rate rate) {
            return new Sums(2);
        }

        @Override
        public void accumulate(Double x, Observed q, double weight, Sums into) {
            waiting.accumulate(x, q, weight, into);
        }

        @Override
        public Rate maximize(Sums s, Rate current) {
            return new Rate(waiting.maximize(s, current.value));
        }

        @Override
        public double expectedLogJoint(Rate rate, Sums s) {
            return waiting.expectedLogJoint(rate.value, s);
        }
    }

    @Test
    void parametersThatCannotBeWrittenAreNamed() {
        Em em = new Em().checkpoint(given(List.of()));
        CheckpointException e = assertThrows(
                CheckpointException.class, () -> em.fit(new Unwritten(), Observations.of(List.of(1.0)), new Rate(2)));
        assertTrue(
                e.getMessage().startsWith(Rate.class.getName() + " is not Serializable, as all has to be"),
                e::getMessage);
    }

    @Property(tries = 200)
    void whatIsDamagedIsRefused(
            @ForAll @IntRange(max = 100_000) int at, @ForAll @IntRange(min = 1, max = 255) int flipped) {
        byte[] bytes = underWay().value().clone();
        bytes[at % bytes.length] ^= (byte) flipped;
        assertRefused(bytes);
    }

    @Test
    void whatIsCutShortIsRefused() {
        byte[] bytes = underWay().value();
        for (int length = 0; length < bytes.length; length++) {
            assertRefused(Arrays.copyOf(bytes, length));
        }
    }

    private static final Observations<Double> SIX = Observations.of(List.of(0.1, 0.2, 0.3, 4.0, 5.0, 6.5));
    private static final Em FOUR = new Em().accelerate(new Anderson()).maxIterations(4);

    private static Kept underWay() {
        List<List<Kept>> moments = new ArrayList<>();
        FOUR.checkpoint(new Checkpoint(Duration.ZERO, moments::add)).fit(MODEL, SIX, start(0.2));
        return moments.get(2).get(0);
    }

    private static void assertRefused(byte[] value) {
        Checkpoint damaged = given(List.of(new Kept(underWay().fit(), false, 0, value)));
        CheckpointException e = assertThrows(
                CheckpointException.class, () -> FOUR.checkpoint(damaged).fit(MODEL, SIX, start(0.2)));
        assertEquals(
                "what the checkpoint holds of a fit cannot be read: it is damaged; go on from an older checkpoint, or begin"
                        + " anew without one",
                e.getMessage());
    }

    @Test
    void aStreamThatNamesForeignClassesIsRefusedBeforeTheyAreLoaded() {
        Observations<Double> data = Observations.of(List.of(0.1, 4.0));
        Checkpoint known = given(List.of());
        new Em().checkpoint(known).fit(MODEL, data, start(0.2));
        for (Object foreign :
                List.of(new File("x"), new PriorityQueue<>(), new InetSocketAddress(1), new Exception())) {
            Kept forged = Kept.of(known.kept().get(0).fit(), true, 1, foreign);
            CheckpointException e = assertThrows(
                    CheckpointException.class,
                    () -> new Em().checkpoint(given(List.of(forged))).fit(MODEL, data, start(0.2)));
            assertTrue(
                    e.getMessage()
                            .contains("names the class " + foreign.getClass().getName()),
                    e::getMessage);
        }
    }

    @Test
    void fitsThatAreWorthTheLeastForTheirSizeAreLeftOut() {
        Checkpoint checkpoint = given(List.of());
        for (int i = 0; i < 400; i++) {
            checkpoint.keep(new Kept("fit " + i, true, i, new byte[1 << 20]));
        }
        checkpoint.keep(new Kept("under way", false, 0, new byte[1 << 20]));
        List<Kept> kept = checkpoint.kept();
        assertTrue(kept.stream().mapToLong(Kept::size).sum() <= 64 << 20);
        assertTrue(kept.stream().anyMatch(k -> k.fit().equals("under way")));
        assertTrue(kept.stream().anyMatch(k -> k.fit().equals("fit 399")));
        assertTrue(kept.stream().noneMatch(k -> k.fit().equals("fit 0")));
    }
}
