package org.em4j.laws.statistics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.em4j.core.estep.Exactness;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Rounding;
import org.em4j.laws.check.Trial;

/** Statistics form a vector space, and the data may be cut anywhere. Seen through Q, which is linear in them. */
public final class StatisticsMerge implements Law {
    @Override
    public String statement() {
        return "statistics of parts add up to those of the whole, in any order and about any origin";
    }

    /** Draws belong to an observation's place among the others. */
    @Override
    public Exactness.Kind holdsOf() {
        return Exactness.Kind.LOWER_BOUND;
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        for (P theta : c.nearby()) {
            check(c, trial, theta, 2 * Rounding.of(c.at(theta), c.expectation()));
        }
    }

    /** Sums are taken about the origin of one theta, and looked at from another. */
    private <X, P, Q extends Posterior, S extends Statistics<S>> void check(
            ModelCase<X, P, Q, S> c, Trial trial, P theta, double bound) {
        int n = c.data().size();
        S whole = c.expectation().statistics();
        ToDoubleFunction<S> q = s -> c.model().expectedLogJoint(theta, s);
        double all = q.applyAsDouble(whole);
        trial.equal("zero plus the whole", q.applyAsDouble(sum(c, whole)), all, bound);
        S moved = c.model().zero(theta).addScaled(1, whole);
        trial.equal("the whole about another origin", q.applyAsDouble(moved), all, bound);
        S none = sum(c, whole).addScaled(-1, whole);
        trial.equal("the whole less itself", q.applyAsDouble(none), 0, bound);
        if (n < 3) {
            return;
        }
        S a = part(c, 0, n / 3);
        S b = part(c, n / 3, 2 * n / 3);
        S d = part(c, 2 * n / 3, n);
        trial.equal("(a + b) + c", q.applyAsDouble(sum(c, a, b, d)), all, bound);
        trial.equal("c + (b + a)", q.applyAsDouble(sum(c, d, b, a)), all, bound);
        double parts = q.applyAsDouble(a) + q.applyAsDouble(b) + q.applyAsDouble(d);
        trial.equal("a + b + c, part by part", parts, all, bound);
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> S zero(ModelCase<X, P, Q, S> c) {
        return c.model().zero(c.theta());
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> S part(
            ModelCase<X, P, Q, S> c, int from, int to) {
        double[] weights = Arrays.copyOfRange(c.weights(), from, to);
        return c.on(c.data().subList(from, to), weights).expectation().statistics();
    }

    @SafeVarargs
    private static <X, P, Q extends Posterior, S extends Statistics<S>> S sum(ModelCase<X, P, Q, S> c, S... parts) {
        S sum = zero(c);
        for (S part : parts) {
            sum.addScaled(1, part);
        }
        return sum;
    }
}
