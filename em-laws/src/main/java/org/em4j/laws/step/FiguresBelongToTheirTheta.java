package org.em4j.laws.step;

import org.em4j.core.expectation.Expectation;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Engine;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Trial;

/** Peers report the log-likelihood of the step before. */
public final class FiguresBelongToTheirTheta implements Law {
    @Override
    public String statement() {
        return "the last log-likelihood of a fit is that of the parameters it returns";
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        Fit<P> fit = new Em().maxIterations(4).fit(c.map(), c.theta());
        if (fit.trace().entries().isEmpty()) {
            return; // it did not get to a first figure
        }
        Expectation<S> e =
                Expectation.of(c.model(), fit.theta(), Engine.LIBRARY.observations(c.data(), c.weights(), 1));
        trial.equal(
                "log-likelihood reported, and at theta",
                fit.trace().last().logLikelihood(),
                e.logEvidence().value(),
                Rounding.of(c.at(fit.theta()), e));
    }
}
