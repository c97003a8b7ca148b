package org.em4j.core.fit;

import java.util.List;
import java.util.Optional;
import org.em4j.core.estep.Exactness;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Statistics;

/**
 * One point of a fit, its E-step done. The log-likelihood is that of {@code theta} itself, never of what comes next.
 *
 * @param logLikelihood {@code Σ_i w_i log p(x_i; theta)}, in nats
 * @param entropy {@code Σ_i w_i H(Q_i)}, in nats
 * @param weight {@code Σ_i w_i}
 * @param magnitude {@code Σ_i w_i (|log p(x_i; theta)| + |H(Q_i)|)} and the size of the log prior: what the
 *     objective is summed from
 * @param roundoff of densities at theta
 * @param exactness of the log-likelihood
 * @param surrogate what the M-step maximises
 */
public record Iterate<P>(
        P theta,
        double logLikelihood,
        double entropy,
        double weight,
        double magnitude,
        Roundoff roundoff,
        Exactness exactness,
        Surrogate<P> surrogate) {
    /** An error bound above so many nats for each unit of weight, or nat of gain, makes comparisons meaningless. */
    private static final double MEANINGFUL = 1e-5;

    /** The point theta of a model, given what its E-step brought back. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> Iterate<P> of(
            LatentModel<X, P, Q, S> model, P theta, Expectation<S> e) {
        double entropy = e.entropy().value();
        return new Iterate<>(
                theta,
                e.logEvidence().value(),
                entropy,
                e.weight().value(),
                e.magnitude().value() + Math.abs(entropy) + Math.abs(model.logPrior(theta)),
                model.roundoff(theta),
                e.exactness(),
                new OfModel<>(model, theta, e.statistics()));
    }

    /** Whether the objective is a number, and not lost in rounding. */
    boolean isMeaningful() {
        return Double.isFinite(objective()) && isMeaningful(rounding(), 0);
    }

    /** Whether objectives that rounding may change by so much can be compared, when an M-step gains so much. */
    boolean isMeaningful(double rounding, double gain) {
        return rounding <= MEANINGFUL * Math.max(weight, gain);
    }

    /** Whether another point can be gone on from, and its objective is no lower, but for rounding. */
    public boolean isNoBetterThan(Iterate<P> other) {
        return other.isMeaningful() && Audit.objectiveRises(0, this, other).holds();
    }

    /** Bound of the rounding error in the objective, in nats; see {@link Audit}. */
    public double rounding() {
        return Audit.rounding(roundoff, magnitude, weight) + Audit.ofPrior(roundoff, surrogate.logPrior(theta));
    }

    /** What EM climbs: log-likelihood plus log prior, in nats. */
    public double objective() {
        return logLikelihood + surrogate.logPrior(theta);
    }

    /** The surrogate of a model at theta; its maximum is worked out once. */
    private static final class OfModel<P, S extends Statistics<S>> implements Surrogate<P> {
        private static final double MUCH = 16;

        private final LatentModel<?, P, ?, S> model;
        private final P theta;
        private final S statistics;
        private Optional<P> best = Optional.empty();

        private OfModel(LatentModel<?, P, ?, S> model, P theta, S statistics) {
            this.model = model;
            this.theta = theta;
            this.statistics = statistics;
        }

        @Override
        public double expectedLogJoint(P other) {
            return model.expectedLogJoint(other, statistics);
        }

        @Override
        public double logPrior(P other) {
            return model.logPrior(other);
        }

        @Override
        public Roundoff roundoff(P other) {
            return model.roundoff(other);
        }

        /**
         * Q is linear, so that three times Q of a third of the statistics is Q, but for rounding. Halves round nothing: where they
         * differ as well, Q is not linear, which nothing excuses.
         */
        @Override
        public double rounding(P other) {
            double most = Math.max(parts(other, 3), Math.max(parts(other, 5), parts(other, 7)));
            return parts(other, 2) <= most / MUCH ? most : 0;
        }

        /** By how much so many times Q of so manieth parts of the statistics differs from Q. */
        private double parts(P other, double n) {
            S part = model.zero(theta).addScaled(1 / n, statistics);
            return Math.abs(n * model.expectedLogJoint(other, part) - expectedLogJoint(other));
        }

        @Override
        public P maximize() {
            if (best.isEmpty()) {
                best = Optional.of(model.maximize(statistics, theta));
            }
            return best.get();
        }

        @Override
        public List<Edge<P>> edges(P other) {
            return model.edges(other);
        }

        @Override
        public Optional<Chart<P>> chart() {
            return model.chart(theta).map(chart -> chart.free(theta));
        }
    }
}
