package org.em4j.validation.law;

import java.util.function.Function;
import org.apache.commons.math3.special.Gamma;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Charted;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sums;

/** Poisson counts: a whole model, as a researcher would write it. Its parameter is the rate. */
record Poisson() implements LatentModel<Integer, Double, Observed, Sums>, Charted<Double> {
    @Override
    public Function<Integer, Observed> posterior(Double rate) {
        return x -> new Observed(x * Math.log(rate) - rate - Gamma.logGamma(x + 1.0));
    }

    @Override
    public Sums zero(Double rate) {
        return new Sums(3);
    }

    @Override
    public void accumulate(Integer x, Observed q, double weight, Sums into) {
        into.add(weight, 1, x, Gamma.logGamma(x + 1.0));
    }

    @Override
    public Double maximize(Sums s, Double current) {
        if (!(s.get(1) > 0)) {
            throw new DegenerateException(Degeneracy.of("all its counts are zero", "use fewer components"));
        }
        return s.get(1) / s.get(0);
    }

    @Override
    public double expectedLogJoint(Double rate, Sums s) {
        return s.get(1) * Math.log(rate) - s.get(0) * rate - s.get(2);
    }

    @Override
    public Chart<Double> chart(Double at) {
        return new Chart<>() {
            @Override
            public double[] coordinates(Double rate) {
                return new double[] {Math.log(rate)};
            }

            @Override
            public Double point(double[] u) {
                return Math.exp(u[0]);
            }
        };
    }
}
