package org.em4j.validation.law;

import java.util.Arrays;
import org.em4j.core.model.Expectation;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** Statistics form a vector space, and the data may be cut anywhere. Seen through Q, which is linear in them. */
public final class StatisticsMerge implements Law {
    @Override
    public String statement() {
        return "statistics of parts add up to those of the whole, in any order, and adding leaves the argument alone";
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c) {
        int n = c.data().size();
        Expectation<S> whole = c.expectation();
        double bound = Rounding.of(c, whole);
        double q = q(c, whole.statistics());
        LawViolation.unlessEqual(
                this, c, "zero plus the whole", q(c, zero(c).addScaled(1, whole.statistics())), q, bound);
        LawViolation.unlessEqual(this, c, "the argument after it was added", q(c, whole.statistics()), q, 0);
        LawViolation.unlessEqual(
                this,
                c,
                "the whole less itself",
                q(c, zero(c).addScaled(1, whole.statistics()).addScaled(-1, whole.statistics())),
                0,
                bound);
        if (n < 3) {
            return;
        }
        S a = part(c, 0, n / 3);
        S b = part(c, n / 3, 2 * n / 3);
        S d = part(c, 2 * n / 3, n);
        LawViolation.unlessEqual(this, c, "(a + b) + c", q(c, sum(c, a, b, d)), q, bound);
        LawViolation.unlessEqual(this, c, "c + (b + a)", q(c, sum(c, d, b, a)), q, bound);
        LawViolation.unlessEqual(this, c, "a + b + c, part by part", q(c, a) + q(c, b) + q(c, d), q, bound);
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> S zero(ModelCase<X, P, Q, S> c) {
        return c.model().zero(c.theta());
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> double q(ModelCase<X, P, Q, S> c, S s) {
        return c.model().expectedLogJoint(c.theta(), s);
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
