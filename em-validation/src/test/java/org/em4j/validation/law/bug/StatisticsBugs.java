package org.em4j.validation.law.bug;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Statistics;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.validation.law.GaussianMixtureLaws;

/** What goes wrong where statistics are added up. */
final class StatisticsBugs {
    private StatisticsBugs() {}

    static Stream<Bug> all() {
        return Stream.of(
                in("writes into its argument", (into, scale, other) -> {
                    into.addScaled(scale, other);
                    other.first()[0] += 1e-3;
                }),
                in("leaves its argument empty, to save memory", (into, scale, other) -> {
                    into.addScaled(scale, other);
                    Arrays.fill(other.second(), 0);
                }),
                in("ignores the scale", (into, scale, other) -> into.addScaled(1, other)),
                in("forgets first moments", (into, scale, other) -> {
                    double[] before = into.first().clone();
                    into.addScaled(scale, other);
                    System.arraycopy(before, 0, into.first(), 0, before.length);
                }),
                in("forgets that origins differ", (into, scale, other) -> {
                    double[] first = into.first().clone();
                    double[] second = into.second().clone();
                    into.addScaled(scale, other);
                    Arrays.setAll(into.first(), j -> first[j] + scale * other.first()[j]);
                    Arrays.setAll(into.second(), j -> second[j] + scale * other.second()[j]);
                }),
                in("replaces what was there", (into, scale, other) -> {
                    into.addScaled(-1, into.about(into.mean()));
                    into.addScaled(scale, other);
                }),
                in("an exponential moving average", (into, scale, other) -> {
                    into.addScaled(-0.1, into.about(into.mean()));
                    into.addScaled(scale, other);
                }),
                in("in single precision", (into, scale, other) -> {
                    into.addScaled(scale, other);
                    Arrays.setAll(into.first(), j -> (float) into.first()[j]);
                }));
    }

    /** How statistics are added. */
    @FunctionalInterface
    private interface Add extends Serializable {
        void add(Moments into, double scale, Moments other);
    }

    /** Moments, added in a way of their own. */
    private record Wrongly(Moments moments, Add add) implements Statistics<Wrongly> {
        @Override
        public Wrongly addScaled(double scale, Wrongly other) {
            add.add(moments, scale, other.moments);
            return this;
        }
    }

    /** A normal distribution whose moments are added so. */
    private record Normal(Gaussian right, Add add)
            implements LatentModel<double[], FullNormal, MissingValuePosterior, Wrongly> {
        @Override
        public Function<double[], MissingValuePosterior> posterior(FullNormal theta) {
            return right.posterior(theta);
        }

        @Override
        public Wrongly zero(FullNormal theta) {
            return new Wrongly(right.zero(theta), add);
        }

        @Override
        public void accumulate(double[] x, MissingValuePosterior q, double weight, Wrongly into) {
            right.accumulate(x, q, weight, into.moments());
        }

        @Override
        public FullNormal maximize(Wrongly s, FullNormal current) {
            return right.maximize(s.moments(), current);
        }

        @Override
        public double expectedLogJoint(FullNormal theta, Wrongly s) {
            return right.expectedLogJoint(theta, s.moments());
        }

        @Override
        public Roundoff roundoff(FullNormal theta) {
            return right.roundoff(theta);
        }

        @Override
        public Optional<Chart<FullNormal>> chart(FullNormal theta) {
            return right.chart(theta);
        }
    }

    private static Bug in(String name, Add add) {
        return new Bug(name, "Statistics", size -> cases(size, add));
    }

    private static ModelCase<?, ?, ?, ?> cases(Size size, Add add) {
        var mixture = GaussianMixtureLaws.example(size, CovarianceFamily.FULL);
        return new ModelCase<>(
                "normal distribution",
                new Normal(new Gaussian(size.d()), add),
                mixture.data(),
                mixture.weights(),
                mixture.theta().components().get(0));
    }
}
