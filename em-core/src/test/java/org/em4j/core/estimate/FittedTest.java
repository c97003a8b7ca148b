package org.em4j.core.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Execution;
import org.em4j.core.data.LabelledRows;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Exponential;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.inference.Bootstrap;
import org.em4j.core.inference.Quantities;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Chart;
import org.em4j.core.model.MissingCapabilityException;
import org.junit.jupiter.api.Test;

class FittedTest {
    private static final List<Double> TIMES = List.of(0.1, 0.2, 0.3, 4.0, 5.0, 6.5);
    private static final Quantities<Double> RATE = new Quantities<>(List.of("rate"), rate -> new double[] {rate});

    /** With the log of the rate for a coordinate. */
    private static final class Charted extends Exponential {
        @Override
        public Optional<Chart<Double>> chart(Double at) {
            return Optional.of(Chart.of(rate -> new double[] {Math.log(rate)}, u -> Math.exp(u[0])));
        }
    }

    private static Fitted<?, Double> exponential() {
        return new ModelEstimator<>(new Charted(), random -> 1.0)
                .fit(Observations.of(TIMES))
                .report(RATE);
    }

    /** Of n waiting times the rate is n over their sum, and its error the rate over the root of n. */
    @Test
    void whatIsFittedHasItsErrorsScoresAndData() {
        Fitted<?, Double> fitted = exponential();
        double rate = 6 / 16.1;
        assertEquals(rate, fitted.parameters(), 1e-12);
        assertEquals(
                rate / Math.sqrt(6), fitted.standardErrors().estimates().get(0).standardError(), 1e-6);
        assertArrayEquals(
                TIMES.stream().mapToDouble(t -> Math.log(rate) - rate * t).toArray(), fitted.scores(), 1e-12);
        assertEquals(6, fitted.data().count());
        assertEquals(6, fitted.data().weight());
        assertEquals(1, fitted.optima().orElseThrow().starts());
    }

    @Test
    void aBootstrapIsAFunctionOfTheSeedOnAnyThreads() {
        Fitted<?, Double> fitted = exponential();
        Bootstrap twenty = new Bootstrap(20);
        var one = fitted.bootstrap(twenty, new Em(), new Execution(1, 5));
        assertEquals(one, fitted.bootstrap(twenty, new Em(), new Execution(3, 5)));
        assertNotEquals(one, fitted.bootstrap(twenty, new Em(), new Execution(1, 6)));
    }

    @Test
    void severalStartsAreAFunctionOfTheSeedOnAnyThreads() {
        var estimator = new ModelEstimator<>(
                        new Mixture<>(2, new Exponential()),
                        random -> new MixtureParameters<>(
                                new double[] {0.5, 0.5},
                                List.of(0.1 + random.nextDouble(), 1 + 9 * random.nextDouble())))
                .restarts(new Restarts(8));
        var one = estimator.fit(Observations.of(TIMES), new Execution(1, 3));
        var four = estimator.fit(Observations.of(TIMES), new Execution(4, 3));
        assertEquals(
                one.optima().orElseThrow().describe(),
                four.optima().orElseThrow().describe());
        assertEquals(one.fit().trace().entries(), four.fit().trace().entries());
        assertEquals(one.data(), four.data());
    }

    @Test
    void aFitThatFailsIsFittedAllTheSame() {
        var fitted = new ModelEstimator<>(new Exponential(), random -> 1.0).fit(Observations.of(List.of(0.0, 0.0)));
        assertTrue(fitted.fit() instanceof Fit.Degenerate, fitted.fit()::describe);
        assertEquals(2, fitted.weight());
    }

    @Test
    void freeParametersThatNobodyCanCountAreAskedFor() {
        var bare = new ModelEstimator<>(new Exponential(), random -> 1.0).fit(Observations.of(TIMES));
        MissingCapabilityException e = assertThrows(MissingCapabilityException.class, bare::criteria);
        assertTrue(e.getMessage().endsWith("override chart in the model"), e.getMessage());
    }

    @Property(tries = 50)
    void aFingerprintIsOneOnAnyThreadsAndOfNoOtherData(
            @ForAll @IntRange(min = 2, max = 4000) int n, @ForAll @IntRange(min = 2, max = 5) int threads) {
        double[] x = IntStream.range(0, n).mapToDouble(i -> i).toArray();
        Rows rows = Rows.wrap(x, 1);
        Fingerprint one = Fingerprint.of(rows);
        assertEquals(one, Fingerprint.of(rows.on(new Execution(threads, 1))));
        double[] weights = rows.weights();
        weights[n / 2] = 2;
        assertNotEquals(one.hash(), Fingerprint.of(rows.weighted(weights)).hash());
        double[] swapped = x.clone();
        swapped[0] = x[1];
        swapped[1] = x[0];
        assertNotEquals(one.hash(), Fingerprint.of(Rows.wrap(swapped, 1)).hash());
        assertNotEquals(
                one.hash(), Fingerprint.of(new LabelledRows(rows, new int[n])).hash());
    }

    @Test
    void anExecutionHasAThread() {
        assertThrows(IllegalArgumentException.class, () -> new Execution(0, 1));
        assertEquals(new Execution(), new Execution(2, 7).threads(1).seed(1));
    }
}
