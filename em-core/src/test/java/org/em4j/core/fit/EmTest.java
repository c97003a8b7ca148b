package org.em4j.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sums;
import org.junit.jupiter.api.Test;

/** Each way a fit can end, and what the trace says. */
class EmTest {
    private static final Observations<Double> TIMES = Observations.of(List.of(0.1, 0.2, 0.3, 4.0, 5.0, 6.5));

    private static MixtureParameters<Double> start() {
        return new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(0.2, 3.0));
    }

    private static Fit<MixtureParameters<Double>> fit(Em em, Exponential component) {
        return em.fit(new Mixture<>(2, component), TIMES, start());
    }

    @Test
    void convergesAndSaysByWhichRule() {
        var fit = assertInstanceOf(Fit.Converged.class, fit(new Em(), new Exponential()));
        assertTrue(fit.describe()
                .matches("converged after \\d+ iterations: the maximum is .* standard errors away, below 1.0e-04"));
    }

    @Test
    void theTraceStartsAtTheStartAndSplitsEachGain() {
        Fit<MixtureParameters<Double>> fit = fit(new Em(), new Exponential());
        List<Trace.Entry> entries = fit.trace().entries();
        for (int t = 1; t < entries.size(); t++) {
            Trace.Entry entry = entries.get(t);
            double change = entry.logLikelihood() - entries.get(t - 1).logLikelihood();
            assertEquals(t, entry.iteration());
            assertEquals(t + 1, entry.eSteps());
            assertEquals(change, entry.surrogateGain() + entry.remainder(), 1e-12);
            assertTrue(entry.remainder() >= -1e-12, "a Kullback-Leibler divergence is not negative");
        }
        assertEquals(fit.trace().iterations(), fit.trace().last().iteration());
    }

    @Test
    void theLogLikelihoodIsThatOfTheParametersReturned() {
        Fit<MixtureParameters<Double>> fit = fit(new Em().maxIterations(3), new Exponential());
        double again = EmProblem.of(new Mixture<>(2, new Exponential()), TIMES)
                .apply(fit.theta())
                .logLikelihood();
        assertEquals(again, fit.trace().last().logLikelihood());
    }

    @Test
    void aSpentBudgetIsNotConvergence() {
        Em em = new Em().until(StoppingRule.never()).maxIterations(7);
        var fit = assertInstanceOf(Fit.BudgetSpent.class, fit(em, new Exponential()));
        assertEquals(8, fit.trace().entries().size());
    }

    @Test
    void noIterationsAtAllEvaluatesTheStart() {
        Fit<MixtureParameters<Double>> fit = fit(new Em().maxIterations(0), new Exponential());
        assertInstanceOf(Fit.BudgetSpent.class, fit);
        assertEquals(0, fit.trace().iterations());
    }

    @Test
    void aCollapseNamesTheComponentAndKeepsTheLastGoodParameters() {
        Observations<Double> zeros = Observations.of(List.of(0.0, 0.0));
        Fit<MixtureParameters<Double>> fit = new Em().fit(new Mixture<>(2, new Exponential()), zeros, start());
        var degenerate = assertInstanceOf(Fit.Degenerate.class, fit);
        assertEquals("component 1", degenerate.degeneracy().component());
        assertEquals(start().components(), fit.theta().components());
        assertTrue(fit.describe().contains("component 1: all its waiting times are zero; leave them out"));
    }

    @Test
    void aRowWithoutDensityIsDegenerateNotNaN() {
        Observations<Double> far = Observations.of(List.of(1.0, Double.MAX_VALUE));
        Fit<Double> fit = new Em().fit(new Exponential(), far, 10.0);
        assertInstanceOf(Fit.Degenerate.class, fit, fit::describe);
        assertTrue(fit.describe().contains("at the start"), fit.describe());
    }

    @Test
    void anInterruptCancelsAndKeepsTheBestSoFar() {
        List<Trace.Entry> seen = new ArrayList<>();
        Em em = new Em().until(StoppingRule.never()).listener(entry -> {
            seen.add(entry);
            if (entry.iteration() == 3) {
                Thread.currentThread().interrupt();
            }
        });
        Fit<MixtureParameters<Double>> fit = fit(em, new Exponential());
        assertTrue(Thread.interrupted(), "the interrupt stays set");
        assertInstanceOf(Fit.Cancelled.class, fit);
        assertEquals(3, fit.trace().iterations());
        assertEquals(seen, fit.trace().entries());
    }

    @Test
    void aWrongEvidenceFailsTheAuditAtOnce() {
        Fit<MixtureParameters<Double>> fit = fit(new Em(), new Exponential() {
            @Override
            public Function<Double, Observed> posterior(Double rate) {
                return x -> new Observed((Math.log(rate) - rate * x) * (1 + 1e-9));
            }
        });
        var failed = assertInstanceOf(Fit.AuditFailed.class, fit, fit::describe);
        assertEquals(0, failed.violation().iteration());
        assertTrue(fit.describe().contains("one of evidence, entropy, statistics, expectedLogJoint is wrong"));
    }

    @Test
    void anMStepThatLosesFailsTheAudit() {
        Fit<MixtureParameters<Double>> fit = fit(new Em(), losing());
        assertInstanceOf(Fit.AuditFailed.class, fit, fit::describe);
        assertTrue(fit.describe().contains("maximize is wrong"));
    }

    @Test
    void aWarningDoesNotEndAFitAndIsNotForgotten() {
        Fit<MixtureParameters<Double>> fit = fit(new Em().maxIterations(2).audit(Audit.Policy.WARN), losing());
        assertInstanceOf(Fit.BudgetSpent.class, fit, fit::describe);
        assertEquals(0, fit.trace().warnings().get(0).iteration());
        assertTrue(fit.trace().audit() > 1, "it says by how much");
        assertTrue(
                fit.trace().describeAudit().startsWith("audit warned 2 times, first that the M-step does not lower"));
    }

    @Test
    void aStepThatIsTakenBackIsTriedAgainAndThenEndsTheFit() {
        Fit<MixtureParameters<Double>> fit = fit(new Em().audit(Audit.Policy.REVERT), losing());
        var failed = assertInstanceOf(Fit.AuditFailed.class, fit, fit::describe);
        assertEquals(1, failed.trace().warnings().size());
        assertEquals(start().components(), fit.theta().components());
    }

    @Test
    void aStepThatFailsOnceIsTakenBackAndForgiven() {
        Fit<MixtureParameters<Double>> fit = fit(new Em().audit(Audit.Policy.REVERT), new Exponential() {
            private int calls;

            @Override
            public Double maximize(Sums s, Double current) {
                return ++calls == 5 ? 7 * current : super.maximize(s, current);
            }
        });
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertEquals(1, fit.trace().warnings().size());
        double undisturbed = fit(new Em(), new Exponential()).trace().last().logLikelihood();
        assertEquals(undisturbed, fit.trace().last().logLikelihood());
    }

    @Test
    void aRightModelUsesLittleOfTheBound() {
        Trace trace = fit(new Em(), new Exponential()).trace();
        assertTrue(trace.audit() < 0.1, trace::describeAudit);
        assertTrue(trace.describeAudit().startsWith("audit held at every iteration"));
    }

    private static Exponential losing() {
        return new Exponential() {
            @Override
            public Double maximize(Sums s, Double current) {
                return current * 10;
            }
        };
    }

    @Test
    void eachGainIsWhatTheSurrogateRisesBy() {
        Mixture<Double, Double, Observed, Sums> model = new Mixture<>(2, new Exponential());
        Fit<MixtureParameters<Double>> fit = fit(new Em().maxIterations(1), new Exponential());
        Surrogate<MixtureParameters<Double>> surrogate =
                EmProblem.of(model, TIMES).apply(start()).surrogate();
        double gain = surrogate.expectedLogJoint(fit.theta()) - surrogate.expectedLogJoint(start());
        assertTrue(gain > 0.1, "" + gain);
        assertEquals(gain, fit.trace().last().surrogateGain(), 1e-12);
    }

    @Test
    void theGradientsNormIsTheRootOfTwiceWhatTheNextMStepGains() {
        List<Trace.Entry> entries =
                fit(new Em().maxIterations(3), new Exponential()).trace().entries();
        for (int t = 0; t < 3; t++) {
            double gain = entries.get(t + 1).surrogateGain();
            assertEquals(Math.sqrt(2 * gain), entries.get(t).gradientNorm(), 1e-7);
        }
    }

    @Test
    void theMagnitudeIsThatOfAllThatTheObjectiveIsSummedFrom() {
        Exponential withPrior = new Exponential() {
            @Override
            public double logPrior(Double rate) {
                return -7;
            }
        };
        double rate = 0.3;
        double sum = 7;
        for (double x : new double[] {0.1, 0.2, 0.3, 4.0, 5.0, 6.5}) {
            sum += Math.abs(Math.log(rate) - rate * x);
        }
        assertEquals(sum, EmProblem.of(withPrior, TIMES).apply(rate).magnitude(), 1e-12);
    }

    @Test
    void whereRoundingHasTheLastWordTheFitSaysWhatRounds() {
        Exponential largeTerms = new Exponential() {
            @Override
            public Roundoff roundoff(Double rate) {
                return Roundoff.ofTerms(2.5e11);
            }
        };
        Exponential singular = new Exponential() {
            @Override
            public Roundoff roundoff(Double rate) {
                return Roundoff.ofInverse(1e14);
            }
        };
        String terms = new Em().fit(largeTerms, TIMES, 1.0).describe();
        String condition = new Em().fit(singular, TIMES, 1.0).describe();
        assertTrue(terms.contains("differs too much in size") && !terms.contains("condition number"), terms);
        assertTrue(
                condition.contains("too ill-conditioned") && condition.contains("condition number 1.0e+14"), condition);
    }

    @Test
    void aPriorEntersTheObjectiveAndNotTheLogLikelihood() {
        Exponential withPrior = new Exponential() {
            @Override
            public double logPrior(Double rate) {
                return 2 * Math.log(rate) - 3 * rate; // gamma, up to a constant
            }

            @Override
            public Double maximize(Sums s, Double current) {
                return (s.get(0) + 2) / (s.get(1) + 3);
            }
        };
        Fit<Double> fit = new Em().fit(withPrior, TIMES, 1.0);
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertEquals((6 + 2) / (16.1 + 3), fit.theta(), 1e-12);
        Trace.Entry last = fit.trace().last();
        assertEquals(withPrior.logPrior(fit.theta()), last.objective() - last.logLikelihood(), 1e-12);
    }

    @Test
    void aStartWithoutADensityHasALastEntryToo() {
        Fit<Double> fit = new Em().fit(new Exponential(), Observations.of(List.of(1.0, Double.MAX_VALUE)), 10.0);
        assertEquals(0, fit.trace().iterations());
        assertEquals(Double.NEGATIVE_INFINITY, fit.trace().last().objective());
        assertTrue(fit.trace().distance().isEmpty());
        assertEquals(
                "10 starts, none of which ended well",
                Optima.of(List.of(fit), 10, 10).describe());
    }

    @Test
    void weightsThatLoseTheirDigitsAreRefused() {
        double[] tiny = {1e-320, 1e-320};
        Fit<Double> fit = new Em().fit(new Exponential(), Observations.of(List.of(1.0, 2.0), tiny), 1.0);
        assertInstanceOf(Fit.Degenerate.class, fit, fit::describe);
        assertTrue(fit.describe().contains("multiply all weights"), fit.describe());
    }

    @Test
    void aNegativeBudgetIsAMistakeInTheCall() {
        assertThrows(IllegalArgumentException.class, () -> new Em().maxIterations(-1));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void noBoundExplainsAnInfiniteFall() {
        Exponential wrong = new Exponential() {
            @Override
            public Double maximize(Sums s, Double current) {
                return 0.0;
            }
        };
        var fit = assertInstanceOf(Fit.AuditFailed.class, new Em().fit(wrong, TIMES, 1.0));
        assertTrue(fit.describe().contains("maximize is wrong"), fit.describe());
    }
}
