package org.em4j.core.data.packed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Execution;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.Blocking;
import org.em4j.core.block.Forest;
import org.em4j.core.block.Merge;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.RowProfile;
import org.em4j.core.data.Rows;
import org.em4j.core.data.Tile;
import org.em4j.core.distribution.Moments;
import org.em4j.core.start.RowSample;
import org.junit.jupiter.api.Test;

class PackedRowsTest {
    /** Packed blocks in any order, as an executor holds them. */
    private record Packed(List<PackedBlock> blocks, RowProfile profile, int columns) implements RowObservations {
        @Override
        public <A> A fold(BlockMap<double[], A> map, Merge<A> merge) {
            int rows = (int) Math.min(Blocking.ofRows(columns).tile(), count());
            BlockMap.Worker<double[], A> worker = map.open(rows);
            Tile tile = new Tile(rows, columns);
            Forest<A> forest = new Forest<>(merge);
            blocks.forEach(block -> forest.add(block.number(), worker.apply(block.number(), block.tiles(tile))));
            return forest.total(blocks.size());
        }

        @Override
        public long count() {
            return profile.rows();
        }

        @Override
        public RowObservations weighted(double[] weights) {
            throw new UnsupportedOperationException();
        }
    }

    private static List<String> names(int d) {
        return IntStream.range(0, d).mapToObj(j -> "c" + j).toList();
    }

    private static Packed packed(Rows rows, Missing missing) {
        BlockPacker packer = new BlockPacker(names(rows.columns()), missing, 0);
        List<PackedBlock> blocks = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            packer.add(rows.get(i), rows.weight(i));
            if (packer.isFull()) {
                blocks.add(0, packer.take());
            }
        }
        if (!packer.isEmpty()) {
            blocks.add(0, packer.take());
        }
        return new Packed(blocks, packer.profiles().total(blocks.size()), rows.columns());
    }

    private static Rows rows(int n, int d, boolean gaps, boolean weighted, Random random) {
        double[] values = random.doubles((long) n * d).toArray();
        for (int i = d; gaps && i < values.length; i++) { // the first row is whole
            values[i] = random.nextInt(5) == 0 ? Double.NaN : values[i];
        }
        Rows rows = Rows.wrap(values, d, Missing.LATENT);
        return weighted
                ? rows.weighted(
                        IntStream.range(0, n).mapToDouble(i -> 1 + i % 3).toArray())
                : rows;
    }

    /** Sizes from the blocking itself: none, one or two blocks, and one row, tile or block more or less. */
    @Property(tries = 40)
    void packedRowsComeToTheBitsOfRowsInMemory(
            @ForAll @IntRange(min = 1, max = 40) int d,
            @ForAll @IntRange(max = 2) int blocks,
            @ForAll @IntRange(min = -1, max = 1) int more,
            @ForAll boolean weighted,
            @ForAll Random random) {
        Blocking blocking = Blocking.ofRows(d);
        int n = Math.max(1, blocks * blocking.block() + more * (random.nextBoolean() ? 1 : blocking.tile()));
        Rows rows = rows(n, d, false, weighted, random);
        Moments memory = Moments.of(rows.on(new Execution(3, 1)));
        Moments packed = Moments.of(packed(rows, Missing.REFUSED));
        assertArrayEquals(memory.mean(), packed.mean());
        assertArrayEquals(memory.scatter(), packed.scatter());
        assertEquals(rows.totalWeight(), packed(rows, Missing.REFUSED).totalWeight());
    }

    @Property(tries = 30)
    void packedRowsKeepTheirValuesGapsWeightsAndOrder(
            @ForAll @IntRange(min = 1, max = 3000) int n,
            @ForAll @IntRange(min = 1, max = 9) int d,
            @ForAll boolean weighted,
            @ForAll Random random) {
        Rows rows = rows(n, d, true, weighted, random);
        Packed packed = packed(rows, Missing.LATENT);
        assertArrayEquals(rows.toArray(), packed.collect(() -> (x, w) -> x).toArray(double[][]::new));
        assertArrayEquals(rows.weights(), packed.weights());
    }

    @Property(tries = 30)
    void theProfileIsThatOfRowsInMemory(
            @ForAll @IntRange(min = 1, max = 3000) int n, @ForAll boolean weighted, @ForAll Random random) {
        Rows rows = rows(n, 2, true, weighted, random);
        RowProfile expected = rows.profile();
        RowProfile profile = packed(rows, Missing.LATENT).profile();
        assertEquals(rows.gaps(), profile.gaps());
        assertEquals(rows.blank(), profile.blank());
        assertEquals(expected.informative(), profile.informative());
        assertEquals(expected.weight(), profile.weight());
        assertEquals(expected.least(1), profile.least(1));
        assertEquals(expected.most(1), profile.most(1));
    }

    @Property(tries = 30)
    void theSampleIsThatOfRowsInMemory(
            @ForAll @IntRange(min = 1, max = 9000) int n,
            @ForAll boolean gaps,
            @ForAll boolean weighted,
            @ForAll long seed,
            @ForAll Random random) {
        Rows rows = rows(n, 2, gaps, weighted, random);
        Rows expected = RowSample.of(rows, 100, seed);
        Rows drawn = RowSample.of(packed(rows, Missing.LATENT), 100, seed);
        assertArrayEquals(expected.toArray(), drawn.toArray());
        assertArrayEquals(expected.weights(), drawn.weights());
    }

    @Test
    void aPlaceInALaterBlockIsThatInTheData() {
        BlockPacker packer = new BlockPacker(names(2), Missing.REFUSED, 17);
        packer.add(new double[] {1, 2}, 1);
        InvalidDataException e =
                assertThrows(InvalidDataException.class, () -> packer.add(new double[] {1, Double.NaN}, 1));
        long row = 17L * Blocking.ofRows(2).block() + 2;
        assertTrue(e.getMessage().contains("row " + row) && e.getMessage().contains("c1"), e.getMessage());
    }

    @Test
    void aWeightBelowZeroIsRefused() {
        BlockPacker packer = new BlockPacker(names(1), Missing.REFUSED, 0);
        assertThrows(InvalidDataException.class, () -> packer.add(new double[] {1}, -1));
    }

    @Test
    void aBlockMayBeFlatWhereTheDataAreNot() {
        RowProfile first = new RowProfile(1);
        first.add(new double[] {0}, 0, 1);
        first.add(new double[] {1e-160}, 0, 1);
        RowProfile second = new RowProfile(1);
        second.add(new double[] {999}, 0, 1);
        assertThrows(InvalidDataException.class, () -> first.requireSquarable(names(1)));
        first.merge(second).requireSquarable(names(1));
    }
}
