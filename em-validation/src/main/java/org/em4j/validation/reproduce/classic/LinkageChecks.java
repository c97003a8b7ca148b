package org.em4j.validation.reproduce.classic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Paper;

/** Dempster, Laird and Rubin 1977, the linkage example. */
final class LinkageChecks {
    private static final String FOLDER = "papers/dempster-laird-rubin-1977/";
    private static final DataSet COUNTS = new DataSet(FOLDER + "data/linkage.csv", List.of("count"));
    private static final DataSet ITERATES = new DataSet(FOLDER + "expected/iterates.csv", List.of("theta"));

    static final Paper PAPER =
            new Paper("dempster-laird-rubin-1977", List.of(LinkageChecks.class), List.of(COUNTS, ITERATES));

    /** The positive root of {@code 197 θ² - 15 θ - 68}. */
    private static final double MAXIMUM = (15 + Math.sqrt(53809)) / 394;

    private LinkageChecks() {}

    private static double[] counts() {
        Rows rows = COUNTS.rows();
        return IntStream.range(0, rows.size()).mapToDouble(i -> rows.get(i, 0)).toArray();
    }

    /** The start, and so many M-steps from it. */
    private static List<Iterate<Double>> climb(int steps) {
        EmProblem<Double> map = EmProblem.of(new Linkage(), Observations.of(List.of(0, 1, 2, 3), counts()));
        List<Iterate<Double>> iterates = new ArrayList<>(List.of(map.apply(0.5)));
        for (int t = 0; t < steps; t++) {
            iterates.add(map.apply(iterates.get(t).surrogate().maximize()));
        }
        return iterates;
    }

    private static double[] thetas(int steps) {
        return climb(steps).stream().mapToDouble(Iterate::theta).toArray();
    }

    @Check("linkage-iterates")
    static void iterates(Evidence evidence) {
        double[] theta = thetas(6);
        for (int t = 1; t <= 6; t++) {
            evidence.on("197 animals").row("θ after " + t + (t == 1 ? " step" : " steps"), theta[t]);
        }
    }

    @Check("linkage-rate")
    static void rate(Evidence evidence) {
        double[] theta = thetas(6);
        for (int t = 1; t <= 6; t++) {
            evidence.on("197 animals").row("step " + t, (theta[t] - MAXIMUM) / (theta[t - 1] - MAXIMUM));
        }
    }

    @Check("linkage-long-arithmetic")
    static void longArithmetic(Evidence evidence) {
        Rows exact = ITERATES.rows();
        List<Iterate<Double>> iterates = climb(exact.size() - 1);
        evidence.on("197 animals");
        double worst = 0;
        double off = 0;
        double[] n = counts();
        for (int t = 0; t < iterates.size(); t++) {
            double theta = exact.get(t, 0);
            worst = Math.max(worst, Math.abs(iterates.get(t).theta() - theta));
            double logLikelihood = n[0] * Math.log(0.5 + theta / 4)
                    + (n[1] + n[2]) * Math.log((1 - theta) / 4)
                    + n[3] * Math.log(theta / 4);
            off = Math.max(off, Math.abs(iterates.get(t).logLikelihood() - logLikelihood));
        }
        // A step shortens the errors of those before it to a seventh, so that only its own few roundings are left.
        evidence.within("θ", worst, 4 * Math.ulp(1.0));
        evidence.within("log-likelihood, in nats", off, 8 * Math.ulp(256.0));
        evidence.within(
                "the last θ against the root of a quadratic", iterates.get(25).theta() - MAXIMUM, 4 * Math.ulp(1.0));
    }

    @Check("linkage-missing-information")
    static void missingInformation(Evidence evidence) {
        double[] n = counts();
        double t = MAXIMUM;
        double observed = n[0] / ((2 + t) * (2 + t)) + (n[1] + n[2]) / ((1 - t) * (1 - t)) + n[3] / (t * t);
        double linked = n[0] * t / (2 + t) + n[3];
        double complete = linked / (t * t) + (n[1] + n[2]) / ((1 - t) * (1 - t));
        double[] theta = thetas(12);
        double rate = (theta[10] - theta[9]) / (theta[9] - theta[8]);
        evidence.on("197 animals");
        // Differences of 1e-8 carry four digits less than θ has: the ratio of two is good to about 1e-7.
        evidence.within("the rate of the tenth step", Math.abs(rate - (1 - observed / complete)), 1e-6);
        evidence.figure("information that is missing", 1 - observed / complete);
    }
}
