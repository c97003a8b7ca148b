package org.em4j.validation.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

    /** The tables with what became of them. */
    public List<Result> tables() {
        return reproduction.ledger().tables().stream()
                .map(t -> results.get(t.id()))
                .toList();
    }

    /** One sentence. */
    public String verdict() {
        return verdict(List.of(this));
    }

    /** One sentence on several papers. */
    public static String verdict(List<Run> runs) {
        List<String> counts = new ArrayList<>();
        count("equations", runs, Run::equations).ifPresent(counts::add);
        count("claims", runs, Run::claims).ifPresent(counts::add);
        count("tables", runs, Run::tables).ifPresent(counts::add);
        int last = counts.size() - 1;
        String before = String.join(", ", counts.subList(0, Math.max(0, last)));
        return (before.isEmpty() ? "" : before + " and ") + counts.get(last) + " hold";
    }

    private static Optional<String> count(String what, List<Run> runs, Function<Run, List<Result>> part) {
        List<Result> results =
                runs.stream().flatMap(run -> part.apply(run).stream()).toList();
        long holding = results.stream().filter(Result::holds).count();
        return results.isEmpty() ? Optional.empty() : Optional.of(holding + " of " + results.size() + " " + what);
    }

    /** The ledger. */
    public Ledger ledger() {
        return reproduction.ledger();
    }
}
