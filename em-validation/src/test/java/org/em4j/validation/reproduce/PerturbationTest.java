package org.em4j.validation.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.em4j.validation.Papers;
import org.em4j.validation.ledger.CodePlace;
import org.em4j.validation.ledger.Ledger;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Breaks the production code, one instruction at a time, and looks at the rows: each break is noticed, and only where
 * the ledger says that it may be. The checks themselves are never touched.
 */
public class PerturbationTest {
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
        Map<Mutants.Mutant, Set<String>> red = mutants.parallelStream()
                .collect(Collectors.toConcurrentMap(
                        m -> m, m -> red(m, ids, said -> true).collect(Collectors.toSet())));
        assertEquals(
                List.of(), mutants.stream().filter(m -> red.get(m).isEmpty()).toList(), "nothing notices");
        Set<String> seen = new TreeSet<>();
        red.values().forEach(seen::addAll);
        assertEquals(mutants.isEmpty() ? Set.of() : ids, seen, "turned red by some break");
        Set<String> others = othersThan(ids);
        List<String> elsewhere = sample(mutants).parallelStream()
                .flatMap(m -> red(m, others, said -> !isRefusal(said)).map(id -> m + " turns " + id + " red"))
                .toList();
        assertEquals(List.of(), elsewhere);
    }

    /** All of them in the long run, otherwise one. */
    private static List<Mutants.Mutant> sample(List<Mutants.Mutant> mutants) {
        return mutants.isEmpty() || Boolean.getBoolean("em4j.long")
                ? mutants
                : List.of(mutants.get(mutants.size() / 2));
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
