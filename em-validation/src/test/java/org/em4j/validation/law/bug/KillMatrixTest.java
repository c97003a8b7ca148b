package org.em4j.validation.law.bug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.em4j.laws.check.Law;
import org.em4j.validation.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The laws are held to the bugs. */
class KillMatrixTest {
    private static final double KILLED = 0.95;

    private static KillMatrix matrix;

    @BeforeAll
    static void measure() {
        matrix = Page.isLong() ? KillMatrix.measured() : KillMatrix.sampled(Page.read("kill-matrix.md"));
    }

    @Test
    void nearlyEveryBugIsSeen() {
        assertTrue(matrix.rows().size() >= 40, "forty bugs at least");
        assertTrue(
                matrix.survivors().size() <= (1 - KILLED) * matrix.rows().size(),
                () -> "unseen: " + matrix.survivors());
    }

    @Test
    void everyLawSeesABug() {
        List<String> blind = IntStream.range(0, matrix.laws().size())
                .filter(i -> matrix.kills(i) == 0)
                .mapToObj(matrix.laws()::get)
                .map(Law::name)
                .toList();
        assertEquals(List.of(), blind);
    }

    @Test
    void theAuditSeesAnEvidenceThatIsOffByOnePartInABillion() {
        assertTrue(matrix.rows().stream()
                .filter(r -> r.bug().name().contains("one part in 1e9"))
                .allMatch(row -> row.audited() > 0));
    }

    @Test
    void thePageSaysNothingUntrue() {
        Page.write("kill-matrix.md", matrix.markdown());
        assertEquals(
                List.of(),
                matrix.contradictions(Page.read("kill-matrix.md")),
                "docs/kill-matrix.md is old: make it again with -Plong");
    }
}
