package org.em4j.gmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;

class ResolutionLaws {
    @Provide
    Arbitrary<List<double[]>> tables() {
        Arbitrary<Double> values = Arbitraries.of(0.0, -0.0, 0.25, 0.5, 2.0, -1.0, 0.1 + 0.2, 0.3, Double.NaN);
        return values.array(double[].class).ofSize(3).list().ofMinSize(1).ofMaxSize(10);
    }

    /** The third value of a row is its weight: none where it is missing. */
    private static Rows rows(List<double[]> table) {
        double[] weights = table.stream()
                .mapToDouble(row -> Math.abs(row[2]))
                .map(w -> w > 0 ? w : 0)
                .toArray();
        weights[0] = 1;
        return Rows.of(table.stream().map(row -> Arrays.copyOf(row, 2)).toArray(double[][]::new), Missing.LATENT)
                .weighted(weights);
    }

    /** By its definition, over all pairs of rows. */
    private static double spacing(Rows rows, int j) {
        int[] counted = IntStream.range(0, rows.size())
                .filter(i -> rows.weight(i) > 0 && !Double.isNaN(rows.get(i, j)))
                .toArray();
        double least = Double.POSITIVE_INFINITY;
        boolean shared = false;
        for (int a : counted) {
            for (int b : counted) {
                double gap = rows.get(a, j) - rows.get(b, j);
                shared |= gap == 0 && !Arrays.equals(rows.get(a), rows.get(b));
                least = gap > 16 * Math.ulp(rows.get(a, j)) ? Math.min(least, gap) : least;
            }
        }
        return shared && Double.isFinite(least) ? least : 0;
    }

    @Property
    void itIsTheLeastDifferenceWhereRowsThatDifferShareAValue(@ForAll("tables") List<double[]> table) {
        Rows rows = rows(table);
        double[] spacing = Resolution.of(rows).spacing();
        assertEquals(spacing(rows, 0), spacing[0]);
        assertEquals(spacing(rows, 1), spacing[1]);
    }
}
