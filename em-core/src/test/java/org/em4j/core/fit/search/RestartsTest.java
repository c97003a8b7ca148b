package org.em4j.core.fit.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Observations;
import org.em4j.core.estep.Exactness;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Exponential;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Trace;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Degeneracy;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private static final Trace.Entry ENTRY = new Trace.Entry(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, Exactness.EXACT);

    private static Fit<Integer> converged(int theta, double objective) {
        Trace.Entry entry = new Trace.Entry(0, 1, objective, objective, 0, 0, 0, 0, 0, 0, Exactness.EXACT);
        return new Fit.Converged<>(theta, new Trace(List.of(entry)), "");
    }

    private static Fit<Integer> collapsed(int theta) {
        return new Fit.Degenerate<>(theta, new Trace(List.of()), Degeneracy.of("it collapsed", "do not"));
    }

    @Test
    void theBestObjectiveIsKept() {
        double[] objectives = {-3, -1, -2};
        List<Integer> starts = new ArrayList<>();
        Fit<Integer> best = new Restarts(3)
                .best(
                        random -> starts.size(),
                        start -> {
                            starts.add(start);
                            return converged(start, objectives[start]);
                        },
                        new Execution());
        assertEquals(1, best.theta());
        assertEquals(List.of(0, 1, 2), starts);
    }

    @Test
    void aStartThatCollapsesIsReplaced() {
        List<Integer> starts = new ArrayList<>();
        Fit<Integer> best = new Restarts(1)
                .best(
                        random -> starts.size(),
                        start -> {
                            starts.add(start);
                            return start < 2 ? collapsed(start) : converged(start, -1);
                        },
                        new Execution());
        assertEquals(2, best.theta());
    }

    @Test
    void whereAllCollapseTheFirstIsReportedAfterTenTries() {
        List<Integer> starts = new ArrayList<>();
        Fit<Integer> best = new Restarts(1)
                .best(
                        random -> starts.size(),
                        start -> {
                            starts.add(start);
                            return collapsed(start);
                        },
                        new Execution());
        assertInstanceOf(Fit.Degenerate.class, best);
        assertEquals(0, best.theta());
        assertEquals(10, starts.size());
    }

    @Test
    void startsAreAFunctionOfTheSeed() {
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        for (List<Long> drawn : List.of(first, second)) {
            new Restarts(3)
                    .best(
                            random -> random.nextLong(),
                            start -> {
                                drawn.add(start);
                                return new Fit.Converged<>(start, new Trace(List.of(ENTRY)), "");
                            },
                            new Execution(1, 42));
        }
        assertEquals(first, second);
        assertEquals(3, first.stream().distinct().count());
    }

    @Test
    void theFirstStartIsThatOfASingleRun() {
        List<Long> drawn = new ArrayList<>();
        new Restarts(3)
                .best(
                        random -> random.nextLong(),
                        start -> {
                            drawn.add(start);
                            return new Fit.Converged<>(start, new Trace(List.of(ENTRY)), "");
                        },
                        new Execution(1, 42));
        assertEquals(Randomness.of(42).nextLong(), drawn.get(0));
    }

    private static Optima<MixtureParameters<Double>> search(Restarts restarts, Execution execution) {
        Observations<Double> times = Observations.of(List.of(0.1, 0.2, 0.3, 4.0, 5.0, 6.5));
        Mixture<Double, Double, ?, ?> model = new Mixture<>(2, new Exponential());
        return restarts.search(
                random -> new MixtureParameters<>(
                        new double[] {0.5, 0.5}, List.of(0.1 + random.nextDouble(), 1 + 9 * random.nextDouble())),
                new Em(),
                (em, start) -> em.fit(model, times, start),
                execution);
    }

    @Test
    void whatIsFoundDoesNotDependOnThreads() {
        Optima<MixtureParameters<Double>> one = search(new Restarts(12), new Execution(1, 3));
        Optima<MixtureParameters<Double>> four = search(new Restarts(12), new Execution(4, 3));
        assertEquals(one.describe(), four.describe());
        assertEquals(one.best().trace().entries(), four.best().trace().entries());
    }

    @Test
    void manyBeginAndFewAreFollowedToTheEnd() {
        Optima<MixtureParameters<Double>> optima = search(new Restarts(40, 4), new Execution(1, 3));
        assertEquals(40, optima.starts());
        assertEquals(4, optima.found().stream().mapToInt(Optima.Optimum::times).sum());
        assertInstanceOf(Fit.Converged.class, optima.best());
        assertTrue(
                optima.describe().startsWith("40 starts; 4 followed to the end found 1 maximum: "), optima::describe);
    }

    @Test
    void theMostPromisingAreFollowed() {
        double[] objectives = {-3, -1, -2, -5, -4};
        List<Integer> fitted = new ArrayList<>();
        new Restarts(5, 2)
                .search(
                        random -> fitted.size(),
                        new Em(),
                        (em, start) -> {
                            fitted.add(start);
                            Trace.Entry entry = new Trace.Entry(
                                    0, 1, objectives[start], objectives[start], 0, 0, 0, 0, 0, 0, Exactness.EXACT);
                            return new Fit.BudgetSpent<>(start, new Trace(List.of(entry)));
                        },
                        new Execution());
        assertEquals(List.of(0, 1, 2, 3, 4, 1, 2), fitted);
    }

    @Test
    void aQuarterIsFollowedAndFiveAtLeast() {
        assertEquals(5, new Restarts(12).kept());
        assertEquals(10, new Restarts(40).kept());
    }

    @Test
    void whereAllAreKeptEachIsFittedOnceAndToTheEnd() {
        List<Em> ems = new ArrayList<>();
        Em em = new Em();
        new Restarts(3, 3)
                .search(
                        random -> ems.size(),
                        em,
                        (given, start) -> {
                            ems.add(given);
                            return new Fit.BudgetSpent<>(start, new Trace(List.of(ENTRY)));
                        },
                        new Execution());
        assertEquals(List.of(em, em, em), ems);
    }

    @Test
    void equalObjectivesAreOneMaximum() {
        double[] objectives = {-3, -1, -1.000001, -2, -3};
        List<Integer> starts = new ArrayList<>();
        Optima<Integer> optima = new Restarts(5, 5)
                .search(
                        random -> starts.size(),
                        new Em(),
                        (em, start) -> {
                            starts.add(start);
                            return converged(start, objectives[start]);
                        },
                        new Execution());
        assertEquals(
                "5 starts; 5 followed to the end found 3 maxima: -1.0000 (2), -2.0000 (1), -3.0000 (2)",
                optima.describe());
    }

    @Test
    void equalObjectivesOfOtherParametersAreTwoMaxima() {
        List<Fit<Integer>> fits = List.of(converged(1, -1), converged(2, -1), converged(-1, -1.00001));
        Optima<Integer> optima = Optima.of(fits, 3, 0, (a, b) -> Math.abs(a) == Math.abs(b));
        assertEquals(
                List.of(2, 1),
                optima.found().stream().map(Optima.Optimum::times).toList());
    }

    @Test
    void maximaAreToldByWhatTheyMakeOfTheDataWhateverTheirLabels() {
        Observations<Double> times = Observations.of(List.of(0.1, 0.2, 0.3, 4.0, 5.0, 6.5));
        var alike = Optima.alike(new Mixture<>(2, new Exponential()), times);
        var here = new MixtureParameters<>(new double[] {0.25, 0.75}, List.of(0.2, 3.0));
        var relabelled = new MixtureParameters<>(new double[] {0.75, 0.25}, List.of(3.0, 0.2));
        var elsewhere = new MixtureParameters<>(new double[] {0.75, 0.25}, List.of(0.2, 3.0));
        assertTrue(alike.test(here, relabelled));
        assertFalse(alike.test(here, elsewhere));
    }

    @Test
    void whatWasLeftEarlyIsSaid() {
        Optima<Integer> optima = Optima.of(List.of(converged(1, -1)), 10, 2);
        assertEquals(
                "10 starts, of which 2 failed; 1 followed to the end found 1 maximum: -1.0000 (1); the other 7 were left"
                        + " early, and there may be a higher one",
                optima.describe());
    }

    @Test
    void anInterruptKeepsTheBestSoFar() {
        List<Integer> starts = new ArrayList<>();
        Optima<Integer> optima = new Restarts(5)
                .search(
                        random -> starts.size(),
                        new Em(),
                        (em, start) -> {
                            starts.add(start);
                            if (start == 1) {
                                Thread.currentThread().interrupt();
                            }
                            return converged(start, -start);
                        },
                        new Execution());
        assertTrue(Thread.interrupted(), "the interrupt stays set");
        assertInstanceOf(Fit.Cancelled.class, optima.best());
        assertEquals(0, optima.best().theta());
        assertEquals(2, starts.size());
    }

    @Test
    void anInterruptBeforeAnyStartIsACancellation() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> search(new Restarts(2), new Execution()));
        assertTrue(Thread.interrupted(), "the interrupt stays set");
    }

    @Test
    void whatAFitThrowsOnAThreadComesThrough() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Restarts(4)
                        .best(
                                random -> 1,
                                start -> {
                                    throw new IllegalArgumentException("a mistake in the call");
                                },
                                new Execution(2, 1)));
    }
}
