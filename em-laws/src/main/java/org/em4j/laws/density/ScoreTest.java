package org.em4j.laws.density;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
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

/** Whether draws follow a density: if they do, the mean of its gradient over them, the score, is zero but for chance. */
final class ScoreTest {
    /** How many draws it takes. */
    static final int DRAWS = 1000;

    /** Of a component lighter than this there may be no draw, and then no spread to judge by. */
    private static final double RARE = 0.03;

    /** Draws that the step of a derivative is chosen by. */
    private static final int FEW = 200;

    private static final double U = Math.ulp(1.0) / 2;

    /** Once in 1e9 of a normal figure; heavy tails and many coordinates take it to about one in 1e6. */
    private static final double STANDARD_ERRORS = 6.5;

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

    /** Holds draws against the density of a case. */
    static <X, P, Q extends Posterior, S extends Statistics<S>> void check(
            ModelCase<X, P, Q, S> c, List<X> list, Trial trial) {
        Observations<X> draws = Observations.of(list);
        Observations<X> few = Observations.of(list.subList(0, FEW));
        Chart<P> chart = c.chart().orElseThrow();
        double[] u = chart.coordinates(c.theta());
        Roundoff roundoff = c.model().roundoff(c.theta());
        double unit = U * (64 * roundoff.condition() + roundoff.ulps());
        for (int i : Coordinates.some(u)) {
            int at = i;
            double h = STEP * Coordinates.step(v -> sum(LogEvidence.of(c.model(), chart.point(v), few)), u, i, 1);
            ToDoubleFunction<Double> total =
                    v -> sum(LogEvidence.of(c.model(), chart.point(Coordinates.moved(u, at, v)), draws));
            double[] up = LogEvidence.of(c.model(), chart.point(Coordinates.moved(u, i, h)), draws);
            double[] down = LogEvidence.of(c.model(), chart.point(Coordinates.moved(u, i, -h)), draws);
            double sum = 0;
            double squares = 0;
            double noise = 0;
            for (int j = 0; j < list.size(); j++) {
                double slope = (up[j] - down[j]) / (2 * h);
                sum += slope;
                squares += slope * slope;
                noise += unit * (1 + Math.abs(up[j])) / h;
            }
            double further = (total.applyAsDouble(2 * h) - total.applyAsDouble(-2 * h)) / (4 * h);
            double error = Math.sqrt(squares);
            double off = Math.abs(sum);
            trial.require(
                    off <= STANDARD_ERRORS * error + noise + Math.abs(sum - further),
                    () -> String.format(
                            Locale.ROOT,
                            "the mean gradient along coordinate %d is %.1f standard errors off",
                            at,
                            off / error));
        }
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }
}
