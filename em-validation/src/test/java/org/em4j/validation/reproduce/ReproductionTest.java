package org.em4j.validation.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.em4j.validation.Papers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every equation and every claim of every paper. */
class ReproductionTest {
    @TestFactory
    Stream<DynamicTest> holds() {
        return Papers.all().stream()
                .flatMap(paper -> paper.checks().keySet().stream()
                        .map(id -> DynamicTest.dynamicTest(id, () -> assertHolds(paper.run(id)))));
    }

    private static void assertHolds(Result result) {
        List<Comparison> failed =
                result.comparisons().stream().filter(c -> !c.holds()).toList();
        assertTrue(result.holds(), result.failure() + failed);
    }

    @Test
    void twoRunsGiveTheSameFigures() {
        Reproduction paper = Papers.of("em-3695");
        for (String id : List.of("3695a", "3695df", "3695fi", "weights-are-proportions")) {
            assertEquals(paper.run(id).comparisons(), paper.run(id).comparisons());
        }
    }

    @Test
    void aCheckThatComparesNothingShowsNothing() {
        assertTrue(!new Evidence(1).result("x").holds());
    }

    @Test
    void aFigureThatIsNotANumberFails() {
        Evidence evidence = new Evidence(1);
        evidence.equal("not a number", Double.NaN, 1);
        assertTrue(!evidence.result("x").holds());
        assertTrue(Double.isNaN(evidence.result("x").residual()));
    }

    @Test
    void figuresOfDifferentShapesFail() {
        Evidence evidence = new Evidence(1);
        evidence.equal("shapes", new double[] {1, 2}, new double[] {1});
        assertTrue(!evidence.result("x").holds());
    }

    @Test
    void anEquationWithoutACheckFails() {
        Reproduction real = Papers.of("em-3695");
        Reproduction none = new Reproduction(real.paper(), real.ledger(), Map.of());
        assertTrue(none.run("3695a").failure().contains("no check"));
    }
}
