package org.em4j.core.mixture.gate;

import java.util.random.RandomGenerator;
import org.em4j.core.data.Labelled;

/** Noise for partly labelled data: an observation with a known component is never noise, one without may be. */
public record UnlabelledNoise<X>(Density<X> density) implements Density<Labelled<X>> {
    @Override
    public double log(Labelled<X> x) {
        return admits(x) ? density.log(x.observation()) : Double.NEGATIVE_INFINITY;
    }

    @Override
    public boolean admits(Labelled<X> x) {
        return !x.isKnown();
    }

    @Override
    public Labelled<X> sample(RandomGenerator random) {
        return new Labelled<>(density.sample(random), Labelled.UNKNOWN);
    }

    @Override
    public Labelled<X> inPlaceOf(Labelled<X> observed, RandomGenerator random) {
        return new Labelled<>(density.inPlaceOf(observed.observation(), random), Labelled.UNKNOWN);
    }
}
