package org.em4j.validation.reproduce;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.em4j.validation.ledger.CodePlace;
import org.em4j.validation.ledger.Ledger;

/**
 * A paper, its ledger, and the checks that show what it says.
 *
 * @param checks methods marked {@link Check}, by the id of what they show
 */
public record Reproduction(Paper paper, Ledger ledger, Map<String, Method> checks) {
    /** Every check that draws random numbers starts from this. */
    public static final long SEED = 3695;

    /** The reproduction of a paper, from its ledger and its checks. */
    public static Reproduction of(Paper paper) {
        Map<String, Method> checks = new TreeMap<>();
        for (Class<?> type : paper.checks()) {
            for (Method m : type.getDeclaredMethods()) {
                Check check = m.getAnnotation(Check.class);
                for (String id : check == null ? new String[0] : check.value()) {
                    Method other = checks.put(id, m);
                    if (other != null) {
                        throw new IllegalStateException(id + " has two checks, " + other + " and " + m);
                    }
                }
            }
        }
        return new Reproduction(paper, Ledger.of(paper.id()), checks);
    }

    /** The method that shows an equation, a claim or a table. */
    public CodePlace check(String id) {
        Method check = checks.get(id);
        return new CodePlace(check.getDeclaringClass(), check.getName());
    }

    /** Runs all checks, equations first, in the ledger's order. */
    public Run run() {
        Map<String, Result> results = new LinkedHashMap<>();
        Stream.of(
                        ledger.equations().stream().map(Ledger.Equation::id),
                        ledger.claims().stream().map(Ledger.Claim::id),
                        ledger.tables().stream().map(Ledger.Table::id))
                .flatMap(ids -> ids)
                .forEach(id -> results.put(id, run(id)));
        return new Run(this, results);
    }

    /** Runs one check. One that throws has failed, and says with what. */
    public Result run(String id) {
        double tolerance = ledger.equations().stream()
                .filter(e -> e.id().equals(id))
                .mapToDouble(Ledger.Equation::tolerance)
                .findAny()
                .orElse(Double.NaN);
        Evidence evidence =
                new Evidence(tolerance, ledger.table(id).map(Ledger.Table::rows).orElse(List.of()));
        Method check = checks.get(id);
        if (check == null) {
            return evidence.broken(id, new IllegalStateException("no check shows it"));
        }
        try {
            check.setAccessible(true);
            check.invoke(null, evidence);
            return evidence.result(id);
        } catch (InvocationTargetException e) {
            return evidence.broken(id, e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
