package org.em4j.spark;

import static org.em4j.spark.LocalSpark.bits;
import static org.em4j.spark.LocalSpark.rdd;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Em;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gallery.discrete.Poisson;
import org.junit.jupiter.api.Test;

class SparkObservationsTest {
    private static final List<Integer> COUNTS = counts();

    private static List<Integer> counts() {
        Random random = new Random(5);
        return IntStream.range(0, 5000)
                .mapToObj(i -> random.nextInt(4) + (i % 3 == 0 ? 9 : 0))
                .toList();
    }

    @Test
    void aModelOfTheGalleryHasTheBitsOfMemory() {
        Mixture<Integer, Double, ?, ?> model = new Mixture<>(2, new Poisson());
        var start = new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(2.0, 8.0));
        Observations<Integer> memory = Observations.of(COUNTS);
        double[] weights =
                IntStream.range(0, COUNTS.size()).mapToDouble(i -> i % 4).toArray();
        Em em = new Em().maxIterations(20);
        try (SparkObservations<Integer> there = SparkObservations.of(rdd(COUNTS, 0, 10, 10, 3000))) {
            assertEquals(COUNTS.size(), there.count());
            assertArrayEquals(
                    bits(em.fit(model, memory, start).theta()),
                    bits(em.fit(model, there, start).theta()));
            assertArrayEquals(
                    bits(em.fit(model, memory.weighted(weights), start).theta()),
                    bits(em.fit(model, there.weighted(weights), start).theta()));
        }
    }

    @Test
    void moreForestsThanComeToTheDriverAtOnceAreMergedOnExecutors() {
        List<Integer> many = IntStream.range(0, 70 * 1024).boxed().toList();
        int[] ends = IntStream.range(1, 70).map(p -> p * 1000).toArray();
        try (SparkObservations<Integer> there = SparkObservations.of(rdd(many, ends))) {
            assertEquals(many, there.collect(() -> (x, weight) -> x));
        }
    }

    @Test
    void noObservationsAreRefused() {
        assertThrows(InvalidDataException.class, () -> SparkObservations.of(rdd(List.of(), 0)));
    }

    @Test
    void whatATaskThrowsIsThrownHere() {
        try (SparkObservations<Integer> there = SparkObservations.of(rdd(COUNTS))) {
            ArithmeticException e = assertThrows(
                    ArithmeticException.class, () -> there.collect(() -> (x, weight) -> Math.floorDiv(x, 0)));
            assertTrue(e.getMessage().contains("zero"), e.getMessage());
        }
    }

    @Test
    void anInterruptedThreadEndsTheJob() {
        try (SparkObservations<Integer> there = SparkObservations.of(rdd(COUNTS))) {
            long caller = Thread.currentThread().getId();
            assertThrows(
                    CancellationException.class,
                    () -> there.fold(
                            rows -> {
                                Interrupting.caller(caller);
                                return (block, tiles) -> block;
                            },
                            Integer::sum));
            assertTrue(Thread.interrupted());
        }
    }

    /** Interrupts a thread of this JVM, from one task: a second one might do so when the test is over. */
    private static final class Interrupting {
        private static final AtomicBoolean DONE = new AtomicBoolean();

        static void caller(long id) {
            if (DONE.compareAndSet(false, true)) {
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getId() == id)
                        .forEach(Thread::interrupt);
            }
            synchronized (Interrupting.class) { // the task ends when it is cancelled, or after the job was
                try {
                    Interrupting.class.wait(3000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
