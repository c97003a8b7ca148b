package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.Execution;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gallery.discrete.Poisson;
import org.junit.jupiter.api.Test;

/** A model of sixty lines fits a classic: Hasselblad's (1969) death notices, as SQUAREM's vignette reports them. */
class PoissonMixtureTest {
    private static final int[] DAYS = {162, 267, 271, 185, 111, 61, 27, 8, 3, 1};

    private static Fit<MixtureParameters<Double>> fit(Em em, int copies, int threads) {
        List<Integer> counts = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            for (int deaths = 0; deaths < DAYS.length; deaths++) {
                counts.add(deaths);
                weights.add((double) DAYS[deaths]);
            }
        }
        double[] w = weights.stream().mapToDouble(Double::doubleValue).toArray();
        return em.fit(
                new Mixture<>(2, new Poisson()),
                Observations.of(counts, w).on(new Execution(threads, 1)),
                new MixtureParameters<>(new double[] {0.3, 0.7}, List.of(1.0, 2.5)));
    }

    @Test
    void hasselbladsCountsGiveThePublishedMixture() {
        Fit<MixtureParameters<Double>> fit = fit(new Em().until(StoppingRule.distance(1e-8)), 1, 1);
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertArrayEquals(new double[] {0.3599, 0.6401}, fit.theta().weights(), 5e-4);
        assertEquals(1.256, fit.theta().components().get(0), 2e-3);
        assertEquals(2.663, fit.theta().components().get(1), 2e-3);
        assertEquals(-1989.946, fit.trace().last().logLikelihood(), 5e-4);
    }

    @Test
    void threadsDoNotChangeABit() {
        Em few = new Em().maxIterations(10);
        double[] one = fit(few, 1000, 1).trace().logLikelihoods();
        for (int threads : new int[] {2, 3, 8}) {
            double[] other = fit(few, 1000, threads).trace().logLikelihoods();
            assertEquals(Arrays.toString(one), Arrays.toString(other));
        }
    }
}
