package org.em4j.validation.reproduce.classic;

import java.util.List;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Paper;

/** The vignette of mixtools: waiting times of Old Faithful. */
final class WaitingChecks {
    private static final DataSet WAITING = new DataSet("data/faithful.csv", List.of("waiting"));

    static final Paper PAPER = new Paper("mixtools-faithful", List.of(WaitingChecks.class), List.of(WAITING));

    private WaitingChecks() {}

    @Check("waiting-times")
    static void waitingTimes(Evidence evidence) {
        var family = CovarianceFamily.EII;
        double[][][] variances = {{{25}}, {{25}}};
        var start = family.parameters(new double[] {0.5, 0.5}, new double[][] {{55}, {80}}, variances);
        MixtureMaximum summit = MixtureMaximum.of(family, 2, WAITING.rows(), start);
        GaussianMixture<?, ?> mixture = summit.mixture();
        evidence.on("272 waiting times");
        for (int k = 0; k < 2; k++) {
            evidence.row("weight " + (k + 1), mixture.weights()[k]);
            evidence.row("mean " + (k + 1), mixture.means()[k][0]);
        }
        evidence.row("standard deviation", Math.sqrt(mixture.covariances()[0][0][0]));
        evidence.row("log-likelihood", summit.logLikelihood());
    }
}
