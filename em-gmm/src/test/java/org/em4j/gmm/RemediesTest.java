package org.em4j.gmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a degenerate fit says would help does help, each thing that it names. */
class RemediesTest {
    @ParameterizedTest
    @ValueSource(strings = {"full", "diag", "spherical"})
    void aCollapseIsHelpedByFewerComponentsAndByOneCovariance(String name) {
        CovarianceFamily<?, ?> family = CovarianceFamily.of(name).orElseThrow();
        Rows rows = Rows.of(withEqualRows());
        Fit.Degenerate<?> fit = assertInstanceOf(
                Fit.Degenerate.class,
                new GaussianMixtureEstimator<>(family, 2).fit(rows).fit());
        Degeneracy found = fit.degeneracy();
        assertEquals("use fewer components, or one covariance for all of them (tied)", found.remedy());
        assertEquals(IntStream.range(0, 10).boxed().toList(), found.rows().subList(0, 10), "the rows it sits on");
        assertFits(family, 1, rows);
        assertFits(CovarianceFamily.TIED, 2, rows);
    }

    @Test
    void aColumnThatOthersDetermineIsHelpedByLeavingItOutAndByASimplerCovariance() {
        double[][] x = spread(60, 3);
        for (double[] row : x) {
            row[2] = row[0] + row[1];
        }
        Degeneracy found = refused(CovarianceFamily.FULL, x);
        assertEquals("leave that column out, or use a simpler covariance (diag, spherical)", found.remedy());
        assertEquals(2, found.column().orElseThrow());
        assertFits(CovarianceFamily.FULL, 2, Rows.of(without(2, x)));
        assertFits(CovarianceFamily.DIAGONAL, 2, Rows.of(x));
        assertFits(CovarianceFamily.SPHERICAL, 2, Rows.of(x));
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "tied", "diag"})
    void aColumnThatDoesNotVaryIsHelpedByLeavingItOut(String name) {
        double[][] x = spread(60, 3);
        for (double[] row : x) {
            row[1] = 1.5;
        }
        Degeneracy found = refused(CovarianceFamily.of(name).orElseThrow(), x);
        assertEquals("leave that column out, or use spherical covariances", found.remedy());
        assertEquals(1, found.column().orElseThrow());
        assertFits(CovarianceFamily.of(name).orElseThrow(), 2, Rows.of(without(1, x)));
        assertFits(CovarianceFamily.SPHERICAL, 2, Rows.of(x));
    }

    /** n rows span n - 1 dimensions. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void fewerRowsThanColumnsAreHelpedByLeavingOutAsManyAsAreTooMany(int n) {
        double[][] x = spread(n, 7);
        Degeneracy found = refused(CovarianceFamily.FULL, x);
        assertEquals(
                "leave those columns out, or use a simpler covariance (diag, spherical), where each component takes two"
                        + " rows at least",
                found.remedy());
        assertEquals(IntStream.range(n - 1, 7).boxed().toList(), found.columns());
        double[][] left = Arrays.stream(x).map(row -> Arrays.copyOf(row, n - 1)).toArray(double[][]::new);
        assertFits(CovarianceFamily.FULL, 1, Rows.of(left));
        assertFits(CovarianceFamily.DIAGONAL, 1, Rows.of(x));
        assertFits(CovarianceFamily.SPHERICAL, 1, Rows.of(x));
    }

    private static Degeneracy refused(CovarianceFamily<?, ?> family, double[][] x) {
        return assertThrows(
                        DegenerateException.class,
                        () -> new GaussianMixtureEstimator<>(family, 2)
                                .fit(Rows.of(x))
                                .fit())
                .degeneracy();
    }

    private static void assertFits(CovarianceFamily<?, ?> family, int k, Rows rows) {
        Fit<?> fit = new GaussianMixtureEstimator<>(family, k).fit(rows).fit();
        assertTrue(fit instanceof Fit.Converged || fit instanceof Fit.BudgetSpent, fit::describe);
    }

    /** Ten equal rows, which draw a component onto themselves, and twenty others far off. */
    private static double[][] withEqualRows() {
        double[][] x = spread(30, 2);
        for (int i = 0; i < 10; i++) {
            x[i] = new double[] {40, 40};
        }
        return x;
    }

    private static double[][] spread(int n, int d) {
        RandomGenerator random = new Random(7);
        double[][] x = new double[n][d];
        for (double[] row : x) {
            Arrays.setAll(row, j -> random.nextGaussian());
        }
        return x;
    }

    private static double[][] without(int column, double[][] x) {
        return Arrays.stream(x)
                .map(row -> IntStream.range(0, row.length)
                        .filter(j -> j != column)
                        .mapToDouble(j -> row[j])
                        .toArray())
                .toArray(double[][]::new);
    }
}
