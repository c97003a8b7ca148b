package org.em4j.validation.races;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.em4j.core.block.Forest;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Blocks are merged on any number of threads: schedules of a few of them, switched wherever they touch what they share, by a model
 * checker, which replays what it finds. Of what threads share in the library this is all that is more than one lock around a whole
 * method, or a counter.
 */
class ForestRacesTest {
    private static String merged(String left, String right) {
        return "(" + left + right + ")";
    }

    /** Threads that take blocks from a counter, as a fold's do. */
    public static class Adding {
        private final AtomicInteger next = new AtomicInteger();
        private final Forest<String> forest = new Forest<>(ForestRacesTest::merged);

        @Operation
        public int takeABlock() {
            int block = next.getAndIncrement();
            forest.add(block, Integer.toString(block));
            return block;
        }

        @Validate
        public void everyBlockIsThereAndInItsPlace() {
            int blocks = next.get();
            if (blocks > 0) {
                assertEquals(expected(blocks), forest.total(blocks));
            }
        }
    }

    /** What one thread makes of them. */
    private static String expected(int blocks) {
        Forest<String> forest = new Forest<>(ForestRacesTest::merged);
        for (int b = 0; b < blocks; b++) {
            forest.add(b, Integer.toString(b));
        }
        return forest.total(blocks);
    }

    /** Wrong: looks for its sibling, and leaves its own result, in two moments between which the sibling may do the same. */
    public static class Leaving {
        private final AtomicInteger next = new AtomicInteger();
        private final Map<Integer, String> waiting = new ConcurrentHashMap<>();
        private final Map<Integer, String> pairs = new ConcurrentHashMap<>();

        @Operation
        public int takeABlock() {
            int block = next.getAndIncrement();
            String sibling = waiting.remove(block ^ 1);
            if (sibling == null) {
                waiting.put(block, Integer.toString(block));
            } else {
                pairs.put(block >> 1, sibling + block);
            }
            return block;
        }

        @Validate
        public void noTwoSiblingsWait() {
            assertEquals(next.get() / 2, pairs.size());
        }
    }

    private static void explore(Class<?> shared) {
        new ModelCheckingOptions()
                .iterations(4)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .check(shared);
    }

    @Test
    void noScheduleLosesABlockOrMergesOutOfPlace() {
        explore(Adding.class);
    }

    @Test
    void aRaceWouldBeFound() {
        assertThrows(LincheckAssertionError.class, () -> explore(Leaving.class));
    }
}
