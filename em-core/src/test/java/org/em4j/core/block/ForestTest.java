package org.em4j.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ForestTest {
    /** A merge that shows in which order and shape it was used. */
    private static String pair(String left, String right) {
        return "(" + left + right + ")";
    }

    private static Forest<String> of(Iterable<Integer> blocks) {
        Forest<String> forest = new Forest<>(ForestTest::pair);
        blocks.forEach(b -> forest.add(b, "" + b));
        return forest;
    }

    /** The definition: halve at the largest power of two. */
    private static String tree(int from, int to) {
        if (to - from == 1) {
            return "" + from;
        }
        int left = Integer.highestOneBit(to - from - 1);
        return pair(tree(from, from + left), tree(from + left, to));
    }

    @Property(tries = 200)
    void theTreeIsThatOfTheNumberOfBlocksInWhateverOrderTheyAreAdded(
            @ForAll @IntRange(min = 1, max = 70) int blocks, @ForAll Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, blocks).boxed().toList());
        Collections.shuffle(order, random);
        assertEquals(tree(0, blocks), of(order).total(blocks));
    }

    @Property(tries = 200)
    void anyPartitionOfTheBlocksMergedInAnyOrderIsTheSameTree(
            @ForAll @IntRange(min = 1, max = 70) int blocks,
            @ForAll @IntRange(min = 1, max = 9) int parts,
            @ForAll Random random)
            throws IOException, ClassNotFoundException {
        List<List<Integer>> split = new ArrayList<>();
        IntStream.range(0, parts).forEach(p -> split.add(new ArrayList<>()));
        IntStream.range(0, blocks).forEach(b -> split.get(random.nextInt(parts)).add(b));
        List<Forest<String>> forests =
                new ArrayList<>(split.stream().map(ForestTest::of).toList());
        while (forests.size() > 1) { // merge any two, as executors may
            Forest<String> left = forests.remove(random.nextInt(forests.size()));
            Forest<String> right = sent(forests.remove(random.nextInt(forests.size())));
            left.add(right);
            forests.add(left);
        }
        assertEquals(tree(0, blocks), forests.get(0).total(blocks));
    }

    /** A copy that went from one machine to another. */
    @SuppressWarnings("unchecked")
    private static Forest<String> sent(Forest<String> forest) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(forest);
        }
        return (Forest<String>) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    @Property(tries = 100)
    void aMissingBlockIsRefused(@ForAll @IntRange(min = 1, max = 40) int blocks, @ForAll Random random) {
        int left = random.nextInt(blocks);
        Forest<String> forest =
                of(IntStream.range(0, blocks).filter(b -> b != left).boxed().toList());
        assertThrows(IllegalStateException.class, () -> forest.total(blocks));
    }

    @Property(tries = 100)
    void aBlockThatIsAddedTwiceIsRefused(@ForAll @IntRange(min = 1, max = 40) int blocks, @ForAll Random random) {
        int again = random.nextInt(blocks);
        assertThrows(IllegalStateException.class, () -> {
            Forest<String> forest = of(IntStream.range(0, blocks).boxed().toList());
            forest.add(again, "again");
            forest.total(blocks);
        });
    }

    @Test
    void aBlockBeyondTheLastIsRefused() {
        Forest<String> forest = of(List.of(0, 1, 2, 3));
        assertThrows(IllegalStateException.class, () -> forest.total(3));
    }

    /** Each term goes through as many additions as the tree is deep, each of which rounds by u at most (Higham 1993). */
    @Property(tries = 50)
    void aSumIsRoundedByTheDepthOfTheTreeOnly(@ForAll @IntRange(min = 1, max = 5000) int n, @ForAll Random random) {
        Forest<Double> forest = new Forest<>(Double::sum);
        BigDecimal exact = BigDecimal.ZERO;
        double size = 0;
        for (int b = 0; b < n; b++) {
            double term = random.nextGaussian() * Math.exp(4 * random.nextGaussian());
            forest.add(b, term);
            exact = exact.add(new BigDecimal(term));
            size += Math.abs(term);
        }
        double error = new BigDecimal(forest.total(n)).subtract(exact).abs().doubleValue();
        int depth =
                2 * (32 - Integer.numberOfLeadingZeros(n)); // of the largest subtree, and of merging it with the others
        assertTrue(error <= depth * Math.ulp(1.0) / 2 * size * (1 + 1e-9), () -> error + " of " + n + " terms");
    }

    @Property(tries = 50)
    void aRunOfBlocksLeavesFewTrees(
            @ForAll @IntRange(max = 5000) int from, @ForAll @IntRange(min = 1, max = 3000) int n) {
        Forest<String> forest = new Forest<>((a, b) -> "");
        IntStream.range(from, from + n).forEach(b -> forest.add(b, ""));
        assertTrue(forest.trees() <= 2 * (32 - Integer.numberOfLeadingZeros(n)));
    }
}
