package org.em4j.factor.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FitStatisticsTest {
    /** Three factors of the Holzinger-Swineford tests: n F is 22.8967346, n F of independent columns 918.8516. */
    private static final FitStatistics HOLZINGER =
            new FitStatistics(301, 9, 3, 36, 12, 22.8967346074913 / 301, 918.8516 / 301, 0.017);

    /** By R: uniroot on pchisq(22.8967346, 12, ncp) at 0.95 and 0.05. */
    @Test
    void theIntervalOfRmseaIsThatOfNoncentralChiSquare() {
        assertArrayEquals(new double[] {0.01737585, 0.08878318}, HOLZINGER.rmseaInterval(), 1e-8);
    }

    @Test
    void indicesAreAsDefined() {
        double excess = 22.8967346074913 - 12;
        assertEquals(Math.sqrt(excess / (301 * 12)), HOLZINGER.rmsea(), 1e-12);
        assertEquals(1 - excess / (918.8516 - 36), HOLZINGER.cfi(), 1e-12);
        assertEquals((918.8516 / 36 - 22.8967346074913 / 12) / (918.8516 / 36 - 1), HOLZINGER.tli(), 1e-12);
    }

    /** By R: pchisq(9000, 300, lower.tail = FALSE, log.p = TRUE) is -3850.4: beyond doubles; at 1500 it is 9.6e-159. */
    @Test
    void tailsDoNotUnderflowBeforeDoublesDo() {
        FitStatistics poor = new FitStatistics(1000, 30, 1, 435, 300, 1.5, 3, 0.1);
        double p = poor.pValue(1500);
        assertEquals(-363.5, Math.log(p), 1);
    }

    @Test
    void aPerfectFitHasNoMisfit() {
        FitStatistics perfect = new FitStatistics(100, 6, 1, 15, 9, 0, 2, 0);
        assertEquals(0, perfect.rmsea());
        assertArrayEquals(new double[] {0, 0}, perfect.rmseaInterval());
        assertEquals(1, perfect.cfi());
        assertEquals(1, perfect.pValue(perfect.bartlett()));
    }

    @Test
    void bartlettsCorrectionTakesRowsAway() {
        assertEquals(
                (100 - 17 / 6.0 - 4 / 3.0) * 0.1, new FitStatistics(101, 6, 2, 15, 4, 0.1, 2, 0).bartlett(), 1e-13);
        assertEquals(0, new FitStatistics(3, 6, 2, 15, 4, 0.1, 2, 0).bartlett());
    }

    /** λ + k = x ± 1.645 sqrt(2k + 4λ) to the first order of 1 / sqrt(n), as of a normal distribution; a series would not end. */
    @Test
    void theIntervalOfRmseaIsFoundWhateverTheNumberOfRows() {
        for (double n : new double[] {1e3, 1e6, 2e9, 1e13}) {
            FitStatistics poor = new FitStatistics(n, 24, 1, 276, 252, 3.6, 12, 0.1);
            double[] interval = assertTimeoutPreemptively(Duration.ofSeconds(20), poor::rmseaInterval);
            double half = 1.6448536269514722 / Math.sqrt(n * 252);
            double second = 2 / (n * 3.6);
            assertEquals(poor.rmsea() - half, interval[0], second + 2e-12);
            assertEquals(poor.rmsea() + half, interval[1], second + 2e-12);
        }
    }
}
