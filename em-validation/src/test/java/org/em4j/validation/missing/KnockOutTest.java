package org.em4j.validation.missing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.em4j.validation.Page;
import org.em4j.validation.missing.KnockOut.Errors;
import org.em4j.validation.missing.KnockOut.Mechanism;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values missing at random do not bias a fit; the larger the sample, the nearer the truth. */
class KnockOutTest {
    private static final int SEEDS = Page.isLong() ? 200 : 30;
    private static final int FEW = 250;
    private static final int MANY = Page.isLong() ? 4000 : 1000;

    @ParameterizedTest
    @EnumSource
    void theErrorIsChanceAndHalvesWithFourTimesTheRows(Mechanism mechanism) {
        Errors few = KnockOut.of(mechanism, FEW, SEEDS, false);
        Errors many = KnockOut.of(mechanism, MANY, SEEDS, false);
        assertTrue(few.standardErrors() < 4, few.toString());
        assertTrue(many.standardErrors() < 4, many.toString());
        // the size of an error has a relative spread of about 1 / sqrt(2 seeds), or less: its parameters are several
        double halvings = Math.log((double) MANY / FEW) / Math.log(4);
        assertEquals(halvings, Math.log(few.size() / many.size()) / Math.log(2), 4 / Math.sqrt(SEEDS));
    }

    @Test
    void leavingOutRowsWithGapsBiasesWhatIsMissingAtRandom() {
        assertTrue(KnockOut.of(Mechanism.MAR, 1000, SEEDS, true).standardErrors() > 8);
    }

    @Test
    void thePageIsWrittenInFull() {
        if (Page.isLong()) {
            Page.write("missing-values.md", page());
        }
    }

    private static String page() {
        List<String> lines = new ArrayList<>();
        for (Mechanism mechanism : Mechanism.values()) {
            for (int n : new int[] {250, 1000, 4000}) {
                lines.add(line(mechanism, n, "all rows", KnockOut.of(mechanism, n, SEEDS, false)));
            }
            lines.add(line(mechanism, 4000, "complete rows only", KnockOut.of(mechanism, 4000, SEEDS, true)));
        }
        return TEXT.formatted(SEEDS, String.join("\n", lines));
    }

    private static String line(Mechanism mechanism, int n, String rows, Errors e) {
        return String.format(
                Locale.ROOT, "| %s | %s | %d | %.4f | %.1f |", mechanism, rows, n, e.size(), e.standardErrors());
    }

    @SuppressWarnings("InlineFormatString") // a page
    private static final String TEXT = """
            # Missing values

            ```sh
            ./em fit gmm FILE.csv --components 3 --missing --model model.json
            ./em impute model.json FILE.csv
            ```

            A cell that is empty, `NA` or `NaN` is refused, with its row, its column and what can be done, unless you say that values
            may be missing: `--missing`, or `Rows.of(x, Missing.LATENT)` in Java. Then the likelihood is that of what was observed,
            exactly, for every covariance family. The columns that a row lacks are latent, like the component that it comes from: rows
            of one pattern share one Cholesky factor, of the covariance with the observed columns first, which gives the density of
            those and the distribution of the rest. The M-step takes expected moments, their conditional covariance included, and the
            audit counts the entropy of what is missing.

            Rows of which nothing is observed, or of weight 0, say nothing and change nothing: no n, no BIC, no RMSEA, no start. They
            keep their places in `em predict`. What is observed stands in the summary and under `missing` in the JSON: the share of the
            rows in which each column is, and the two columns that are least often observed together. Two that no row holds both of are
            named, with what follows: in a mixture of full covariances theirs is not identified; in a factor model the factors alone
            say what it is, and it is no degree of freedom of the test.

            `em select fa --missing` compares numbers of factors by the same likelihood, and tests them against the unrestricted
            covariance of what is observed; parallel analysis takes noise of as many rows as hold two columns on average.

            A value may be missing for any reason that can be seen in the rest of its row ("at random"). If a value is missing
            because of what it is, no likelihood of the observed values knows that.

            ## Are fits right?

            Samples of a known mixture of two components on three columns lose values: completely at random (MCAR), each with
            probability 0.3; or at random (MAR), columns 2 and 3 with probability `0.6 / (1 + exp(1 - x1))`. Each of %d samples a line
            is fitted. The error is the root mean square over all 19 parameters and all samples; bias is the mean error of the parameter
            for which it is largest, in standard errors of that mean. Of 19 figures of chance the largest is mostly between 1 and 4.

            | values missing | fitted to | rows | error | largest bias, standard errors |
            |---|---|---|---|---|
            %s

            The error halves with four times the rows. Leaving out the rows with gaps costs precision under MCAR, and under MAR it is
            wrong, and stays wrong however many rows there are.

            `./mvnw verify -Plong` writes this page.
            """;
}
