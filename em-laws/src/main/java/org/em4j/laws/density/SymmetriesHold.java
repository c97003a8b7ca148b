package org.em4j.laws.density;

import org.em4j.core.expectation.Expectation;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Same;
import org.em4j.laws.check.Symmetry;
import org.em4j.laws.check.Trial;

/** Shift, scale, units, rotation: what a model follows in the data it follows in the density. */
public final class SymmetriesHold implements Law {
    @Override
    public String statement() {
        return "if data and parameters change together, the density changes by the volume alone, and the M-step goes along";
    }

    @Override
    public String needs() {
        return "symmetries of the case";
    }

    @Override
    public boolean appliesTo(ModelCase<?, ?, ?, ?> example) {
        return !example.symmetries().isEmpty();
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        c.symmetries().forEach(symmetry -> check(c, symmetry, trial));
        c.settled()
                .filter(at -> at.model().logPrior(at.theta()) == 0)
                .ifPresent(
                        at -> { // a prior has its own units
                            at.symmetries().forEach(symmetry -> checkMStep(at, symmetry, trial));
                        });
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> void check(
            ModelCase<X, P, Q, S> c, Symmetry<X, P> symmetry, Trial trial) {
        ModelCase<X, P, Q, S> there = c.changed(symmetry);
        Expectation<S> e = c.expectation();
        Expectation<S> changed = there.expectation();
        double volume = e.weight().value() * symmetry.logJacobian();
        double bound = 16 * (Rounding.of(c, e) + Rounding.of(there, changed));
        trial.equal(
                "log-likelihood, " + symmetry.name(),
                changed.logEvidence().value(),
                e.logEvidence().value() - volume,
                bound);
        trial.equal("Q, " + symmetry.name(), there.surrogate(), c.surrogate() - volume, bound);
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> void checkMStep(
            ModelCase<X, P, Q, S> c, Symmetry<X, P> symmetry, Trial trial) {
        ModelCase<X, P, Q, S> there = c.changed(symmetry);
        if (!there.isSteady()) {
            return; // a far origin rounds means so much that a component on its way down falls elsewhere
        }
        c.mStep()
                .ifPresent(here -> there.mStep()
                        .ifPresent(answer -> Same.maxima(
                                trial,
                                ", " + symmetry.name(),
                                there,
                                answer,
                                symmetry.theta().apply(here))));
    }
}
