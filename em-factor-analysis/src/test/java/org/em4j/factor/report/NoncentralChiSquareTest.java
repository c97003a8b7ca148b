package org.em4j.factor.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoncentralChiSquareTest {
    /**
     * R 4.2.2: {@code pchisq(x, df, ncp)} at the mean and 1, 1.64 and 3 standard deviations from it, to the relative 1e-12 at which R
     * ends its series times the thousands of terms; of a noncentrality of 1e9 it gives 0 with a warning, and is left out.
     */
    @ParameterizedTest
    @CsvFileSource(resources = "/noncentral_chi_square.csv")
    void itIsThatOfR(double df, double noncentrality, double x, double probability) {
        assertEquals(probability, new NoncentralChiSquare(df, noncentrality).cumulative(x), 1e-9);
    }

    /** Two ways, each on the other's ground: the Poisson mixture, summed term by term over all that count, and the integral. */
    @ParameterizedTest
    @ValueSource(doubles = {2_000, 3_000, 20_000, 100_000})
    void theIntegralIsThePoissonMixture(double noncentrality) {
        for (double df : new double[] {1, 7, 400}) {
            for (double z = -5; z <= 5; z += 1.25) {
                double x = df + noncentrality + z * Math.sqrt(2 * df + 4 * noncentrality);
                double spread = Math.sqrt(noncentrality / 2);
                double sum = 0;
                for (int k = (int) (noncentrality / 2 - 12 * spread); k < noncentrality / 2 + 12 * spread; k++) {
                    double logWeight = -noncentrality / 2
                            + k * Math.log(noncentrality / 2)
                            - org.apache.commons.math3.special.Gamma.logGamma(k + 1.0);
                    sum += Math.exp(logWeight)
                            * ChiSquaredDistribution.of(df + 2.0 * k).cumulativeProbability(x);
                }
                // logarithms of size noncentrality, each to half an ulp of it, are off by up to 1e-11 at 1e5
                assertEquals(sum, new NoncentralChiSquare(df, noncentrality).cumulative(x), 1e-10);
            }
        }
    }

    /** Edgeworth: normal, but for a sixth of the skewness, and terms of the order of its square. */
    @ParameterizedTest
    @ValueSource(doubles = {1e6, 1e9, 1e12, 1e15})
    void largeNoncentralitiesAreNormal(double noncentrality) {
        double df = 20;
        double variance = 2 * df + 4 * noncentrality;
        double skewness = 8 * (df + 3 * noncentrality) / Math.pow(variance, 1.5);
        NormalDistribution normal = NormalDistribution.of(0, 1);
        for (double z = -4; z <= 4; z += 0.5) {
            double x = df + noncentrality + z * Math.sqrt(variance);
            double rounding = Math.ulp(x) / Math.sqrt(variance); // of x itself, in standard deviations
            double expected = normal.cumulativeProbability(z) - skewness / 6 * (z * z - 1) * normal.density(z);
            assertEquals(
                    expected,
                    new NoncentralChiSquare(df, noncentrality).cumulative(x),
                    2 * skewness * skewness + rounding + 1e-10);
        }
    }

    @Test
    void itFallsWithTheNoncentralityAcrossTheChangeOfMethod() {
        double last = 1;
        for (double noncentrality = 1_990; noncentrality < 2_010; noncentrality += 0.5) {
            double now = new NoncentralChiSquare(12, noncentrality).cumulative(2_000);
            assertTrue(now < last, () -> "it rises");
            last = now;
        }
        assertEquals(0, new NoncentralChiSquare(5, 3).cumulative(0));
        assertEquals(0, new NoncentralChiSquare(5, 1e8).cumulative(1), 1e-300);
        assertEquals(1, new NoncentralChiSquare(5, 1e4).cumulative(1e9), 1e-15);
    }
}
