package org.em4j.validation.law;

import org.em4j.core.model.Expectation;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** Cases that should bring back the same. */
final class Same {
    private Same() {}

    /** Compares log-likelihood, entropy, weight, and Q at parameters about theta, with those of another case, times a factor. */
    static <X, P, Q extends Posterior, S extends Statistics<S>> void of(
            Trial trial, ModelCase<X, P, Q, S> left, ModelCase<X, P, Q, S> right, double factor) {
        Expectation<S> a = left.expectation();
        Expectation<S> b = right.expectation();
        double bound = 2 * Rounding.of(left, a);
        trial.equal(
                "log-likelihood",
                a.logEvidence().value(),
                factor * b.logEvidence().value(),
                bound);
        trial.equal("entropy", a.entropy().value(), factor * b.entropy().value(), bound);
        trial.equal("weight", a.weight().value(), factor * b.weight().value(), bound);
        trial.equal("Q", left.surrogate(), factor * right.surrogate(), bound);
    }

    /** Compares how high Q stands at two answers of M-steps to a case's statistics. */
    static <X, P, Q extends Posterior, S extends Statistics<S>> void maxima(
            Trial trial, String what, ModelCase<X, P, Q, S> c, P left, P right) {
        Expectation<S> e = c.expectation();
        trial.equal(
                "Q at the M-step's answer" + what,
                c.model().expectedLogJoint(left, e.statistics()),
                c.model().expectedLogJoint(right, e.statistics()),
                Rounding.of(c.at(right), e));
    }
}
