package org.em4j.laws.jqwik;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.laws.Laws;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCases;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;

/**
 * Every law on generated cases of one model, driven by jqwik: a class that extends this one, in the test sources of a
 * model, is all there is to write. A case that breaks a law is made as small as it can be before it is shown.
 */
public abstract class EmLaws implements ModelCases {
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void everyLawHolds(@ForAll("laws") Law law, @ForAll("sizes") Size size) {
        Trial.of(law, of(size));
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
