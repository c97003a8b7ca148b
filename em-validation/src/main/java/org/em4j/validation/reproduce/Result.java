package org.em4j.validation.reproduce;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.em4j.validation.ledger.Ledger;

/**
 * What became of one equation, claim or table.
 *
 * @param id its id
 * @param residual the largest that the ledger's tolerance is for, NaN if there is none
 * @param failure why the check broke off, empty if it did not
 */
public record Result(
        String id,
        double residual,
        List<Comparison> comparisons,
        List<Figure> figures,
        List<Row> rows,
        List<Picture> pictures,
        String failure) {
    /** A named figure. */
    public record Figure(String name, String value) {}

    /** A printed figure and ours. */
    public record Row(Ledger.Row printed, double ours, boolean holds) {
        /** Ours, with three digits more than the figure that it is held against. */
        public String digits() {
            int precision = printed.figure().precision() + 3;
            return new BigDecimal(ours, new MathContext(precision)).toString().replace("E", "e");
        }

        /** One word: whether ours is what is printed, or what should have been, or neither. */
        public String verdict() {
            return !holds ? "fails" : printed.exact().isEmpty() ? "holds" : "explained";
        }
    }

    /** Copies the lists. */
    public Result {
        comparisons = List.copyOf(comparisons);
        figures = List.copyOf(figures);
        rows = List.copyOf(rows);
        pictures = List.copyOf(pictures);
    }

    /** Whether all that was compared agrees; a check that compared nothing shows nothing. */
    public boolean holds() {
        return failure.isEmpty()
                && !comparisons.isEmpty()
                && comparisons.stream().allMatch(Comparison::holds);
    }

    /** One word. */
    public String verdict() {
        return holds() ? "holds" : "fails";
    }

    /** What is wrong, in a sentence; empty if nothing is. */
    public String complaint() {
        if (!failure.isEmpty()) {
            return failure;
        }
        return comparisons.stream()
                .filter(c -> !c.holds())
                .findFirst()
                .map(Comparison::toString)
                .orElse(comparisons.isEmpty() ? "nothing was compared" : "");
    }
}
