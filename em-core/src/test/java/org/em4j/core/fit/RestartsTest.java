package org.em4j.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import org.em4j.core.model.Degeneracy;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private static Fit<Integer> converged(int theta, double objective) {
        return new Fit.Converged<>(theta, new Trace(List.of(new Trace.Entry(0, objective, objective, 0, 0))), "");
    }

    private static Fit<Integer> collapsed(int theta) {
        return new Fit.Degenerate<>(theta, new Trace(List.of()), Degeneracy.of("it collapsed", "do not"));
    }

    @Test
    void theBestObjectiveIsKept() {
        double[] objectives = {-3, -1, -2};
        List<Integer> starts = new ArrayList<>();
        Fit<Integer> best = new Restarts(3, 1).best(random -> starts.size(), start -> {
            starts.add(start);
            return converged(start, objectives[start]);
        });
        assertEquals(1, best.theta());
        assertEquals(List.of(0, 1, 2), starts);
    }

    @Test
    void aStartThatCollapsesIsReplaced() {
        List<Integer> starts = new ArrayList<>();
        Fit<Integer> best = new Restarts(1, 1).best(random -> starts.size(), start -> {
            starts.add(start);
            return start < 2 ? collapsed(start) : converged(start, -1);
        });
        assertEquals(2, best.theta());
    }

    @Test
    void whereAllCollapseTheFirstIsReportedAfterTenTries() {
        List<Integer> starts = new ArrayList<>();
        Fit<Integer> best = new Restarts(1, 1).best(random -> starts.size(), start -> {
            starts.add(start);
            return collapsed(start);
        });
        assertInstanceOf(Fit.Degenerate.class, best);
        assertEquals(0, best.theta());
        assertEquals(10, starts.size());
    }

    @Test
    void startsAreAFunctionOfTheSeed() {
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        for (List<Long> drawn : List.of(first, second)) {
            new Restarts(3, 42).best(random -> random.nextLong(), start -> {
                drawn.add(start);
                return new Fit.Converged<>(start, new Trace(List.of(new Trace.Entry(0, 0, 0, 0, 0))), "");
            });
        }
        assertEquals(first, second);
        assertEquals(3, first.stream().distinct().count());
    }
}
