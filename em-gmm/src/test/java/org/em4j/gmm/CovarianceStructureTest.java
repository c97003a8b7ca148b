package org.em4j.gmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CovarianceStructureTest {
    /** Units four decades apart, a correlation of 0.6: both inflation factors are 1 / (1 - 0.36). */
    private static final double[] UNLIKE = {1, 0.6e-4, 0.6e-4, 1e-8};

    private static double cancellation(String name, double[] covariance) {
        return CovarianceStructure.of(name).cancellation(2, covariance);
    }

    @Test
    void aDiagonalIsOffByFewRoundingsInEachColumn() {
        assertEquals(8, cancellation("VEI", new double[] {1, 1e-8}));
    }

    @Test
    void aWholeMatrixIsOffAsOftenAsItsInverseTells() {
        assertEquals(2 * 2 / 0.64, cancellation("EVV", UNLIKE), 1e-9);
    }

    @Test
    void axesTipTheLongestIntoTheShortest() {
        double traces = (1 + 1e-8) * (1 + 1e8) / 0.64; // of the matrix, of its inverse
        assertEquals(2 * Math.sqrt(traces), cancellation("VEV", UNLIKE), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VVV", "EEE"})
    void nothingConfinesWhatNothingOrAllIsSharedIn(String name) {
        assertEquals(0, ofTwo(CovarianceFamily.of(name).orElseThrow()));
    }

    @Test
    void componentsThatShareAreAsConfinedAsTheWorstOfThem() {
        assertEquals(
                cancellation("EVV", UNLIKE), ofTwo(CovarianceFamily.of("EVV").orElseThrow()), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VEV", "EVE", "EEE"})
    void oneCovarianceHasCoordinatesWhateverItsUnits(String name) {
        double[] covariance = {1e12, 0.5, 1e-7, 0.5, 1e-12, -2e-20, 1e-7, -2e-20, 1e-24};
        FullNormal normal = new FullNormal(new double[3], covariance);
        Mixture<double[], FullNormal, ?, ?> one =
                mixture(CovarianceFamily.of(name).orElseThrow());
        MixtureParameters<FullNormal> theta = new MixtureParameters<>(new double[] {1}, List.of(normal));
        Chart<MixtureParameters<FullNormal>> chart = one.chart(theta);
        double[] back =
                chart.point(chart.coordinates(theta)).components().get(0).flatCovariance();
        for (int i = 0; i < 9; i++) {
            assertEquals(covariance[i], back[i], 1e-12 * Math.abs(covariance[i]));
        }
        assertEquals(0, one.cancellation(theta));
    }

    @SuppressWarnings("unchecked")
    private static Mixture<double[], FullNormal, ?, ?> mixture(CovarianceFamily<?, ?> family) {
        return (Mixture<double[], FullNormal, ?, ?>) (Mixture<?, ?, ?, ?>) family.mixture(1, 3);
    }

    private static <P extends Normal, S extends Statistics<S>> double ofTwo(CovarianceFamily<P, S> family) {
        double[][] unlike = {{1, 0.6e-4}, {0.6e-4, 1e-8}};
        double[][][] covariances = {{{1, 0}, {0, 1e-8}}, unlike};
        MixtureParameters<P> theta = family.parameters(new double[] {0.5, 0.5}, new double[2][2], covariances);
        return family.mixture(2, 2).cancellation(theta);
    }
}
