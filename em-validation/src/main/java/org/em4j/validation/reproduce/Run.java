package org.em4j.validation.reproduce;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.em4j.validation.ledger.Ledger;

/**
 * What became of a paper.
 *
 * @param results by id, equations first, in the ledger's order
 */
public record Run(Reproduction reproduction, Map<String, Result> results) {
    /** Whether all of it holds. */
    public boolean holds() {
        return results.values().stream().allMatch(Result::holds);
    }

    /** The equations with what became of them. */
    public List<Result> equations() {
        return reproduction.ledger().equations().stream()
                .map(e -> results.get(e.id()))
                .toList();
    }

    /** The claims with what became of them. */
    public List<Result> claims() {
        return reproduction.ledger().claims().stream()
                .map(c -> results.get(c.id()))
                .toList();
    }

    /** One sentence. */
    public String verdict() {
        return count(equations()) + " equations and " + count(claims()) + " claims hold";
    }

    private static String count(Collection<Result> results) {
        return results.stream().filter(Result::holds).count() + " of " + results.size();
    }

    /** The ledger. */
    public Ledger ledger() {
        return reproduction.ledger();
    }
}
