package org.em4j.validation.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Gamma;
import org.em4j.core.Randomness;
import org.em4j.core.data.Observations;
import org.em4j.core.estep.Exactness;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.Information;
import org.em4j.core.inference.NoInformationException;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Sums;
import org.em4j.gallery.discrete.PoissonLogNormal;
import org.em4j.gallery.discrete.PoissonLogNormal.Theta;
import org.em4j.validation.law.BinaryCauses;
import org.junit.jupiter.api.Test;

/** What posteriors say of their exactness reaches whoever must know. */
class ExactnessTest {
    private static final Theta THETA = new Theta(1, 0.8);
    private static final List<Integer> COUNTS = List.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 7, 11, 20);

    /** {@code log ∫ p(x | u) N(u; mean, sd²) du} by the trapezium rule, which is exact to rounding for what vanishes at both ends. */
    private static double logEvidence(int x, Theta theta) {
        DoubleUnaryOperator density = u -> {
            double z = (u - theta.mean()) / theta.sd();
            return Math.exp(x * u - Math.exp(u) - Gamma.logGamma(x + 1.0) - z * z / 2)
                    / (theta.sd() * Math.sqrt(2 * Math.PI));
        };
        double h = theta.sd() / 50;
        return Math.log(h
                * IntStream.rangeClosed(-600, 600)
                        .mapToDouble(i -> density.applyAsDouble(theta.mean() + i * h))
                        .sum());
    }

    /** Errors in units of what they are said to be have a mean square of one; 400 of them tell it to 0.07. */
    @Test
    void theStandardErrorOfAnEstimateIsThatOfItsErrors() {
        Observations<Integer> data = Observations.of(COUNTS);
        double exact = COUNTS.stream().mapToDouble(x -> logEvidence(x, THETA)).sum();
        int runs = 400;
        double squares = 0;
        for (int seed = 0; seed < runs; seed++) {
            Expectation<Sums> e = Expectation.of(new PoissonLogNormal(50, seed), THETA, data);
            double error = (e.logEvidence().value() - exact) / e.exactness().standardError();
            squares += error * error / runs;
        }
        assertEquals(1, squares, 4 * Math.sqrt(2.0 / runs));
    }

    @Test
    void aMonteCarloFitConvergesToTheMaximumThatQuadratureFinds() {
        RandomGenerator random = Randomness.of(3);
        List<Integer> counts = Stream.generate(() ->
                        new PoissonLogNormal(2, 0).sampler(THETA).orElseThrow().sample(random))
                .limit(500)
                .toList();
        Fit<Theta> fit = new Em().fit(new PoissonLogNormal(400, 1), Observations.of(counts), new Theta(0, 1));
        assertInstanceOf(Fit.Converged.class, fit, fit.describe());
        assertTrue(
                fit.trace().describeAudit().startsWith("audit of an estimate of the log-likelihood held"),
                fit.trace().describeAudit());
        double h = 1e-3;
        double slopeOfMean = (sum(counts, fit.theta().mean() + h, fit.theta().sd())
                        - sum(counts, fit.theta().mean() - h, fit.theta().sd()))
                / (2 * h);
        assertEquals(0, slopeOfMean, 0.1 * Math.sqrt(500), "a tenth of a standard error, in units of the score");
    }

    private static double sum(List<Integer> counts, double mean, double sd) {
        return counts.stream()
                .mapToDouble(x -> logEvidence(x, new Theta(mean, sd)))
                .sum();
    }

    @Test
    void aVariationalBoundLiesBelowTheLikelihoodAndItsAuditSaysSo() {
        List<Double> data = List.of(0.1, 2.2, 3.9, 6.1, 6.4, 2.0, -0.3, 4.4, 0.2, 5.8);
        BinaryCauses.Theta start = new BinaryCauses.Theta(new double[] {0.4, 0.5}, new double[] {2.5, 4.5}, 1);
        Fit<BinaryCauses.Theta> fit = new Em().fit(new BinaryCauses(), Observations.of(data), start);
        assertTrue(
                fit.trace().describeAudit().startsWith("audit of a lower bound of the log-likelihood held"),
                fit.trace().describeAudit());
        double likelihood = likelihood(data, fit.theta());
        assertTrue(fit.trace().last().logLikelihood() <= likelihood + 1e-9);
        BinaryCauses.Theta either = new BinaryCauses.Theta(new double[] {0.5, 0.5}, new double[] {2, 2}, 1);
        double bound = Expectation.of(new BinaryCauses(), either, Observations.of(data))
                .logEvidence()
                .value();
        assertTrue(
                bound < likelihood(data, either) - 0.1,
                "where either switch explains a value, they depend on each other");
    }

    private static double likelihood(List<Double> data, BinaryCauses.Theta theta) {
        return data.stream()
                .mapToDouble(x -> Math.log(Stream.of(0, 1, 2, 3)
                        .mapToDouble(
                                state -> Math.exp(BinaryCauses.logJoint(theta, x, (state & 1) == 1, (state & 2) == 2)))
                        .sum()))
                .sum();
    }

    @Test
    void standardErrorsRefuseWhatIsNotTheLogLikelihood() {
        BinaryCauses.Theta theta = new BinaryCauses.Theta(new double[] {0.4, 0.5}, new double[] {2, 4}, 1);
        EmProblem<BinaryCauses.Theta> problem =
                EmProblem.of(new BinaryCauses(), Observations.of(List.of(0.1, 2.2, 3.9, 6.1)));
        assertEquals(
                "what was climbed is a lower bound of the log-likelihood, whose curvature is not the information; use a bootstrap",
                assertThrows(NoInformationException.class, () -> Information.at(problem, theta))
                        .getMessage());
    }

    @Test
    void aMixtureIsNoMoreExactThanItsComponents() {
        Mixture<Integer, Theta, PoissonLogNormal.LogRate, Sums> mixture = new Mixture<>(2, new PoissonLogNormal(10, 1));
        MixtureParameters<Theta> theta =
                new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(THETA, new Theta(2, 0.3)));
        Exactness all = Expectation.of(mixture, theta, Observations.of(COUNTS)).exactness();
        assertEquals(Exactness.Kind.ESTIMATE, all.kind());
        assertTrue(all.standardError() > 0);
    }
}
