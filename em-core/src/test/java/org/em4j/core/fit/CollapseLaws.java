package org.em4j.core.fit;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.data.Observations;

/** A regression with as many coefficients as rows has no maximum: the data are at fault, not the model. */
class CollapseLaws {
    private static List<Regression.Row> rows(int n, int columns, double unit, long seed) {
        Random random = new Random(seed);
        List<Regression.Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] x = random.doubles(columns, -1, 1).toArray();
            x[0] = 1;
            rows.add(new Regression.Row(x, unit * (3 + random.nextGaussian()), false));
        }
        return rows;
    }

    private static Fit<Regression.Theta> fit(int n, int columns, double unit, long seed) {
        Regression.Theta start = new Regression.Theta(new double[columns], unit);
        return new Em().fit(new Regression(columns), Observations.of(rows(n, columns, unit, seed)), start);
    }

    @Property(tries = 200)
    void whatCollapsesIsDegenerate(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = -8, max = 8) int unit,
            @ForAll long seed) {
        Fit<Regression.Theta> fit = fit(n, n, Math.pow(10, unit), seed);
        assertInstanceOf(Fit.Degenerate.class, fit, fit::describe);
        assertTrue(fit.describe().contains("collapsed"), fit.describe());
    }

    /** The last bits of theta change nothing there; those of the statistics do. */
    @Example
    void whatOnlyTheStatisticsRoundIsDegenerateToo() {
        for (long seed : new long[] {199, 448}) {
            Fit<Regression.Theta> fit = fit(2, 2, seed == 199 ? 1e4 : 1e2, seed);
            assertInstanceOf(Fit.Degenerate.class, fit, fit::describe);
        }
    }

    @Property(tries = 200)
    void whatDoesNotConverges(
            @ForAll @IntRange(min = 1, max = 6) int columns,
            @ForAll @IntRange(min = -8, max = 8) int unit,
            @ForAll long seed) {
        Fit<Regression.Theta> fit = fit(columns + 20, columns, Math.pow(10, unit), seed);
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
    }
}
