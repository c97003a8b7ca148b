package org.em4j.laws.check;

import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A case that breaks a law.
 *
 * @param size what the case is made of
 * @param violation the figures
 */
public record Counterexample(Law law, ModelCases cases, Size size, LawViolation violation) {
    private static final int SIMPLIFICATIONS = 100;

    /** Other contents that a simpler case is tried with. */
    private static final int SEEDS = 8;

    /** The simplest case found from here that still breaks the law: smaller in each count, at no offset, of no weights. */
    public Counterexample simplest() {
        Counterexample at = this;
        for (int i = 0; i < SIMPLIFICATIONS; i++) {
            Optional<Counterexample> simpler = at.size.simpler().stream()
                    .flatMap(Counterexample::seeded)
                    .flatMap(s -> broken(s).stream())
                    .findFirst();
            if (simpler.isEmpty()) {
                break;
            }
            at = simpler.get();
        }
        return at;
    }

    /** A smaller case of the same seed may hold by chance, where others do not. */
    private static Stream<Size> seeded(Size size) {
        return Stream.concat(Stream.of(size), LongStream.rangeClosed(1, SEEDS).mapToObj(size::seeded));
    }

    /** The case in Java, to paste into a test: it throws until the law holds. */
    public String java() {
        return "Trial.of(new " + law.name() + "(), new " + cases.getClass().getSimpleName() + "().of(" + size + "));";
    }

    private Optional<Counterexample> broken(Size other) {
        try {
            Trial.of(law, cases.of(other));
            return Optional.empty();
        } catch (LawViolation found) {
            return Optional.of(new Counterexample(law, cases, other, found));
        }
    }
}
