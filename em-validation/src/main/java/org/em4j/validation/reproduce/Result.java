package org.em4j.validation.reproduce;

import java.util.List;

/**
 * What became of one equation or claim.
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
        List<Picture> pictures,
        String failure) {
    /** A named figure. */
    public record Figure(String name, String value) {}

    /** Copies the lists. */
    public Result {
        comparisons = List.copyOf(comparisons);
        figures = List.copyOf(figures);
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
