package org.em4j.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.junit.jupiter.api.Test;

/** An M-step that nobody wrote. */
class NumericMaximumTest {
    /** A normal distribution with mean and variance, without an M-step. */
    private record Bell(double prior) implements LatentModel<Double, double[], Observed, Sums> {
        @Override
        public Function<Double, Observed> posterior(double[] t) {
            return x -> new Observed(-0.5 * (Math.log(2 * Math.PI * t[1]) + (x - t[0]) * (x - t[0]) / t[1]));
        }

        @Override
        public Sums zero(double[] t) {
            return new Sums(3);
        }

        @Override
        public void accumulate(Double x, Observed q, double weight, Sums into) {
            into.add(weight, 1, x, x * x);
        }

        @Override
        public double[] maximize(Sums s, double[] current) {
            return NumericMaximum.of(this, s, current);
        }

        @Override
        public double expectedLogJoint(double[] t, Sums s) {
            double squares = s.get(2) - 2 * t[0] * s.get(1) + t[0] * t[0] * s.get(0);
            return -0.5 * (s.get(0) * Math.log(2 * Math.PI * t[1]) + squares / t[1]);
        }

        @Override
        public double logPrior(double[] t) {
            return -prior * (Math.log(t[1]) + 1 / t[1]);
        }

        @Override
        public Optional<Chart<double[]>> chart(double[] at) {
            return Optional.of(Chart.of(
                    t -> new double[] {t[0], Math.log(t[1])}, u -> new double[] {u[0], Math.exp(u[1])}));
        }
    }

    /** The same with nothing free. */
    private record Given(Bell bell) implements LatentModel<Double, double[], Observed, Sums> {
        @Override
        public Function<Double, Observed> posterior(double[] t) {
            return bell.posterior(t);
        }

        @Override
        public Sums zero(double[] t) {
            return bell.zero(t);
        }

        @Override
        public void accumulate(Double x, Observed q, double weight, Sums into) {
            bell.accumulate(x, q, weight, into);
        }

        @Override
        public double[] maximize(Sums s, double[] current) {
            return NumericMaximum.of(this, s, current);
        }

        @Override
        public double expectedLogJoint(double[] t, Sums s) {
            return bell.expectedLogJoint(t, s);
        }

        @Override
        public Optional<Chart<double[]>> chart(double[] at) {
            return Optional.of(Chart.of(t -> new double[0], u -> at));
        }
    }

    @Test
    void nothingFreeIsNoError() {
        Fit<double[]> fit =
                new Em().fit(new Given(new Bell(0)), Observations.of(List.of(1.0, 2.0)), new double[] {1, 2});
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
    }

    private static Sums of(double... data) {
        Sums s = new Sums(3);
        for (double x : data) {
            s.add(1, 1, x, x * x);
        }
        return s;
    }

    /** The height is flat there: its last digits tell the coordinates to the root of the rounding unit, near 1e-8. */
    @Test
    void itIsTheClosedFormFromNearAndFar() {
        for (double[] start : new double[][] {{2, 1}, {-30, 100}, {3, 1e-3}}) {
            double[] best = new Bell(0).maximize(of(1, 2, 4, 5), start);
            assertEquals(3, best[0], 1e-6);
            assertEquals(2.5, best[1], 1e-6);
        }
    }

    @Test
    void thePriorIsMaximisedWithIt() {
        double[] best = new Bell(2).maximize(of(1, 2, 4, 5), new double[] {0, 1});
        assertEquals((10.0 / 2 + 2) / (4.0 / 2 + 2), best[1], 1e-6);
    }

    @Test
    void aFitWithoutAMaximumEndsTypedAndIsNeverLower() {
        Fit<double[]> fit = new Em().fit(new Bell(0), Observations.of(List.of(3.0)), new double[] {0, 1});
        double[] trace = fit.trace().logLikelihoods();
        for (int t = 1; t < trace.length; t++) {
            assertTrue(Double.isFinite(trace[t]) && trace[t] >= trace[t - 1], fit::describe);
        }
        assertInstanceOf(Fit.Degenerate.class, fit, fit::describe);
    }

    @Test
    void aModelWithoutAChartIsToldToGetOne() {
        LatentModel<Double, double[], Observed, Sums> chartless = new LatentModel<>() {
            @Override
            public Function<Double, Observed> posterior(double[] t) {
                return new Bell(0).posterior(t);
            }

            @Override
            public Sums zero(double[] t) {
                return new Sums(3);
            }

            @Override
            public void accumulate(Double x, Observed q, double weight, Sums into) {
                new Bell(0).accumulate(x, q, weight, into);
            }

            @Override
            public double[] maximize(Sums s, double[] current) {
                return NumericMaximum.of(this, s, current);
            }

            @Override
            public double expectedLogJoint(double[] t, Sums s) {
                return new Bell(0).expectedLogJoint(t, s);
            }
        };
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> chartless.maximize(of(1, 2), new double[] {0, 1}));
        assertTrue(e.getMessage().contains("override chart in the model"), e.getMessage());
    }
}
