package org.em4j.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.core.distribution.Moments;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.rotate.Rotation;
import org.junit.jupiter.api.Test;

class LoadingsTableTest {
    private static final double[][] PATTERN = {
        {0.2, 0.7, -0.1},
        {-0.8, 0.1, 0.3},
        {0.5, -0.6, 0.1},
        {0.1, 0.2, 0.9},
        {0.65, 0.3, 0.2},
        {0.1, -0.95, 0.4},
        {0, 0.1, -0.3}
    };

    /** psych 2.2.9: rownames(fa.sort(L)). */
    @Test
    void theOrderIsThatOfPsych() {
        assertEquals(List.of(1, 4, 5, 0, 2, 3, 6), new LoadingsTable(true, 0).order(PATTERN));
        assertEquals(IntStream.range(0, 7).boxed().toList(), LoadingsTable.WHOLE.order(PATTERN));
    }

    @Test
    void whatIsSmallIsBlank() {
        double[][] r = {{1, 0.6, 0.1, 0.1}, {0.6, 1, 0.1, 0.1}, {0.1, 0.1, 1, 0.5}, {0.1, 0.1, 0.5, 1}};
        Moments moments = Moments.of(200, new double[4], r);
        FactorSolution solution = FactorSolution.of(
                new FactorAnalysisEstimator(1).fit(moments),
                moments,
                FactorSolution.Input.CORRELATION,
                Optional.of(Rotation.VARIMAX));
        List<String> columns = List.of("a", "b", "c", "d");
        double least = Math.abs(solution.pattern()[3][0]);
        String whole = FactorAnalysisText.page(solution, columns).toString();
        String cut = FactorAnalysisText.page(solution, columns, new LoadingsTable(true, 0.3))
                .toString();
        assertTrue(least < 0.3);
        assertTrue(line(whole, "d").split(" +").length == 5, whole);
        assertTrue(line(cut, "d").split(" +").length == 4, cut);
        assertFalse(line(cut, "a").equals(line(cut, "d")));
    }

    private static String line(String page, String column) {
        return page.lines().filter(l -> l.startsWith(column + " ")).findFirst().orElseThrow();
    }

    @Test
    void aCutIsASize() {
        assertThrows(IllegalArgumentException.class, () -> new LoadingsTable(false, -0.1));
        assertThrows(IllegalArgumentException.class, () -> new LoadingsTable(false, Double.NaN));
    }
}
