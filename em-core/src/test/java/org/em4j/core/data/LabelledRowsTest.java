package org.em4j.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Execution;
import org.em4j.core.block.Block;
import org.em4j.core.block.Blocking;

class LabelledRowsTest {
    private static final int D = 3;

    /** Row i holds i. */
    private static Rows rows(int n) {
        return Rows.wrap(
                IntStream.range(0, n * D).map(at -> at / D).asDoubleStream().toArray(), D, Missing.REFUSED);
    }

    /** From one row to more than two blocks: tiles and blocks begin and end in between. */
    @Property(tries = 60)
    void eachRowComesWithItsLabelHoweverRowsAreCut(
            @ForAll @IntRange(min = 1, max = 9) int part, @ForAll @IntRange(max = 300) int more) {
        int n = Blocking.ofRows(D).block() * (part - 1) / 4 + more + 1;
        int[] labels = IntStream.range(0, n).map(i -> i % 7 - 1).toArray();
        List<Integer> seen = new LabelledRows(rows(n), labels)
                .on(new Execution(2, 1))
                .fold(
                        rows -> (block, tiles) -> {
                            List<Integer> there = new ArrayList<>();
                            for (Block<Labelled<double[]>> tile : tiles) {
                                LabelledBlock<double[]> labelled = LabelledBlock.of(tile);
                                for (int i = 0; i < tile.size(); i++) {
                                    int row = (int) tile.get(i).observation()[0];
                                    assertEquals(labels[row], tile.get(i).label());
                                    assertEquals(labels[row], labelled.label(i));
                                    there.add(row);
                                }
                            }
                            return there;
                        },
                        (left, right) -> {
                            left.addAll(right);
                            return left;
                        });
        assertEquals(IntStream.range(0, n).boxed().toList(), seen);
    }
}
