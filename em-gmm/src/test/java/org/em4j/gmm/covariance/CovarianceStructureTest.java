package org.em4j.gmm.covariance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Chart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CovarianceStructureTest {
    /** Units four decades apart, a correlation of 0.6: both inflation factors are 1 / (1 - 0.36). */
    private static final double[] UNLIKE = {1, 0.6e-4, 0.6e-4, 1e-8};

    private static double ulps(String name, double[] covariance) {
        return CovarianceStructure.of(name).ulps(2, covariance);
    }

    @Test
    void aDiagonalIsOffByFewRoundingsInEachColumn() {
        assertEquals(8, ulps("VEI", new double[] {1, 1e-8}));
    }

    @Test
    void aWholeMatrixIsOffAsOftenAsItsInverseTells() {
        assertEquals(2 * 2 / 0.64, ulps("EVV", UNLIKE), 1e-9);
    }

    @Test
    void axesTipTheLongestIntoTheShortest() {
        double traces = (1 + 1e-8) * (1 + 1e8) / 0.64; // of the matrix, of its inverse
        assertEquals(2 * Math.sqrt(traces), ulps("VEV", UNLIKE), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VVV", "EEE"})
    void nothingConfinesWhatNothingOrAllIsSharedIn(String name) {
        assertEquals(0, ofTwo(CovarianceFamily.of(name).orElseThrow()));
    }

    @Test
    void componentsThatShareAreAsConfinedAsTheWorstOfThem() {
        assertEquals(ulps("EVV", UNLIKE), ofTwo(CovarianceFamily.of("EVV").orElseThrow()), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VEV", "EVE", "EEE"})
    void oneCovarianceIsOfAnyFamilyWhateverItsUnits(String name) {
        double[][] covariance = {{1e12, 0.5, 1e-7}, {0.5, 1e-12, -2e-20}, {1e-7, -2e-20, 1e-24}};
        ofOne(CovarianceFamily.of(name).orElseThrow(), covariance);
    }

    private static <P extends MultivariateNormal> void ofOne(CovarianceFamily<P, ?> family, double[][] covariance) {
        Mixture<double[], P, ?, ?> one = family.mixture(1, 3);
        MixtureParameters<P> theta =
                family.parameters(new double[] {1}, new double[1][3], new double[][][] {covariance});
        Chart<MixtureParameters<P>> chart = one.chart(theta).orElseThrow();
        double[][] back =
                chart.point(chart.coordinates(theta)).components().get(0).covariance();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(covariance[i][j], back[i][j], 1e-12 * Math.abs(covariance[i][j]));
            }
        }
        assertEquals(0, one.roundoff(theta).ulps());
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> double ofTwo(
            CovarianceFamily<P, S> family) {
        double[][] unlike = {{1, 0.6e-4}, {0.6e-4, 1e-8}};
        double[][][] covariances = {{{1, 0}, {0, 1e-8}}, unlike};
        MixtureParameters<P> theta = family.parameters(new double[] {0.5, 0.5}, new double[2][2], covariances);
        return family.mixture(2, 2).roundoff(theta).ulps();
    }
}
