package org.em4j.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.FactorAnalysis;
import org.junit.jupiter.api.Test;

/** The combinator over a plugin that knows nothing of mixtures, on real blocks and threads. */
class AnyModelOnAnyThreadsTest {
    private static final int D = 6;
    private static final double[] CENTRES = {-4, 4};

    /** Two groups, each with a factor of its own. */
    private static Rows twoGroups(int n) {
        RandomGenerator random = Randomness.of(11);
        double[][] x = new double[n][D];
        for (int i = 0; i < n; i++) {
            double centre = CENTRES[i % 3 == 0 ? 0 : 1];
            double z = random.nextGaussian();
            for (int j = 0; j < D; j++) {
                x[i][j] = centre + (j % 2 == i % 3 % 2 ? 1.5 : 0.2) * z + 0.5 * random.nextGaussian();
            }
        }
        return Rows.of(x);
    }

    private static MixtureParameters<FactorParameters> start() {
        double[][] loadings = new double[D][1];
        double[] ones = new double[D];
        Arrays.fill(ones, 1);
        for (int j = 0; j < D; j++) {
            loadings[j][0] = 0.5 + 0.1 * j;
        }
        List<FactorParameters> components = Arrays.stream(CENTRES)
                .mapToObj(c -> {
                    double[] mean = new double[D];
                    Arrays.fill(mean, 0.5 * c);
                    return FactorParameters.of(mean, loadings, ones);
                })
                .toList();
        return new MixtureParameters<>(new double[] {0.5, 0.5}, components);
    }

    @Test
    void mixtureOfFactorAnalysersFindsTheGroupsWithTheSameBitsOnAnyThreads() {
        Rows rows = twoGroups(20_000);
        var model = new Mixture<>(2, new FactorAnalysis(D, 1));
        Fit<MixtureParameters<FactorParameters>> one = new Em().fit(model, rows, start());
        assertInstanceOf(Fit.Converged.class, one, one::describe);
        assertEquals(1.0 / 3, one.theta().weights()[0], 0.01);
        assertEquals(-4, one.theta().components().get(0).mean()[0], 0.1);
        for (int threads : new int[] {2, 3, 8}) {
            assertArrayEquals(
                    one.trace().logLikelihoods(),
                    new Em()
                            .fit(model, rows.on(new Execution(threads, 1)), start())
                            .trace()
                            .logLikelihoods(),
                    0);
        }
    }
}
