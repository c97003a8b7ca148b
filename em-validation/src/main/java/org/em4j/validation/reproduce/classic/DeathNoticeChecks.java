package org.em4j.validation.reproduce.classic;

import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Paper;

/** Hasselblad 1969: death notices. */
final class DeathNoticeChecks {
    private static final DataSet DAYS =
            new DataSet("papers/hasselblad-1969/data/deaths.csv", List.of("deaths", "freq"));

    static final Paper PAPER = new Paper("hasselblad-1969", List.of(DeathNoticeChecks.class), List.of(DAYS));

    private DeathNoticeChecks() {}

    /** Where EM stands once a step moves (weight, rates) by less than a tolerance, and how many steps it took. */
    private record Stopped(Iterate<MixtureParameters<Double>> at, int steps) {
        static Stopped below(double tolerance, int most) {
            Rows days = DAYS.rows();
            List<Integer> counts = IntStream.range(0, days.size())
                    .mapToObj(i -> (int) days.get(i, 0))
                    .toList();
            double[] weights = IntStream.range(0, days.size())
                    .mapToDouble(i -> days.get(i, 1))
                    .toArray();
            EmProblem<MixtureParameters<Double>> map =
                    EmProblem.of(new Mixture<>(2, new Poisson()), Observations.of(counts, weights));
            double weight = 0.446294449877198;
            Iterate<MixtureParameters<Double>> at = map.apply(new MixtureParameters<>(
                    new double[] {weight, 1 - weight}, List.of(5.343398073026385, 0.871351298268699)));
            for (int steps = 1; ; steps++) {
                Iterate<MixtureParameters<Double>> next =
                        map.apply(at.surrogate().maximize());
                if (length(at.theta(), next.theta()) < tolerance || steps == most) {
                    return new Stopped(at, steps);
                }
                at = next;
            }
        }

        private static double length(MixtureParameters<Double> a, MixtureParameters<Double> b) {
            double weight = b.weights()[0] - a.weights()[0];
            double first = b.components().get(0) - a.components().get(0);
            double second = b.components().get(1) - a.components().get(1);
            return Math.sqrt(weight * weight + first * first + second * second);
        }

        void rows(Evidence evidence) {
            MixtureParameters<Double> theta = at.theta();
            evidence.on("1,096 days");
            evidence.row("weight 1", theta.weights()[0]);
            evidence.row("rate 1", theta.components().get(0));
            evidence.row("rate 2", theta.components().get(1));
        }
    }

    @Check("hasselblad-em")
    static void em(Evidence evidence) {
        Stopped stopped = Stopped.below(1e-8, 10_000);
        stopped.rows(evidence);
        evidence.row("minus log-likelihood", -stopped.at().logLikelihood());
        evidence.row("steps", stopped.steps());
    }

    /** A step leaves 0.995 of an error: one shorter than 1e-15 is within 2e-13 of the end. */
    @Check("hasselblad-maximum")
    static void maximum(Evidence evidence) {
        Stopped.below(1e-15, 20_000).rows(evidence);
    }
}
