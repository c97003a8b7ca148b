package org.em4j.core.mixture.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.junit.jupiter.api.Test;

/** Columns of rows as covariates: about their means, in their standard deviations, and back. */
class StandardColumnsTest {
    private static final Rows YEARS =
            Rows.of(new double[][] {{1990, 4}, {2000, 4}, {2010, 4}, {9999, 7}}).weighted(new double[] {1, 2, 1, 0});

    @Test
    void covariatesAreStandardisedByWeightedMoments() {
        StandardColumns year = StandardColumns.of(YEARS, 0);
        assertEquals(2000, year.columns().get(0).centre());
        assertEquals(Math.sqrt(50), year.columns().get(0).scale(), 1e-12);
        assertArrayEquals(new double[] {1, 10 / Math.sqrt(50)}, year.of(new double[] {2010, 4}), 1e-12);
    }

    @Test
    void coefficientsOfTheColumnsAsTheyAreGiveTheSameLine() {
        StandardColumns year = StandardColumns.of(YEARS, 0);
        double[] standard = {0.5, -2};
        double[] own = year.unstandardized(standard);
        double[] row = {2013, 4};
        double line = standard[0] + standard[1] * year.of(row)[1];
        assertEquals(line, own[0] + own[1] * row[0], 1e-9);
    }

    @Test
    void aConstantColumnExplainsNothing() {
        assertEquals(
                "column 2 is constant, and explains nothing as a covariate",
                assertThrows(InvalidDataException.class, () -> StandardColumns.of(YEARS, 1))
                        .getMessage());
    }

    @Test
    void noCovariateMayBeMissing() {
        Rows gaps = Rows.of(new double[][] {{1, 1}, {Double.NaN, 1}, {3, 1}}, Missing.LATENT);
        assertEquals(
                "row 2 lacks column 1, a covariate, of which none may be missing",
                assertThrows(InvalidDataException.class, () -> StandardColumns.of(gaps, 0))
                        .getMessage());
    }

    @Test
    void aScaleIsPositive() {
        assertThrows(IllegalArgumentException.class, () -> new StandardColumns.Column(0, 0, 0));
    }

    @Test
    void noColumnsAreTheInterceptAlone() {
        assertArrayEquals(new double[] {1}, StandardColumns.NONE.of(new double[] {3}));
        assertEquals(List.of(), StandardColumns.NONE.columns());
    }
}
