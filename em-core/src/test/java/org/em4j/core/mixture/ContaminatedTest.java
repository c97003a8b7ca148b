package org.em4j.core.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.mixture.gate.Density;
import org.em4j.core.mixture.gate.Uniform;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sums;
import org.junit.jupiter.api.Test;

class ContaminatedTest {
    /** The exponential distribution; theta is its rate. */
    record Exponential() implements LatentModel<Double, Double, Observed, Sums> {
        @Override
        public Function<Double, Observed> posterior(Double rate) {
            return x -> new Observed(Math.log(rate) - rate * x);
        }

        @Override
        public Sums zero(Double rate) {
            return new Sums(2);
        }

        @Override
        public void accumulate(Double x, Observed q, double weight, Sums into) {
            into.add(weight, 1, x);
        }

        @Override
        public Double maximize(Sums s, Double rate) {
            return s.get(0) / s.get(1);
        }

        @Override
        public double expectedLogJoint(Double rate, Sums s) {
            return s.get(0) * Math.log(rate) - rate * s.get(1);
        }

        @Override
        public Optional<Chart<Double>> chart(Double at) {
            return Optional.of(Chart.of(rate -> new double[] {Math.log(rate)}, u -> Math.exp(u[0])));
        }
    }

    /** Of one log density everywhere. */
    record Flat(double logDensity) implements Density<Double> {
        @Override
        public double log(Double x) {
            return logDensity;
        }

        @Override
        public Double sample(RandomGenerator random) {
            return 0.0;
        }
    }

    private static Fit<NoiseParameters<Double>> fit(List<Double> data, double logNoise) {
        return new Em()
                .maxIterations(2_000)
                .fit(
                        new Contaminated<>(new Exponential(), new Flat(logNoise)),
                        Observations.of(data),
                        new NoiseParameters<>(0.05, 1.0));
    }

    /** Noise whose density is far below the others' loses a constant factor each step, and underflows to nothing. */
    @Test
    void noiseThatDiesOutEndsAtWeightZeroWithTheLikelihoodOfTheModelAlone() {
        List<Double> data = List.of(0.2, 0.5, 1.0, 1.4, 2.9);
        Fit<NoiseParameters<Double>> fit = fit(data, -400);
        assertInstanceOf(Fit.Converged.class, fit, fit.describe());
        double rate = 5 / 6.0;
        assertEquals(rate, fit.theta().theta(), 1e-9);
        assertEquals(5 * Math.log(rate) - 5, fit.trace().last().logLikelihood(), 1e-9);
        NoiseParameters<Double> none = new NoiseParameters<>(0, rate);
        Contaminated<Double, Double, Observed, Sums> model = new Contaminated<>(new Exponential(), new Flat(-400));
        assertEquals(
                1,
                model.chart(none).orElseThrow().coordinates(none).length,
                "without noise its log odds are no coordinate");
        assertEquals(0, model.posterior(none).apply(1.0).responsibilities()[1]);
        assertEquals(0, model.posterior(none).apply(1.0).entropy());
        assertTrue(Double.isFinite(
                model.chart(new NoiseParameters<>(0.1, rate)).orElseThrow().coordinates(none)[0]));
    }

    /** What is left of a row that is noise but for 1e-30 enters the statistics of the rest as that, not as a rounding. */
    @Property(tries = 200, seed = "7")
    void theShareOfTheRestKeepsItsDigits(@ForAll @DoubleRange(min = 1, max = 500) double x) {
        Contaminated<Double, Double, Observed, Sums> model = new Contaminated<>(new Exponential(), new Flat(-1));
        NoiseParameters<Double> theta = new NoiseParameters<>(0.25, 1.0);
        double exact = 1 / (1 + Math.exp(Math.log(0.25) - 1 - (Math.log(0.75) - x)));
        assertEquals(exact, model.posterior(theta).apply(x).responsibilities()[0], 1e-12 * exact);
        MixtureStatistics<Sums, Sums> sums = model.zero(theta);
        model.accumulate(x, model.posterior(theta).apply(x), 1, sums);
        assertEquals(exact, sums.gate().get(0), 1e-12 * exact);
    }

    @Test
    void whereEverythingIsNoiseThatIsSaid() {
        Contaminated<Double, Double, Observed, Sums> model = new Contaminated<>(new Exponential(), new Flat(0));
        NoiseParameters<Double> theta = new NoiseParameters<>(0.5, 1.0);
        MixtureStatistics<Sums, Sums> s = model.zero(theta);
        s.gate().add(1, 1e-20, 10, 0); // the first is lost in the sum of both
        assertEquals(
                "all rows are noise; fit without noise",
                assertThrows(DegenerateException.class, () -> model.maximize(s, theta))
                        .degeneracy()
                        .describe());
    }

    @Test
    void aBoxIsNotFlat() {
        Rows rows = Rows.of(new double[][] {{1, 3}, {2, 3}, {4, 3}});
        assertEquals(
                "column 2 does not vary, and noise spreads over its range; leave the column out",
                assertThrows(InvalidDataException.class, () -> Uniform.over(rows))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Uniform(new double[] {0}, new double[] {0}));
        List<double[]> points = new ArrayList<>(Collections.nCopies(3, new double[] {1, 1}));
        points.add(new double[] {2, 2});
        Rows weighted = Rows.of(points.toArray(double[][]::new)).weighted(new double[] {1, 1, 1, 0});
        assertThrows(InvalidDataException.class, () -> Uniform.over(weighted), "a row of no weight gives no range");
    }
}
