package org.em4j.validation.inference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.em4j.core.estimate.Fitted;
import org.em4j.validation.Page;
import org.junit.jupiter.api.Test;

/**
 * Intervals hold what the data were drawn with as often as they say. A build looks at some samples of what is fitted fast;
 * {@code -Plong} at a thousand of each, and writes the table of docs/uncertainty.md.
 */
class CoverageTest {
    private static final int SAMPLES = Page.isLong() ? 1000 : 40;
    private static final String PAGE = "uncertainty.md";
    private static final String BEGIN = "<!-- coverage: CoverageTest writes this table with -Plong -->\n";
    private static final String END = "<!-- end of coverage -->\n";

    /**
     * Where the model is right: skewed estimates of small samples cost a few of 95 in a hundred. With a mixture's prior, which
     * draws covariances towards that of all rows, more.
     */
    private static final double RIGHT = 0.91;

    private static final double DRAWN = 0.82;

    /** So seldom a quantity would be held less often by chance. */
    private static final double CHANCE = 1e-5;

    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        Map<String, Coverage> table = new LinkedHashMap<>();
        CoverageSettings.all().forEach((name, draw) -> {
            if (Page.isLong() || !CoverageSettings.SLOW.contains(name)) {
                table.put(name, Coverage.of(draw, Fitted::standardErrors, SAMPLES));
            }
        });
        if (Page.isLong()) {
            String page = Page.read(PAGE);
            int from = page.indexOf(BEGIN) + BEGIN.length();
            Page.write(PAGE, page.substring(0, from) + text(table) + page.substring(page.indexOf(END)));
        }
        table.forEach(CoverageTest::requireHeld);
    }

    private static void requireHeld(String name, Coverage coverage) {
        double often = name.contains("prior mclust") ? DRAWN : RIGHT;
        for (int q = 0; q < coverage.names().size(); q++) {
            int errors = coverage.errors()[q];
            assertTrue(errors > 0.9 * SAMPLES, name + ", " + coverage.names().get(q) + ": " + errors + " errors");
            int least = new BinomialDistribution(errors, often).inverseCumulativeProbability(CHANCE);
            assertTrue(
                    coverage.held()[q] >= least,
                    name + ", " + coverage.names().get(q) + ": " + coverage.held()[q] + " of " + errors);
        }
    }

    private static String text(Map<String, Coverage> table) {
        StringBuilder text =
                new StringBuilder("| fits | quantities | samples | % held | least | of |\n|---|---|---|---|---|---|\n");
        table.forEach((name, c) -> text.append("| ")
                .append(name)
                .append(" | ")
                .append(c.names().size())
                .append(" | ")
                .append(Arrays.stream(c.errors()).max().orElseThrow())
                .append(" | ")
                .append(c)
                .append(" |\n"));
        return text.toString();
    }
}
