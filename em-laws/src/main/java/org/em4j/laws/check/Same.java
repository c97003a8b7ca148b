package org.em4j.laws.check;

import java.util.function.Function;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** Cases that should bring back the same. */
public final class Same {
    private Same() {}

    /** Compares log-likelihood, entropy, weight, and Q at parameters about theta, with those of another case, times a factor. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> void of(
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

    /**
     * Compares how high Q stands at two answers of M-steps to a case's statistics, by statistics about the answers: those
     * about theta, squares of distances to it, lose the digits of a component that has become far narrower.
     */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> void maxima(
            Trial trial, String what, ModelCase<X, P, Q, S> c, P left, P right) {
        Function<X, Q> posterior = c.model().posterior(c.theta());
        S about = c.model().zero(right);
        for (int i = 0; i < c.data().size(); i++) {
            if (c.weights()[i] != 0) {
                X x = c.data().get(i);
                c.model().accumulate(x, posterior.apply(x), c.weights()[i], about);
            }
        }
        trial.equal(
                "Q at the M-step's answer" + what,
                c.model().expectedLogJoint(left, about),
                c.model().expectedLogJoint(right, about),
                Rounding.of(c.at(right), c.expectation()));
    }
}
