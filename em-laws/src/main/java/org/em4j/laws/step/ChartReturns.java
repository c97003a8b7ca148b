package org.em4j.laws.step;

import org.em4j.core.expectation.Expectation;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Trial;

/** A chart that is off by a little is off by much in an acceleration. */
public final class ChartReturns implements Law {
    @Override
    public String statement() {
        return "parameters that go to coordinates and back have the same density";
    }

    @Override
    public String needs() {
        return "a chart";
    }

    @Override
    public boolean appliesTo(ModelCase<?, ?, ?, ?> example) {
        return example.isCharted();
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        Chart<P> chart = c.chart().orElseThrow();
        P back = chart.point(chart.coordinates(c.theta()));
        Expectation<S> e = c.expectation();
        double bound = Rounding.of(c, e) + 64 * Rounding.coordinates(c, chart);
        trial.equal(
                "log-likelihood",
                c.at(back).expectation().logEvidence().value(),
                e.logEvidence().value(),
                bound);
    }
}
