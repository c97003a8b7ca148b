package org.em4j.laws.density;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.em4j.core.data.Observations;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Coordinates;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Trial;

/**
 * Whether draws follow a density: if they do, the mean of its gradient over them, the score, is zero but for chance. A
 * coordinate takes 1,000 draws, and up to 8,000 where these leave it {@linkplain Chance unclear}.
 *
 * <p>A mean that is 0.16 standard deviations of the score off is seen 39 times in 40, one of a quarter always but for once in
 * a million. A right model is accused once in 1e9 coordinates where scores are normal; heavy tails take it to about one in 1e6.
 */
final class ScoreTest {
    private static final int DRAWS = 1000;
    private static final int MOST_DRAWS = 8000;

    /** Of a component lighter than this there may be no draw, and then no spread to judge by. */
    private static final double RARE = 0.03;

    /** Draws that the step of a derivative is chosen by. */
    private static final int FEW = 200;

    private static final double U = Math.ulp(1.0) / 2;

    /** The step of a derivative, as a part of one that changes their log-likelihood by a nat. */
    private static final double STEP = 0x1p-3;

    private ScoreTest() {}

    /** Whether a thousand draws say anything of all parameters. */
    static boolean appliesTo(ModelCase<?, ?, ?, ?> example) {
        return example.isCharted() && rarest(example.theta()) > RARE;
    }

    /** The weight of the lightest component of a mixture, of mixtures perhaps; 1 of anything else. */
    private static double rarest(Object theta) {
        double rarest = 1;
        if (theta instanceof MixtureParameters<?> mixture) {
            for (int k = 0; k < mixture.weights().length; k++) {
                rarest = Math.min(
                        rarest,
                        mixture.weights()[k] * rarest(mixture.components().get(k)));
            }
        }
        return rarest;
    }

    /** Holds draws, the first, the second and so on, against the density of a case. */
    static <X, P, Q extends Posterior, S extends Statistics<S>> void check(
            ModelCase<X, P, Q, S> c, IntFunction<X> draw, Trial trial) {
        List<X> draws = new ArrayList<>();
        extend(draws, draw, DRAWS);
        Observations<X> few = Observations.of(List.copyOf(draws.subList(0, FEW)));
        Chart<P> chart = c.chart().orElseThrow();
        double[] u = chart.coordinates(c.theta());
        for (int i : Coordinates.some(u)) {
            double h = STEP * Coordinates.step(v -> sum(LogEvidence.of(c.model(), chart.point(v), few)), u, i, 1);
            Score<X, P> score = new Score<>(c, chart, u, i, h);
            for (int n = DRAWS; score.n < n && n <= MOST_DRAWS; n *= score.isUnclear() ? 2 : 1) {
                extend(draws, draw, n);
                score.add(draws.subList(score.n, n));
            }
            trial.require(
                    score.off() <= Chance.LOUD,
                    () -> String.format(
                            Locale.ROOT,
                            "the mean gradient along coordinate %d is %.1f standard errors off",
                            score.i,
                            score.off()));
        }
    }

    private static <X> void extend(List<X> draws, IntFunction<X> draw, int n) {
        IntStream.range(draws.size(), n).mapToObj(draw).forEach(draws::add);
    }

    /** The sum of the gradients of draws along one coordinate. */
    private static final class Score<X, P> {
        private final ModelCase<X, P, ?, ?> c;
        private final Chart<P> chart;
        private final double[] u;
        private final int i;
        private final double h;
        private final double unit;
        private int n;
        private double sum;
        private double squares;
        private double noise;
        private double further;

        Score(ModelCase<X, P, ?, ?> c, Chart<P> chart, double[] u, int i, double h) {
            this.c = c;
            this.chart = chart;
            this.u = u;
            this.i = i;
            this.h = h;
            Roundoff roundoff = c.model().roundoff(c.theta());
            this.unit = U * (64 * roundoff.condition() + roundoff.ulps());
        }

        void add(List<X> draws) {
            Observations<X> more = Observations.of(List.copyOf(draws));
            double[] up = at(h, more);
            double[] down = at(-h, more);
            for (int j = 0; j < up.length; j++) {
                double slope = (up[j] - down[j]) / (2 * h);
                sum += slope;
                squares += slope * slope;
                noise += unit * (1 + Math.abs(up[j])) / h;
            }
            further += (sum(at(2 * h, more)) - sum(at(-2 * h, more))) / (4 * h);
            n += up.length;
        }

        private double[] at(double step, Observations<X> draws) {
            return LogEvidence.of(c.model(), chart.point(Coordinates.moved(u, i, step)), draws);
        }

        /** How far the sum is from zero, in standard errors, but for rounding and for what the step's length does. */
        double off() {
            double unexplained = Math.max(0, Math.abs(sum) - noise - Math.abs(sum - further));
            return unexplained == 0 ? 0 : unexplained / Math.sqrt(squares);
        }

        boolean isUnclear() {
            return Chance.isUnclear(off());
        }
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }
}
