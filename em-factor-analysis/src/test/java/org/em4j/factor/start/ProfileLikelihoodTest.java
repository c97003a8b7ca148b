package org.em4j.factor.start;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.em4j.core.distribution.Moments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.MomentMap;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileLikelihoodTest {
    private static final List<String> TESTS = List.of("x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9");
    private static final Moments MOMENTS = Moments.of(
            Table.read(Path.of("..", "data", "holzinger_swineford.csv"), TESTS).rows());
    private static final Correlations CORRELATIONS = Correlations.of(MOMENTS);
    private static final double[] SOMEWHERE = {-0.7, -0.3, -0.5, -1.2, -0.9, -1.1, -0.6, -0.4, -0.8};

    private static ProfileLikelihood likelihood(int q, double prior) {
        return new ProfileLikelihood(CORRELATIONS.root(), q, prior);
    }

    private static double[] moved(int j, double by) {
        double[] u = SOMEWHERE.clone();
        u[j] += by;
        return u;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void theGradientIsThatOfTheValue(double prior) {
        ProfileLikelihood likelihood = likelihood(3, prior);
        double[] gradient = likelihood.at(SOMEWHERE).gradient();
        double h = 1e-5; // central differences: rounding 1e-15 / h, curvature h²
        for (int j = 0; j < 9; j++) {
            double slope = (likelihood.at(moved(j, h)).value()
                            - likelihood.at(moved(j, -h)).value())
                    / (2 * h);
            assertEquals(slope, gradient[j], 1e-8);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void theHessianIsThatOfTheGradient(double prior) {
        ProfileLikelihood likelihood = likelihood(3, prior);
        double[][] hessian = likelihood.at(SOMEWHERE).hessian();
        double h = 1e-5;
        for (int j = 0; j < 9; j++) {
            double[] up = likelihood.at(moved(j, h)).gradient();
            double[] down = likelihood.at(moved(j, -h)).gradient();
            double[] slope = new double[9];
            Arrays.setAll(slope, i -> (up[i] - down[i]) / (2 * h));
            assertArrayEquals(slope, hessian[j], 1e-8);
        }
    }

    @Test
    void itsLoadingsHaveItsLikelihood() {
        ProfileLikelihood.Point at = likelihood(3, 0).at(SOMEWHERE);
        FactorParameters theta = CORRELATIONS.inUnits(at.loadings(3), at.uniquenesses());
        double logLikelihood =
                new MomentMap(new FactorAnalysis(9, 3), MOMENTS).apply(theta).logLikelihood();
        assertEquals(-0.5 * 301 * at.value() - CORRELATIONS.constant(0), logLikelihood, 1e-9);
    }

    /** A method that knows values alone, and shares no code with Newton's. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aLibrarysOptimiserFindsTheMaximumToo(int q) {
        ProfileLikelihood likelihood = likelihood(q, 0);
        double[] least = new double[9];
        double[] most = new double[9];
        Arrays.fill(least, -6);
        Arrays.fill(most, 0.5);
        PointValuePair optimum = new BOBYQAOptimizer(19, 0.2, 1e-10)
                .optimize(
                        new MaxEval(20_000),
                        GoalType.MINIMIZE,
                        new InitialGuess(SOMEWHERE),
                        new ObjectiveFunction(u -> likelihood.at(u).value()),
                        new SimpleBounds(least, most));
        FactorEstimate estimate = new FactorAnalysisEstimator(q).fit(MOMENTS);
        double[] expected = Arrays.stream(optimum.getPoint()).map(Math::exp).toArray();
        assertArrayEquals(expected, CORRELATIONS.uniquenesses(estimate.theta()), 1e-6);
        double logLikelihood = -0.5 * 301 * optimum.getValue() - CORRELATIONS.constant(0);
        assertEquals(logLikelihood, estimate.fit().trace().last().logLikelihood(), 1e-9);
    }
}
