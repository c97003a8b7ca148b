package org.em4j.laws.jqwik;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.Randomness;
import org.em4j.laws.Laws;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.LawViolation;
import org.em4j.laws.check.ModelCases;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;

/**
 * Every law on generated cases of one model, driven by jqwik: a class that extends this one, in the test sources of a
 * model, is all there is to write. A case that breaks a law is made as small as it can be before it is shown.
 */
public abstract class EmLaws implements ModelCases {
    /** Cases until a law is taken to have nothing to say, and of those that are declared. */
    private static final int MANY = 100;

    private static final int FEW = 10;

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void everyLawHolds(@ForAll("laws") Law law, @ForAll("sizes") Size size) {
        Trial.of(law, of(size));
    }

    /**
     * A law that never compares anything passes, and nobody is told. So it fails here, unless it is declared; and so does one
     * that is declared and compares.
     */
    @Example
    void everyLawHasSomethingToSay() {
        List<Law> mute = Laws.all().stream()
                .filter(law -> !compares(law, isDeclared(law) ? FEW : MANY))
                .toList();
        List<String> undeclared = mute.stream()
                .filter(law -> !isDeclared(law))
                .map(law -> law.name() + (law.needs().isEmpty() ? "" : ", which needs " + law.needs()))
                .toList();
        if (!undeclared.isEmpty()) {
            throw new AssertionError(
                    "laws that compare nothing on " + getClass().getSimpleName() + ": "
                            + String.join("; ", undeclared)
                            + ". Give the model or its cases what they need; or, if there is none, declare it:\n"
                            + declaration(mute));
        }
        List<String> stale = silent().stream()
                .filter(law -> mute.stream().noneMatch(law::isInstance))
                .map(Class::getSimpleName)
                .toList();
        if (!stale.isEmpty()) {
            throw new AssertionError("laws that are declared silent, and compare: " + String.join(", ", stale));
        }
    }

    private boolean compares(Law law, int tries) {
        RandomGenerator random = Randomness.of(1);
        return Stream.generate(() -> largest().upTo(random)).limit(tries).anyMatch(size -> compares(law, size));
    }

    private boolean compares(Law law, Size size) {
        try {
            return Trial.of(law, of(size)).compared();
        } catch (LawViolation e) {
            return true; // which everyLawHolds tells
        }
    }

    private boolean isDeclared(Law law) {
        return silent().contains(law.getClass());
    }

    private static String declaration(List<Law> mute) {
        return mute.stream()
                .map(law -> law.name() + ".class")
                .collect(Collectors.joining(
                        ", ",
                        "@Override\nprotected Set<Class<? extends Law>> silent() {\n    return Set.of(",
                        ");\n}"));
    }

    /** Laws that have nothing to say of the model, such as those of draws where it has no sampler. */
    protected Set<Class<? extends Law>> silent() {
        return Set.of();
    }

    /** The laws. */
    @Provide
    protected Arbitrary<Law> laws() {
        return Arbitraries.of(Laws.all());
    }

    /** The largest case that is worth its time. */
    protected Size largest() {
        return Size.LARGEST;
    }

    /** The sizes of cases, up to the largest. */
    @Provide
    protected Arbitrary<Size> sizes() {
        Size largest = largest();
        return Combinators.combine(
                        Arbitraries.integers().between(1, largest.n()),
                        Arbitraries.integers().between(1, largest.d()),
                        Arbitraries.integers().between(1, largest.k()),
                        Arbitraries.of(0.0, 0.0, largest.offset()),
                        Arbitraries.of(false, true),
                        Arbitraries.longs())
                .as(Size::new);
    }
}
