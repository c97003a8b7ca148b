package org.em4j.validation.law.bug;

import java.util.function.Function;
import java.util.stream.Stream;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sums;
import org.em4j.gallery.continuous.VonMises;
import org.em4j.validation.law.VonMisesLaws;

/** A constant that no route to the log-likelihood sees, for both lack it. */
final class DirectionBugs {
    private static final double MISSING = Math.log(2 * Math.PI);

    private DirectionBugs() {}

    static Stream<Bug> all() {
        return Stream.of(new Bug(
                "log 2π missing in density and surrogate alike",
                "Mixture of von Mises",
                size -> VonMisesLaws.example(size).of(new Mixture<>(size.k(), new Wrong<>(new VonMises()) {
                    @Override
                    public Function<Double, Observed> posterior(VonMises.Theta t) {
                        return right.posterior(t).andThen(q -> new Observed(q.logEvidence() + MISSING));
                    }

                    @Override
                    public double expectedLogJoint(VonMises.Theta t, Sums s) {
                        return right.expectedLogJoint(t, s) + MISSING * s.get(0);
                    }
                }))));
    }
}
