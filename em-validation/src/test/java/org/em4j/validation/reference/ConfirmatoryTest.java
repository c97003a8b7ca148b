package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.ConfirmatoryFactorAnalysis;
import org.em4j.factor.model.ConfirmatoryFactorAnalysis.Factors;
import org.em4j.factor.model.MomentMap;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

/** Given zeros among the loadings. */
class ConfirmatoryTest {
    private static final Reference JORESKOG =
            Reference.startingWith("joreskog9").findFirst().orElseThrow();

    /** Four uncorrelated factors; the third is of columns one to four, the fourth of the others. */
    private static final int[][] PATTERN = {
        {0, 1, 2}, {0, 1, 2}, {0, 1, 2}, {0, 1, 2}, {0, 1, 3}, {0, 1, 3}, {0, 1, 3}, {0, 1, 3}, {0, 1, 3}
    };

    private static Fit<FactorParameters> joreskog(Em em, FactorParameters start) {
        Rows correlations = Table.read(Path.of("src/test/resources/reference/joreskog9_cor.csv"))
                .rows();
        Moments moments = Moments.of(JORESKOG.at("/n").asDouble(), new double[9], correlations.toArray());
        ConfirmatoryFactorAnalysis model = new ConfirmatoryFactorAnalysis(PATTERN, 4, Factors.UNCORRELATED);
        return em.fit(new MomentMap(model, moments), start);
    }

    private static FactorParameters start() {
        return FactorParameters.of(
                new double[9], loadings(JORESKOG.at("/start/beta_4x9")), Reference.vector(JORESKOG.at("/start/tau2")));
    }

    /** The parameters after one step, as the reference has them. */
    private static FactorParameters afterOneStep() {
        double[] flat = Reference.vector(JORESKOG.at("/em_parameters_trace_0_to_3/1"));
        double[][] loadings = new double[9][];
        Arrays.setAll(loadings, j -> Arrays.copyOfRange(flat, 4 * j, 4 * (j + 1)));
        return FactorParameters.of(new double[9], loadings, Arrays.copyOfRange(flat, 36, 45));
    }

    private static double[][] loadings(JsonNode transposed) {
        return new Array2DRowRealMatrix(Reference.matrix(transposed))
                .transpose()
                .getData();
    }

    /** The reference leaves the constant out. */
    private static double kernel(double logLikelihood) {
        return logLikelihood + 145 * 9 * 0.5 * Math.log(2 * Math.PI);
    }

    /** At uniquenesses of 1e-8 the reference has lost digits; these are in 60-digit arithmetic. */
    @Test
    void fromAlmostNoNoiseTheFirstStepKeepsItsDigits() {
        double[] trace = joreskog(new Em().maxIterations(1), start()).trace().logLikelihoods();
        assertEquals(-1.2871254138022175e10, kernel(trace[0]), 1e-12 * 1.3e10);
        assertEquals(-440.30472607003816, kernel(trace[1]), 1e-12 * 440);
    }

    @Test
    void eachStepIsThatOfIndependentSoftware() {
        Em steps = new Em().until(StoppingRule.never()).maxIterations(24);
        double[] trace = joreskog(steps, afterOneStep()).trace().logLikelihoods();
        double[] expected = Reference.vector(JORESKOG.at("/em_kernel_loglik_trace_0_to_25"));
        for (int t = 1; t < expected.length; t++) {
            assertEquals(expected[t], kernel(trace[t - 1]), 1e-9 * Math.abs(expected[t]), "iteration " + t);
        }
    }

    @Test
    void theEndIsThatOfIndependentSoftware() {
        Fit<FactorParameters> fit =
                joreskog(new Em().until(StoppingRule.distance(1e-8)).maxIterations(40_000), start());
        double expected = JORESKOG.at("/ecme/negloglik_kernel").asDouble();
        assertEquals(-expected, kernel(fit.trace().last().logLikelihood()), 1e-8 * expected);
    }

    /** lavaan's tutorial prints a chi-square of 85.306 with 24 degrees of freedom, and these estimates. */
    @Test
    void threeCorrelatedFactorsOfHolzingerAndSwinefordAreThoseOfLavaan() {
        Rows rows = Table.read(Path.of("..", "data", "holzinger_swineford.csv"), FactorColumns.TESTS)
                .rows();
        Moments moments = Moments.of(rows);
        ConfirmatoryFactorAnalysis model = new ConfirmatoryFactorAnalysis(FactorColumns.THREES, 3, Factors.CORRELATED);
        Fit<FactorParameters> fit = new Em()
                .until(StoppingRule.distance(1e-8))
                .accelerate(new Squarem())
                .fit(model.map(rows, moments), model.start(moments));
        double logLikelihood = fit.trace().last().logLikelihood();
        assertEquals(-3737.744926626196, logLikelihood, 1e-6);
        assertEquals(85.30552176997323, 2 * (-3695.09216574121 - logLikelihood), 1e-5);
        assertEquals(24, 9 * 10 / 2 + 9 - model.freeParameters());
        FactorParameters theta = fit.theta().standardised();
        double[] loadings = {0.900, 0.498, 0.656, 0.990, 1.102, 0.917, 0.619, 0.731, 0.670};
        for (int j = 0; j < 9; j++) {
            assertEquals(loadings[j], theta.loadings()[j][j / 3], 5e-4, "loading of " + FactorColumns.TESTS.get(j));
        }
        double[][] correlations = {{1, 0.459, 0.471}, {0.459, 1, 0.283}, {0.471, 0.283, 1}};
        for (int a = 0; a < 3; a++) {
            assertArrayEquals(correlations[a], theta.factorCovariance()[a], 5e-4);
        }
    }
}
