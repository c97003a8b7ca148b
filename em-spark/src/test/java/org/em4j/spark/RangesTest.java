package org.em4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.block.Forest;

class RangesTest {
    /** The partition of each block, of blocks of three observations. */
    private static List<Integer> partitions(int partitions, int blocks) {
        Ranges ranges = new Ranges(partitions, blocks, 3);
        return IntStream.range(0, blocks)
                .mapToObj(b -> ranges.getPartition(3L * b))
                .toList();
    }

    @Property(tries = 200)
    void neighboursStayTogetherInRangesOfLikeLength(
            @ForAll @IntRange(min = 1, max = 40) int partitions, @ForAll @IntRange(max = 5000) int more) {
        int blocks = partitions + more;
        List<Integer> of = partitions(partitions, blocks);
        assertEquals(of.stream().sorted().toList(), of);
        int[] sizes = new int[partitions];
        of.forEach(p -> sizes[p]++);
        for (int size : sizes) {
            assertTrue(size >= 0.8 * blocks / partitions - 1 && size <= 1.2 * blocks / partitions + 1, () -> size + "");
        }
    }

    @Property(tries = 200)
    void theResultsOfARangeMergeIntoFewTrees(
            @ForAll @IntRange(min = 1, max = 40) int partitions, @ForAll @IntRange(min = 1000, max = 9000) int blocks) {
        List<Integer> of = partitions(partitions, blocks);
        List<Forest<Integer>> forests = IntStream.range(0, partitions)
                .mapToObj(p -> new Forest<Integer>(Integer::sum))
                .toList();
        IntStream.range(0, blocks).forEach(b -> forests.get(of.get(b)).add(b, 1));
        forests.subList(0, partitions - 1)
                .forEach(forest -> assertTrue(forest.trees() <= 8, () -> "" + forest.trees()));
    }
}
