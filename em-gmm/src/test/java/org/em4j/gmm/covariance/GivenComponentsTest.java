package org.em4j.gmm.covariance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.em4j.core.distribution.DiagonalNormal;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.Uniform;
import org.em4j.gmm.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters that a caller gives are copied, and are a mixture or refused, in any family. */
class GivenComponentsTest {
    private static final double[][] IDENTITY = {{1, 0}, {0, 1}};

    static Stream<CovarianceFamily<?, ?>> families() {
        return CovarianceFamily.all().stream();
    }

    private static void assertRefused(
            CovarianceFamily<?, ?> family, double[] weights, double[][] means, double[][][] covariances, String words) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> family.parameters(weights, means, covariances))
                .getMessage();
        assertTrue(message.contains(words), message);
    }

    @ParameterizedTest
    @MethodSource("families")
    void whatDoesNotGoTogetherIsRefused(CovarianceFamily<?, ?> family) {
        double[] half = {0.5, 0.5};
        double[][] means = {{0, 1}, {2, 3}};
        double[][][] two = {IDENTITY, IDENTITY};
        assertRefused(family, half, means, new double[][][] {IDENTITY, IDENTITY, IDENTITY}, "2, 2 and 3");
        assertRefused(family, new double[] {1}, means, two, "1, 2 and 2");
        assertRefused(family, new double[] {0.5, 0.6}, means, two, "they sum to 1.1");
        assertRefused(family, half, new double[][] {{0, 1}, {2}}, two, "the mean of component 2 has 1 numbers");
        assertRefused(family, half, new double[][] {{0, 1}, {2, Double.NaN}}, two, "component 2 holds NaN at place 2");
        assertRefused(
                family,
                half,
                means,
                new double[][][] {IDENTITY, {{1, 0.5}, {0.2, 1}}},
                "the covariance of component 2 is not symmetric: 0.2 in row 2");
        assertRefused(family, half, means, new double[][][] {IDENTITY, {{1}}}, "component 2 has 1 rows where 2");
    }

    @ParameterizedTest
    @MethodSource("families")
    void copiesAreTaken(CovarianceFamily<?, ?> family) {
        double[] weights = {0.5, 0.5};
        double[][] means = {{0, 1}, {2, 3}};
        double[][][] covariances = {{{1, 0}, {0, 1}}, {{1, 0}, {0, 1}}};
        MixtureParameters<? extends MultivariateNormal> theta = family.parameters(weights, means, covariances);
        weights[0] = 9;
        means[0][0] = 9;
        covariances[0][0][0] = 9;
        theta.weights()[1] = 9;
        theta.components().get(0).mean()[1] = 9;
        theta.components().get(0).covariance()[1][1] = 9;
        assertArrayEquals(new double[] {0.5, 0.5}, theta.weights());
        assertArrayEquals(new double[] {0, 1}, theta.components().get(0).mean());
        assertArrayEquals(IDENTITY, theta.components().get(0).covariance());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
    void noiseIsAPart(double weight) {
        Uniform box = new Uniform(new double[] {0}, new double[] {1});
        assertThrows(IllegalArgumentException.class, () -> new Noise(weight, box));
    }

    @Test
    void aNormalIsRefusedOrItsOwn() {
        double[] mean = {0, 1};
        assertThrows(IllegalArgumentException.class, () -> FullNormal.of(mean, new double[][] {{1, 0.5}, {0.2, 1}}));
        assertThrows(IllegalArgumentException.class, () -> DiagonalNormal.of(mean, new double[] {1}));
        DiagonalNormal normal = DiagonalNormal.of(mean, new double[] {1, 2});
        mean[0] = 9;
        assertArrayEquals(new double[] {0, 1}, normal.mean());
    }
}
