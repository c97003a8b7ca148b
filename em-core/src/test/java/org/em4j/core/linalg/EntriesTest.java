package org.em4j.core.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesTest {
    /** Positive definite: a diagonal that outweighs the rest. */
    private static double[][] symmetric(int d, long seed) {
        Random random = new Random(seed);
        double[][] m = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                m[i][j] = random.nextDouble() - 0.5;
                m[j][i] = m[i][j];
            }
            m[i][i] = d;
        }
        return m;
    }

    @Property(tries = 200)
    void aSymmetricMatrixIsCopied(@ForAll @IntRange(min = 1, max = 7) int d, @ForAll long seed) {
        double[][] m = symmetric(d, seed);
        double[] flat = Entries.symmetric("it", m, d);
        assertArrayEquals(Arrays.stream(m).flatMapToDouble(Arrays::stream).toArray(), flat);
        flat[0] = 99;
        assertEquals(d, m[0][0]);
    }

    /** Whichever entry off the diagonal is moved, and in whatever unit: it is named with its mirror image. */
    @Property(tries = 200)
    void asymmetryIsFoundInAnyUnit(
            @ForAll @IntRange(min = 2, max = 7) int d,
            @ForAll long seed,
            @ForAll @IntRange(min = -80, max = 80) int exponent) {
        Random random = new Random(seed);
        int i = 1 + random.nextInt(d - 1);
        int j = random.nextInt(i);
        double[][] m = symmetric(d, seed);
        m[j][i] += d * 1e-6;
        double unit = Math.pow(10, exponent);
        Arrays.stream(m).forEach(row -> Arrays.setAll(row, c -> row[c] * unit));
        String words = assertThrows(IllegalArgumentException.class, () -> Entries.symmetric("it", m, d))
                .getMessage();
        String place = "in row " + (i + 1) + ", column " + (j + 1) + ", but " + m[j][i] + " in row " + (j + 1);
        assertTrue(words.startsWith("it is not symmetric: ") && words.contains(place), words);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsNamed(double x) {
        double[][] m = symmetric(3, 1);
        m[1][2] = x;
        String words = assertThrows(IllegalArgumentException.class, () -> Entries.matrix("it", m, 3, 3))
                .getMessage();
        assertEquals("row 2 of it holds " + x + " at place 3", words);
    }

    @Property(tries = 100)
    void everyOtherShapeIsRefused(
            @ForAll @IntRange(max = 4) int rows,
            @ForAll @IntRange(max = 4) int columns,
            @ForAll @IntRange(max = 4) int n,
            @ForAll @IntRange(max = 4) int d) {
        double[][] m = new double[rows][columns];
        boolean fits = rows == n && (columns == d || rows == 0);
        if (fits) {
            assertEquals(n * d, Entries.matrix("it", m, n, d).length);
        } else {
            assertThrows(IllegalArgumentException.class, () -> Entries.matrix("it", m, n, d));
        }
    }
}
