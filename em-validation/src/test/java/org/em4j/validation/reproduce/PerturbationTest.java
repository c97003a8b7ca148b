package org.em4j.validation.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.validation.Papers;
import org.em4j.validation.ledger.CodePlace;
import org.em4j.validation.ledger.Ledger;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Breaks the production code, one instruction at a time, and looks at the rows: each break is noticed, and only where
 * the ledger says that it may be. A build tries some of the instructions of each place, and {@code -Plong} all. The checks themselves are never touched.
 */
public class PerturbationTest {
    /** Breaks of a place that a build tries; {@code -Plong} tries all. */
    private static final int TRIED = 1;

    private static final Ledger LEDGER = Ledger.of("em-3695");

    /** Runs a check in a world where one production class is wrong, and says what became of it; empty if it holds. */
    public static final class Probe implements UnaryOperator<String> {
        private final Reproduction paper = Papers.of("em-3695");

        @Override
        public String apply(String id) {
            Result result = paper.run(id);
            return result.holds() ? "" : result.failure().isEmpty() ? "differs" : result.failure();
        }
    }

    /** Another copy of all of our classes, one of them wrong; libraries are shared. */
    private static final class World extends ClassLoader {
        private final Mutants.Mutant mutant;

        World(Mutants.Mutant mutant) {
            super(PerturbationTest.class.getClassLoader());
            this.mutant = mutant;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.em4j.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null) {
                    byte[] code = name.equals(mutant.type()) ? mutant.code() : Mutants.bytes(name);
                    loaded = defineClass(name, code, 0, code.length, PerturbationTest.class.getProtectionDomain());
                }
                return loaded;
            }
        }

        UnaryOperator<String> probe() {
            try {
                @SuppressWarnings("unchecked")
                UnaryOperator<String> probe = (UnaryOperator<String>) loadClass(Probe.class.getName())
                        .getDeclaredConstructor()
                        .newInstance();
                return probe;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyBreakIsNoticedWhereTheLedgerSays() {
        Map<CodePlace, Set<String>> places = new TreeMap<>(Comparator.comparing(CodePlace::toString));
        for (Ledger.Equation e : LEDGER.equations()) {
            e.places()
                    .forEach(
                            p -> places.computeIfAbsent(p, q -> new TreeSet<>()).add(e.id()));
        }
        return places.entrySet().stream()
                .map(place -> DynamicTest.dynamicTest(
                        place.getKey().toString(), () -> breakEachInstruction(place.getKey(), place.getValue())));
    }

    private static void breakEachInstruction(CodePlace place, Set<String> ids) {
        List<Mutants.Mutant> mutants = new Mutants(place).all();
        Map<Mutants.Mutant, Set<String>> red = new LinkedHashMap<>();
        for (List<Mutants.Mutant> some = sample(mutants, TRIED); !some.isEmpty(); some = rest(mutants, red, ids)) {
            red.putAll(some.parallelStream()
                    .collect(Collectors.toConcurrentMap(
                            m -> m, m -> red(m, ids, said -> true).collect(Collectors.toSet()))));
        }
        assertEquals(
                List.of(),
                red.keySet().stream().filter(m -> red.get(m).isEmpty()).toList(),
                "nothing notices");
        assertEquals(mutants.isEmpty() ? Set.of() : ids, seen(red), "turned red by some break");
        Set<String> others = othersThan(ids);
        List<String> elsewhere = sample(mutants, 1).parallelStream()
                .flatMap(m -> red(m, others, said -> !isRefusal(said)).map(id -> m + " turns " + id + " red"))
                .toList();
        assertEquals(List.of(), elsewhere);
    }

    private static Set<String> seen(Map<Mutants.Mutant, Set<String>> red) {
        return red.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that were not tried, if one of the rows has not been seen red. */
    private static List<Mutants.Mutant> rest(
            List<Mutants.Mutant> mutants, Map<Mutants.Mutant, Set<String>> red, Set<String> ids) {
        return seen(red).containsAll(ids)
                ? List.of()
                : mutants.stream().filter(m -> !red.containsKey(m)).toList();
    }

    /** All of them in the long run, otherwise so many from first to last. */
    private static List<Mutants.Mutant> sample(List<Mutants.Mutant> mutants, int most) {
        int n = mutants.size();
        return n <= most || Boolean.getBoolean("em4j.long")
                ? mutants
                : IntStream.range(0, most)
                        .mapToObj(i -> mutants.get((2 * i + 1) * n / (2 * most)))
                        .toList();
    }

    /** Rows that do not depend on any of these. */
    private static Set<String> othersThan(Set<String> ids) {
        return LEDGER.equations().stream()
                .filter(e -> !ids.contains(e.id()) && e.depends().stream().noneMatch(ids::contains))
                .map(Ledger.Equation::id)
                .collect(Collectors.toSet());
    }

    private static Stream<String> red(Mutants.Mutant mutant, Set<String> ids, Predicate<String> counts) {
        UnaryOperator<String> probe = new World(mutant).probe();
        return ids.stream().filter(id -> {
            String said = probe.apply(id);
            return !said.isEmpty() && counts.test(said);
        });
    }

    /** Parameters that cannot be, such as weights that do not sum to one, are refused wherever they are made: no row depends on that. */
    private static boolean isRefusal(String said) {
        return said.contains(IllegalArgumentException.class.getName());
    }
}
