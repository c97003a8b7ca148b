package org.em4j.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Execution;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private static Observations<Integer> integers(int n, int threads) {
        double[] weights = IntStream.range(0, n).asDoubleStream().toArray();
        return Observations.of(IntStream.range(0, n).boxed().toList(), weights).on(new Execution(threads, 1));
    }

    /** All observations, in the order in which they come. */
    private static <X> BlockMap<X, List<X>> collect() {
        return rows -> (number, tiles) -> {
            List<X> seen = new ArrayList<>();
            for (Block<X> tile : tiles) {
                assertTrue(tile.size() <= rows);
                for (int i = 0; i < tile.size(); i++) {
                    seen.add(tile.get(i));
                }
            }
            return seen;
        };
    }

    private static <X> List<X> join(List<X> left, List<X> right) {
        left.addAll(right);
        return left;
    }

    @Property(tries = 30)
    void everyObservationComesOnceAndInOrder(
            @ForAll @IntRange(min = 1, max = 5000) int n, @ForAll @IntRange(min = 1, max = 8) int threads) {
        List<Integer> seen = integers(n, threads).fold(collect(), ObservationsTest::join);
        assertEquals(IntStream.range(0, n).boxed().toList(), seen);
    }

    @Property(tries = 30)
    void anyNumberOfThreadsGivesTheSameBits(
            @ForAll @IntRange(min = 1, max = 20_000) int n,
            @ForAll @IntRange(min = 1, max = 40) int d,
            @ForAll Random random) {
        double[] values = random.doubles((long) n * d).toArray();
        Rows rows = Rows.wrap(values, d);
        BlockMap<double[], Double> sum = size -> (number, tiles) -> {
            double s = 0;
            for (Block<double[]> tile : tiles) {
                for (int i = 0; i < tile.size(); i++) {
                    for (double v : tile.get(i)) {
                        s += v;
                    }
                }
            }
            return s;
        };
        double one = rows.fold(sum, Double::sum);
        for (int threads : new int[] {2, 3, 8}) {
            assertEquals(one, rows.on(new Execution(threads, 1)).fold(sum, Double::sum));
        }
    }

    /** All weights, in the order in which their observations come. */
    private static <X> List<Double> weights(Observations<X> data) {
        BlockMap<X, List<Double>> collect = rows -> (number, tiles) -> {
            List<Double> seen = new ArrayList<>();
            tiles.forEach(tile -> IntStream.range(0, tile.size()).forEach(i -> seen.add(tile.weight(i))));
            return seen;
        };
        return data.fold(collect, ObservationsTest::join);
    }

    @Test
    void observationsCarryTheirWeights() {
        List<Double> expected =
                IntStream.range(0, 3000).asDoubleStream().boxed().toList();
        assertEquals(expected, weights(integers(3000, 2)));
    }

    @Test
    void rowsCarryTheirWeights() {
        double[] w = IntStream.range(0, 3000).asDoubleStream().toArray();
        Rows rows = Rows.wrap(new double[3000], 1).weighted(w);
        assertEquals(Arrays.stream(w).boxed().toList(), weights(rows.on(new Execution(2, 1))));
    }

    @Test
    void withoutWeightsObservationsWeighOne() {
        assertEquals(List.of(1.0, 1.0), weights(Observations.of(List.of("a", "b"))));
    }

    @Test
    void weightsForOtherThanTheObservationsAreRefused() {
        assertThrows(InvalidDataException.class, () -> Observations.of(List.of("a", "b"), new double[3]));
    }

    @Test
    void anInterruptedFoldIsCancelledAndTheInterruptKept() {
        for (int threads : new int[] {1, 3}) {
            Thread.currentThread().interrupt();
            Observations<Integer> data = integers(5000, threads);
            assertThrows(CancellationException.class, () -> data.fold(collect(), ObservationsTest::join));
            assertTrue(Thread.currentThread().isInterrupted());
        }
    }

    @Test
    void anInterruptBetweenBlocksStopsTheFold() {
        Observations<Integer> data = integers(100_000, 1);
        AtomicInteger blocks = new AtomicInteger();
        BlockMap<Integer, Integer> interrupting = rows -> (number, tiles) -> {
            Thread.currentThread().interrupt();
            return blocks.incrementAndGet();
        };
        assertThrows(CancellationException.class, () -> data.fold(interrupting, Integer::sum));
        assertEquals(1, blocks.get());
    }

    @Test
    void aFailureOnAnyThreadIsTheFoldsFailure() {
        IllegalStateException failure = new IllegalStateException("planted");
        BlockMap<Integer, Integer> failing = rows -> (number, tiles) -> {
            if (tiles.iterator().next().get(0) == 9 * 1024) {
                throw failure;
            }
            return 1;
        };
        for (int threads : new int[] {1, 2, 8}) {
            Observations<Integer> data = integers(20 * 1024, threads);
            Exception thrown = assertThrows(IllegalStateException.class, () -> data.fold(failing, Integer::sum));
            assertSame(failure, thrown);
        }
    }

    @Test
    void aWorkerThatFailsSurfacesThoughTheCallerDoesNot() {
        Thread caller = Thread.currentThread();
        BlockMap<Integer, Integer> failing = rows -> (number, tiles) -> {
            if (Thread.currentThread() != caller) {
                throw new IllegalStateException("planted");
            }
            sleep(); // so that some block is left for another thread
            return 1;
        };
        Observations<Integer> data = integers(50 * 1024, 2);
        assertThrows(IllegalStateException.class, () -> data.fold(failing, Integer::sum));
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void noObservationsAreRefused() {
        assertThrows(InvalidDataException.class, () -> Observations.of(List.of()));
    }

    @Test
    void fewerThanOneThreadIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> integers(3, 0));
    }

    @Test
    void theCountIsThatOfTheObservations() {
        assertEquals(7, integers(7, 1).count());
    }
}
