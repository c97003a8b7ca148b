package org.em4j.laws.fit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.checkpoint.Checkpoint;
import org.em4j.core.checkpoint.Kept;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.fit.accelerate.Parabolic;
import org.em4j.core.fit.accelerate.QuasiNewton;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Bits;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Trial;
import org.em4j.laws.step.StepsRepeat;

/** A checkpoint is parameters, and what an accelerator remembers. */
public final class FitsResume implements Law {
    private static final int STEPS = 6;
    private static final List<Accelerator> ACCELERATORS =
            List.of(Accelerator.NONE, new Anderson(), new QuasiNewton(), new Squarem(), new Parabolic());

    @Override
    public String statement() {
        return "a fit that is stopped, written, read and taken up again ends with the bits of one that was not";
    }

    @Override
    public List<Class<? extends Law>> impliedBy() {
        return List.of(StepsRepeat.class);
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        Fit<P> whole = fit(c.map(), c.theta(), STEPS);
        Fit<P> half = fit(c.map(), c.theta(), STEPS / 2);
        if (!(half instanceof Fit.BudgetSpent) || !(whole instanceof Fit.BudgetSpent)) {
            return; // it ended before the checkpoint
        }
        Fit<P> resumed = fit(c.map(), Bits.copy(half.theta()), STEPS / 2);
        trial.require(
                Arrays.equals(Bits.of(whole.theta()), Bits.of(resumed.theta())),
                () -> "six steps, and three and three, end at other bits");
        accelerated(c, trial);
    }

    /** A fit by one of the accelerators, cut off at one of the iterations: which, the weights say. */
    private static <X, P, Q extends Posterior, S extends Statistics<S>> void accelerated(
            ModelCase<X, P, Q, S> c, Trial trial) {
        int chance = Arrays.hashCode(c.weights());
        Accelerator accelerator =
                c.isCharted() ? ACCELERATORS.get(Math.floorMod(chance, ACCELERATORS.size())) : Accelerator.NONE;
        Em em = new Em().until(StoppingRule.never()).maxIterations(STEPS).accelerate(accelerator);
        List<List<Kept>> moments = new ArrayList<>();
        Fit<P> whole =
                em.checkpoint(new Checkpoint(Duration.ZERO, moments::add)).fit(c.map(), c.theta());
        if (moments.isEmpty()) {
            return; // the engine is not one that is known again
        }
        Checkpoint cut =
                new Checkpoint(Duration.ZERO, kept -> {}).with(moments.get(Math.floorMod(chance / 7, moments.size())));
        Fit<P> resumed = em.checkpoint(cut).fit(c.map(), c.theta());
        trial.require(cut.met() == 1, () -> "a fit that was kept is not known again");
        trial.require(
                Arrays.equals(Bits.of(whole.theta()), Bits.of(resumed.theta()))
                        && whole.trace().equals(resumed.trace()),
                () -> "a fit by " + accelerator + " that was cut off and gone on with ends at other bits");
    }

    private static <P> Fit<P> fit(EmProblem<P> map, P start, int steps) {
        return new Em().until(StoppingRule.never()).maxIterations(steps).fit(map, start);
    }
}
