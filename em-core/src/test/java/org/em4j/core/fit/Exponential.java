package org.em4j.core.fit;

import java.util.function.Function;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sums;

/** Waiting times with an exponential distribution, the simplest model there is; some of it can be made wrong. */
public class Exponential implements LatentModel<Double, Double, Observed, Sums> {
    @Override
    public Function<Double, Observed> posterior(Double rate) {
        return x -> new Observed(Math.log(rate) - rate * x);
    }

    @Override
    public Sums zero(Double rate) {
        return new Sums(2);
    }

    @Override
    public void accumulate(Double x, Observed q, double weight, Sums into) {
        into.add(weight, 1, x);
    }

    @Override
    public Double maximize(Sums s, Double current) {
        if (!(s.get(1) > 0)) {
            throw new DegenerateException(Degeneracy.of("all its waiting times are zero", "leave them out"));
        }
        return s.get(0) / s.get(1);
    }

    @Override
    public double expectedLogJoint(Double rate, Sums s) {
        return s.get(0) * Math.log(rate) - rate * s.get(1);
    }
}
