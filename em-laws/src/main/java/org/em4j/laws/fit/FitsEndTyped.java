package org.em4j.laws.fit;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Trial;

/** Never a NaN, never an exception, never an endless loop. */
public final class FitsEndTyped implements Law {
    private static final int BUDGET = 50;

    @Override
    public String statement() {
        return "a fit to hostile data ends in one of the typed outcomes, with finite figures, within its budget";
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        X first = c.data().get(0);
        List<List<X>> hostile = List.of(
                List.of(first),
                Collections.nCopies(8, first),
                Collections.nCopies(2, c.data().get(c.data().size() - 1)),
                c.data());
        for (List<X> data : hostile) {
            double[] ones = new double[data.size()];
            Arrays.fill(ones, 1);
            Fit<P> fit = new Em().maxIterations(BUDGET).fit(c.on(data, ones).map(), c.theta());
            boolean finite = Arrays.stream(fit.trace().logLikelihoods()).allMatch(Double::isFinite);
            trial.require(
                    finite && !(fit instanceof Fit.AuditFailed),
                    () -> "a fit to " + data.size() + " observations ends " + fit.describe());
        }
    }
}
