package org.em4j.gmm.start;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hierarchical start. */
class HierarchicalClusteringTest {
    private static final Path DATA = Path.of("..", "data");

    private static HierarchicalClustering of(Rows rows) {
        return HierarchicalClustering.of(rows, Randomness.of(1));
    }

    /** Both number clusters in the order of their first rows. */
    @ParameterizedTest
    @ValueSource(strings = {"iris", "wine"})
    void clustersAreThoseThatMclustStartsFrom(String name) {
        HierarchicalClustering tree = of(Table.read(DATA.resolve(name + ".csv")).rows());
        Path file = Path.of("src", "test", "resources", "mclust", "hc_" + name + ".csv");
        double[][] gold = Table.read(file).rows().toArray();
        for (int k = 1; k <= 9; k++) {
            int column = k - 1;
            int[] expected =
                    Arrays.stream(gold).mapToInt(row -> (int) row[column] - 1).toArray();
            assertArrayEquals(expected, tree.labels(k), k + " clusters");
        }
    }

    @Test
    void aWeightIsSoManyCopies() {
        double[][] x = Table.read(DATA.resolve("wine.csv")).rows().toArray();
        double[] weights =
                IntStream.range(0, x.length).mapToDouble(i -> 1 + i % 4).toArray();
        int[] of = IntStream.range(0, x.length)
                .flatMap(i -> IntStream.range(0, (int) weights[i]).map(copy -> i))
                .toArray();
        HierarchicalClustering copied =
                of(Rows.of(Arrays.stream(of).mapToObj(i -> x[i]).toArray(double[][]::new)));
        HierarchicalClustering weighted = of(Rows.of(x).weighted(weights));
        for (int k = 1; k <= 9; k++) {
            int[] labels = weighted.labels(k);
            assertArrayEquals(Arrays.stream(of).map(i -> labels[i]).toArray(), copied.labels(k), k + " clusters");
        }
    }

    @Test
    void rowsOfNoWeightJoinToo() {
        Rows rows = Table.read(DATA.resolve("faithful.csv")).rows();
        double[] weights = new double[rows.size()];
        Arrays.fill(weights, 0, 100, 1);
        int[] labels = of(rows.weighted(weights)).labels(3);
        assertEquals(3, Arrays.stream(labels).distinct().count());
    }

    @Test
    void gapsAreFilledAndEqualRowsJoined() {
        double[][] x = IntStream.range(0, 40)
                .mapToObj(i -> new double[] {i % 4, i % 2 == 0 ? 10 : -10})
                .toArray(double[][]::new);
        x[3][1] = Double.NaN;
        int[] labels = of(Rows.of(x, Missing.LATENT)).labels(4);
        assertEquals(labels[0], labels[4]);
        assertEquals(4, Arrays.stream(labels).distinct().count());
    }

    @Test
    void aColumnThatDoesNotVaryIsNoHindrance() {
        double[][] x = IntStream.range(0, 30)
                .mapToObj(i -> new double[] {i < 15 ? i * 0.01 : 5 + i * 0.01, 7})
                .toArray(double[][]::new);
        int[] labels = of(Rows.of(x)).labels(2);
        assertArrayEquals(IntStream.range(0, 30).map(i -> i / 15).toArray(), labels);
    }
}
